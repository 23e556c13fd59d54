"""The whole report as one JSON object, for programs. Its `version` grows when its shape changes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from msgspec import to_builtins

from nblint import __version__
from nblint.report.evidence import as_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.finding import Diagnostic, Fix, Location
    from nblint.outcome import Report
    from nblint.terminal import Style

_VERSION: Final = 1

_NOT_PLAIN: Final = re.compile(r"[^\x20-\x7e]")


def render(report: Report, _style: Style) -> Iterator[str]:
    """Yield the object piece by piece, in ASCII, each diagnostic on a line of its own.

    Lines and columns are from 1, in characters, ends exclusive; `start` and `end` of an edit are
    offsets from 0, in characters, into the whole file. In a notebook all of these are of the JSON
    file, and `cell` holds the same place in its cell.
    """
    tool = {"name": "nblint", "version": __version__}
    yield f'{{"version": {_VERSION}, "tool": {encode(tool)}, "diagnostics": ['
    comma = ""
    for diagnostic in report.diagnostics:
        yield f"{comma}\n{encode(_diagnostic(diagnostic))}"
        comma = ","
    unverified, problems = to_builtins(report.unverified), to_builtins(report.problems)
    yield f'\n], "summary": {encode(_summary(report))}, '
    yield f'"unverified": {encode(unverified)}, "problems": {encode(problems)}, '
    yield f'"notes": {encode(report.notes)}}}\n'


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    place = diagnostic.location
    shape: dict[str, Any] = {
        "rule": diagnostic.rule,
        "severity": diagnostic.severity,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        **({"cell": to_builtins(place.cell)} if place.cell else {}),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "fix": diagnostic.fix and _fix(diagnostic.fix, diagnostic.edit_locations),
    }
    if diagnostic.target is not None:
        shape["target"] = diagnostic.target
    if diagnostic.word is not None:
        shape["word"] = diagnostic.word
    if diagnostic.word is not None or diagnostic.suggestions:
        shape["suggestions"] = diagnostic.suggestions
    if diagnostic.verdict is not None:
        shape["verdict"] = as_fields(diagnostic.verdict)
    return shape


def _fix(fix: Fix, places: tuple[Location, ...]) -> dict[str, Any]:
    edits = [
        {
            "start": edit.span.start,
            "end": edit.span.end,
            "line": place.line,
            "column": place.column,
            "end_line": place.end_line,
            "end_column": place.end_column,
            "replacement": edit.replacement,
        }
        for edit, place in zip(fix.edits, places, strict=True)
    ]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}


def _summary(report: Report) -> dict[str, int]:
    number = report.severities()
    return {
        **to_builtins(report.counts),
        "errors": number["error"],
        "warnings": number["warning"],
        "information": number["information"],
        "fixable": sum(diagnostic.fix is not None for diagnostic in report.diagnostics),
    }


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
