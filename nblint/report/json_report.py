"""The whole report as one JSON object, for programs; `shape` says what is in it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from msgspec import UNSET, convert, to_builtins

from nblint.report.link_evidence import as_fields
from nblint.report.report_schema import (
    VERSION,
    DiagnosticShape,
    EditShape,
    FixShape,
    ReportEnvelope,
    Summary,
    Tool,
    VerdictShape,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model.finding import Diagnostic, Fix, Location
    from nblint.model.lint_report import Report
    from nblint.report.context import ReportContext

_NOT_PLAIN: Final = re.compile(r"[^\x20-\x7e]")


def render(report: Report, _context: ReportContext) -> Iterator[str]:
    """Yield the object piece by piece, in ASCII, each diagnostic on a line of its own."""
    rest = to_builtins(shape_rest(report))
    yield f'{{"version": {rest["version"]}, "tool": {encode(rest["tool"])}, "diagnostics": ['
    comma = ""
    for diagnostic in report.diagnostics:
        yield f"{comma}\n{encode(to_builtins(shape_diagnostic(diagnostic)))}"
        comma = ","
    yield f'\n], "summary": {encode(rest["summary"])}, '
    yield f'"unverified": {encode(rest["unverified"])}, "problems": {encode(rest["problems"])}, '
    yield f'"notes": {encode(rest["notes"])}, "fixed": {encode(rest["fixed"])}}}\n'


def shape_diagnostic(diagnostic: Diagnostic) -> DiagnosticShape:
    """Return a finding as it is written."""
    place, word, verdict = diagnostic.location, diagnostic.word, diagnostic.verdict
    return DiagnosticShape(
        diagnostic.rule,
        diagnostic.severity,
        place.path,
        place.line,
        place.column,
        place.end_line,
        place.end_column,
        diagnostic.message,
        diagnostic.help,
        _fix(diagnostic.fix, diagnostic.edit_locations) if diagnostic.fix else None,
        UNSET if diagnostic.target is None else diagnostic.target,
        UNSET if word is None else word,
        diagnostic.suggestions if word is not None or diagnostic.suggestions else UNSET,
        UNSET if verdict is None else convert(as_fields(verdict), VerdictShape),
        place.cell or UNSET,
    )


def _fix(fix: Fix, places: tuple[Location, ...]) -> FixShape:
    edits = [
        EditShape(
            edit.span.start,
            edit.span.end,
            place.line,
            place.column,
            place.end_line,
            place.end_column,
            edit.replacement,
        )
        for edit, place in zip(fix.edits, places, strict=True)
    ]
    return FixShape(fix.title, fix.safe, edits)


def shape_rest(report: Report) -> ReportEnvelope:
    """Return all of a report but its findings."""
    number, counts = report.severities(), report.counts
    summary = Summary(
        counts.files,
        counts.links,
        counts.anchors,
        counts.images,
        number["error"],
        number["warning"],
        number["info"],
        sum(diagnostic.fix is not None for diagnostic in report.diagnostics),
    )
    return ReportEnvelope(
        VERSION, Tool(), summary, report.unverified, report.problems, report.notes, report.fixed
    )


def encode(value: Any) -> str:
    """Return `value` as JSON in printable ASCII.

    A lone surrogate, as in a file name that is not UTF-8, is spelled out as text, since parsers
    refuse its escape or disagree on it (RFC 8259, section 8.2). msgspec's encoder raises on it.
    """
    return _NOT_PLAIN.sub(_escape, json.dumps(value, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if "\ud800" <= char <= "\udfff":
        return rf"\\u{ord(char):04x}"
    utf16 = char.encode("utf-16-be").hex()
    return "".join(rf"\u{utf16[i : i + 4]}" for i in range(0, len(utf16), 4))
