"""One line per finding and nothing else, for editors and scripts to take apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.outcome import Report
    from nblint.report.context import Context


def render(report: Report, _context: Context) -> Iterator[str]:
    """Yield ``path:line:column: severity rule message`` for each finding."""
    for diagnostic in report.diagnostics:
        place = diagnostic.location
        yield (
            f"{safe(place.path)}:{place.line}:{place.column}: "
            f"{diagnostic.severity} {safe(diagnostic.rule)} {safe(diagnostic.message)}\n"
        )
