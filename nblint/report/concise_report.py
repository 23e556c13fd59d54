"""One line per finding and nothing else, for editors and scripts to take apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.report.terminal import escape_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model.lint_report import Report
    from nblint.report.context import ReportContext


def render(report: Report, _context: ReportContext) -> Iterator[str]:
    """Yield ``path:line:column: severity rule message`` for each finding."""
    for diagnostic in report.diagnostics:
        place = diagnostic.location
        yield (
            f"{escape_controls(place.path)}:{place.line}:{place.column}: "
            f"{diagnostic.severity} {escape_controls(diagnostic.rule)} "
            f"{escape_controls(diagnostic.message)}\n"
        )
