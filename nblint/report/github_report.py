"""Annotations of GitHub Actions: commands that the runner reads in a step's output.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from nblint.report.terminal import escape_commands, escape_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model.finding import Diagnostic, Severity
    from nblint.model.lint_report import Report
    from nblint.report.context import ReportContext

_COMMANDS: Final[dict[Severity, str]] = {
    "error": "error",
    "warning": "warning",
    "info": "notice",
}

_SHOWN: Final = {"error": 10, "warning": 10, "notice": 9}
"""How many of a kind the runner shows of a step: ten, of which the last notice counts the rest
(https://docs.github.com/en/rest/checks/runs, and "Limitations on annotations")."""


def render(report: Report, context: ReportContext) -> Iterator[str]:
    """Yield a command for each finding that the runner has room for, errors first."""
    shown: Counter[str] = Counter()
    left = 0
    for problem in report.problems:
        shown["error"] += 1
        if shown["error"] <= _SHOWN["error"]:
            place = {"file": context.from_top(problem.path)} if problem.path is not None else {}
            yield _command("error", {"title": "nblint", **place}, problem.message)
        else:
            left += 1
    for severity, command in _COMMANDS.items():
        for item in report.diagnostics:
            if item.severity != severity:
                continue
            shown[command] += 1
            if shown[command] <= _SHOWN[command]:
                yield _annotation(item, command, context)
            else:
                left += 1
    if left:
        words = f"{left} more are not annotated; see the log"
        yield _command("notice", {"title": "nblint"}, words)


def _annotation(item: Diagnostic, command: str, context: ReportContext) -> str:
    place = item.location
    properties: dict[str, str | int] = {
        "title": f"nblint {item.rule}",
        "file": context.from_top(place.path),
        "line": place.line,
        "endLine": place.end_line,
    }
    if place.end_line == place.line:  # columns are for annotations of one line
        properties |= {"col": place.column, "endColumn": place.end_column}
    help_text = item.help or (item.fix.title if item.fix else "")
    return _command(
        command, properties, *([item.message, help_text] if help_text else [item.message])
    )


def _command(name: str, properties: dict[str, str | int], *lines: str) -> str:
    data = "\n".join(map(escape_controls, lines))
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {written}::{_escape(data)}\n"


def _escape(data: str) -> str:
    return escape_commands(data).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str | int) -> str:
    return _escape(escape_controls(str(value))).replace(":", "%3A").replace(",", "%2C")
