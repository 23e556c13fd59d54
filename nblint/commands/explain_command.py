"""``nblint explain``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from nblint.commands.setup import Failure, rules, settings
from nblint.rulebook.book import no_such
from nblint.rulebook.explain import explain
from nblint.rulebook.page import RulePageError
from nblint.terminal import Output, safe, style_of

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Print a rule's page. Raises Failure when there is no such rule."""
    rulebook = rules(settings(arguments, []))
    rule = next((rule for rule in rulebook.rules if rule.name == arguments.rule), None)
    if rule is None:
        raise Failure(safe(no_such("rule", arguments.rule, {rule.name for rule in rulebook.rules})))
    try:
        lines = explain(rule).split("\n")
    except RulePageError as error:
        raise Failure(safe(str(error))) from error
    Output(sys.stdout, style_of(sys.stdout, os.environ)).write(["\n".join(map(safe, lines))])
    return 0
