"""The report for a person: each finding with its excerpt and what to do, then the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.report.excerpt import draw
from nblint.report.link_evidence import describe
from nblint.report.summary import summarize
from nblint.report.terminal import escape_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model.finding import Diagnostic
    from nblint.model.lint_report import Report
    from nblint.report.context import ReportContext
    from nblint.report.terminal import Style


def render(report: Report, context: ReportContext) -> Iterator[str]:
    """Yield the findings in order, a blank line after each, and the summary."""
    for diagnostic in report.diagnostics:
        yield _finding(diagnostic, context.style)
    yield from summarize(report, context.style)


def _finding(diagnostic: Diagnostic, style: Style) -> str:
    place = diagnostic.location
    where = style.paint("strong", f"{escape_controls(place.path)}:{place.shown}")
    severity = style.paint(diagnostic.severity, diagnostic.severity)
    rule = style.paint("faint", f"[{style.rule(diagnostic.rule)}]")
    lines = [f"{where}: {severity}: {escape_controls(diagnostic.message)} {rule}"]
    lines += draw(diagnostic, style)
    if diagnostic.verdict:
        lines.append(f"  {style.paint('faint', describe(diagnostic.verdict))}")
    fix = diagnostic.fix
    if fix is None or diagnostic.help not in {"", fix.title}:
        lines += [f"  help: {escape_controls(diagnostic.help)}"] if diagnostic.help else []
    if fix is not None:
        safety = "safe" if fix.safe else "unsafe"
        lines.append(f"  help ({safety} fix): {escape_controls(fix.title)}")
    return "\n".join([*lines, "", ""])
