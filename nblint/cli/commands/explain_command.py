"""``nblint explain``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from nblint.cli.commands.setup import CommandError, rules, settings
from nblint.report.terminal import Output, escape_controls, style_of
from nblint.rulebook.book import no_such
from nblint.rulebook.explain import explain
from nblint.rulebook.rule_page import RulePageError

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Print a rule's page. Raises CommandError when there is no such rule."""
    rulebook = rules(settings(arguments, []))
    rule = next((rule for rule in rulebook.rules if rule.name == arguments.rule), None)
    if rule is None:
        raise CommandError(
            escape_controls(no_such("rule", arguments.rule, {rule.name for rule in rulebook.rules}))
        )
    try:
        lines = explain(rule).split("\n")
    except RulePageError as error:
        raise CommandError(escape_controls(str(error))) from error
    Output(sys.stdout, style_of(sys.stdout, os.environ)).write(
        ["\n".join(map(escape_controls, lines))]
    )
    return 0
