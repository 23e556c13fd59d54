"""One JSON object on each line, for programs that read as they go; `shape` says what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import to_builtins

from nblint.report.json_report import encode, shape_diagnostic, shape_rest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model.lint_report import Report
    from nblint.report.context import ReportContext


def render(report: Report, _context: ReportContext) -> Iterator[str]:
    """Yield a line for each finding and one with all else, in ASCII; `type` tells them apart."""
    for diagnostic in report.diagnostics:
        yield _line("diagnostic", to_builtins(shape_diagnostic(diagnostic)))
    yield _line("summary", to_builtins(shape_rest(report)))


def _line(kind: str, fields: dict[str, object]) -> str:
    return f"{encode({'type': kind, **fields})}\n"
