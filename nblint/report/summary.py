"""The end of a report: how much was found and seen, and what could not be verified or done."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from nblint.report.terminal import Style, escape_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model.lint_report import Counts, Problem, Report, Unverified


def summarize(report: Report, style: Style) -> Iterator[str]:
    """Yield the summary in lines. `text` ends with it; beside other formats it stands alone."""
    yield from fixed_lines(report, style, "Fixed")
    if report.diagnostics or report.problems:
        yield f"{style.paint('strong', _findings(report))}\n"
        yield from _fixable(report)
    elif report.counts.files and not report.interrupted:
        nothing = "All issues fixed" if report.fixed else "All checks passed"
        yield f"{style.paint('strong', nothing)}\n"
    yield f"{_seen(report.counts)}\n"
    if report.interrupted:
        yield "Interrupted: the remaining files were not checked\n"
    for note in report.notes:
        yield f"note: {escape_controls(note)}\n"
    for unverified in report.unverified:
        yield from _unverified(unverified)
    for problem in report.problems:
        yield problem_line(problem, style)


def fixed_lines(report: Report, style: Style, did: str) -> Iterator[str]:
    """Yield how many issues were fixed, if any: in all, and in each file by rule."""
    if not report.fixed:
        return
    total = sum(item.count for item in report.fixed)
    by_page = groupby(report.fixed, key=lambda item: item.path)
    pages = [(path, [f"{item.count} {item.rule}" for item in items]) for path, items in by_page]
    head = f"{did} {plural(total, 'issue')} in {plural(len(pages), 'file')}"
    yield f"{style.paint('strong', head)}\n"
    for path, rules in pages:
        yield f"  {escape_controls(path)}: {', '.join(rules)}\n"


def plural(count: int, noun: str) -> str:
    """Return `count` and the English noun in the number it asks for."""
    if count == 1:
        return f"1 {noun}"
    return f"{count} {noun}{'es' if noun.endswith('s') else 's'}"


def _findings(report: Report) -> str:
    if not report.diagnostics:
        return f"No issues found, but {plural(len(report.problems), 'problem')}"
    number = report.severities()
    parts = [plural(number[name], name) for name in ("error", "warning") if number[name]]
    if number["info"]:
        parts.append(f"{number['info']} info")
    files = len({diagnostic.location.path for diagnostic in report.diagnostics})
    total = plural(len(report.diagnostics), "issue")
    return f"Found {total} ({', '.join(parts)}) in {plural(files, 'file')}"


def _fixable(report: Report) -> Iterator[str]:
    """Yield how many findings have a fix, if any has, and the option that applies it."""
    fixes = [diagnostic.fix for diagnostic in report.diagnostics if diagnostic.fix]
    safe_ones = sum(fix.safe for fix in fixes)
    parts = []
    if safe_ones:
        parts.append(f"{safe_ones} fixable with --fix")
    if len(fixes) > safe_ones:
        more = " more" if safe_ones else " fixable"
        parts.append(f"{len(fixes) - safe_ones}{more} with --unsafe-fixes")
    if parts:
        yield f"{', '.join(parts)}\n"


def _seen(counts: Counts) -> str:
    links, anchors = plural(counts.links, "link"), plural(counts.anchors, "anchor")
    images = plural(counts.images, "image")
    return f"Checked {plural(counts.files, 'file')}: {links}, {anchors}, {images}"


def _unverified(unverified: Unverified) -> Iterator[str]:
    line = f"Not verified: {plural(unverified.count, unverified.kind)}"
    if unverified.example is not None:
        place = unverified.example
        line += f" (first at {escape_controls(place.path)}:{place.shown})"
    yield f"{line}: {escape_controls(unverified.reason)}\n"
    if unverified.help:
        yield f"  help: {escape_controls(unverified.help)}\n"


def problem_line(problem: Problem, style: Style) -> str:
    """Return a line about something that could not be done."""
    where = f"{escape_controls(problem.path)}: " if problem.path is not None else ""
    return f"{style.paint('error', 'problem')}: {where}{escape_controls(problem.message)}\n"
