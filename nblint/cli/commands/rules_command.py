"""``nblint rules``."""

from __future__ import annotations

import os
import sys
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from nblint.cli.commands.setup import rules, settings
from nblint.report.terminal import Output, escape_controls, style_of

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from nblint.report.terminal import Style
    from nblint.rulebook.book import RuleBook

_FIXES = {"none": "", "safe": "safe", "unsafe": "unsafe", "sometimes": "safe/unsafe"}


def run(arguments: Namespace) -> int:
    """Print all rules by group: name, severity or off, summary."""
    rulebook = rules(settings(arguments, []))
    output = Output(sys.stdout, style_of(sys.stdout, os.environ))
    output.write(_table(rulebook, output.style))
    return 0


def _table(rulebook: RuleBook, style: Style) -> Iterator[str]:
    width = max(len(rule.name) for rule in rulebook.rules)
    in_groups = sorted(rulebook.rules, key=attrgetter("group", "name"))
    for group, members in groupby(in_groups, attrgetter("group")):
        yield f"{style.paint('strong', group)}\n"
        for rule in members:
            state = rule.severity if rule.enabled else "off"
            fix = _FIXES[rule.page.metadata.fix]
            summary = escape_controls(rule.page.metadata.summary)
            yield f"  {rule.name:{width}}  {state:7}  {fix:11}  {summary}\n"
