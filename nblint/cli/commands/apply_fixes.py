"""What ``nblint check`` does with fixes, and what it prints of them."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from nblint.cli.commands.setup import CommandError
from nblint.files.source import reason
from nblint.lint.fix.diff import unified
from nblint.lint.fix_run import FixResult, fix_files, rule_fixes
from nblint.lint.suppression_run import add_suppressions
from nblint.report.summary import fixed_lines, problem_line
from nblint.report.terminal import Output, escape_controls, style_of

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from nblint.lint.lint_run import LintRun


def run_fixes(arguments: Namespace, lint_run: LintRun) -> FixResult:
    """Fix the pages as far as the options ask for it."""
    if arguments.add_suppressions:
        return add_suppressions(lint_run)
    if not (arguments.fix or arguments.diff):
        return FixResult(lint_run.report)
    return fix_files(lint_run, rule_fixes(unsafe=arguments.unsafe_fixes), write=not arguments.diff)


def print_diff(outcome: FixResult, error_output: Output) -> int:
    """Print what fixing would change, and return the exit status."""
    report = outcome.report
    _print_exactly(
        line for page in outcome.pages for line in unified(page.name, page.before, page.after)
    )
    error_output.write(fixed_lines(report, error_output.style, "Would fix"))
    error_output.write(problem_line(problem, error_output.style) for problem in report.problems)
    if report.interrupted:
        return 130
    if report.problems:
        return 2
    return 1 if outcome.pages else 0


def print_fixed_text(outcome: FixResult, name: str, text: str) -> None:
    """Print the page that was read from standard input, fixed; `text` is what it was."""
    after = (page.after for page in outcome.pages if page.name == name)
    _print_exactly(next(after, text).splitlines(keepends=True))


def _print_exactly(lines: Iterator[str] | list[str]) -> None:
    output = Output(sys.stdout, style_of(sys.stdout, os.environ))
    try:
        output.write_exactly(lines)
    except OSError as error:
        raise CommandError(escape_controls(f"standard output: {reason(error)}")) from error
