"""Whether every format says the same of a report, in its form, and lets nothing harmful through."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

import jsonschema_rs

from hardening.sample import Fault
from nblint.model.lint_report import Report
from nblint.report import FORMATS, renderer
from nblint.report.context import ReportContext
from nblint.report.report_schema import schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DATA: Final = '<script type="application/json" id="data">'
_SARIF: Final = Path(__file__).parents[2] / "report/schemas/sarif-2.1.0-rtm.5.json"
_BIDI: Final = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_MARKS: Final = frozenset("\u061c\u200b\u200e\u200f\u2060\ufeff\xad")
_HARMFUL_CATEGORIES: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_SHOWN_TO_PEOPLE: Final = frozenset({"text", "concise", "github", "markdown", "html"})


def wrong_reports(report: Report, context: ReportContext) -> Iterator[Fault]:
    """Yield what is wrong with the reports in all formats."""
    for name in FORMATS:
        text = "".join(renderer(name)(report, context))
        if name in _SHOWN_TO_PEOPLE:
            yield from _harmful(name, text)
        read = _READERS.get(name)
        if read is None:
            continue
        try:
            count = read(text)
        except (ValueError, ET.ParseError, jsonschema_rs.ValidationError) as error:
            yield Fault(f"{name}: {type(error).__name__}", str(error)[:500])
            continue
        if count != len(report.diagnostics):
            yield Fault(f"{name}: {count} findings of {len(report.diagnostics)}")


def is_harmful(character: str) -> bool:
    """Tell whether a character acts on a terminal, reorders text or cannot be seen."""
    return (
        unicodedata.category(character) in _HARMFUL_CATEGORIES
        or unicodedata.bidirectional(character) in _BIDI
        or character in _MARKS
    )


def _harmful(name: str, text: str) -> Iterator[Fault]:
    for character in sorted(set(text) - {"\n"}):
        if is_harmful(character):
            yield Fault(f"{name}: raw U+{ord(character):04X}")


@cache
def _validator(name: str) -> Callable[[Any], None]:
    if name != "sarif":
        return jsonschema_rs.Draft202012Validator(schema(name), validate_formats=True).validate
    sarif = json.loads(_SARIF.read_text(encoding="utf-8"))
    for part in ("run", "toolComponent"):
        # A pattern that only JavaScript reads, of a property that nblint does not write.
        del sarif["definitions"][part]["properties"]["language"]["pattern"]
    return jsonschema_rs.Draft4Validator(sarif, validate_formats=True).validate


def _json(text: str) -> int:
    value = json.loads(text)
    _validator("json")(value)
    return len(value["diagnostics"])


def _jsonl(text: str) -> int:
    values = [json.loads(line) for line in text.splitlines()]
    for value in values:
        _validator("jsonl")(value)
    return len(values) - 1


def _sarif(text: str) -> int:
    value = json.loads(text)
    _validator("sarif")(value)
    return len(value["runs"][0]["results"])


def _gitlab(text: str) -> int:
    value = json.loads(text)
    prints = {issue["fingerprint"] for issue in value}
    if len(prints) < len(value):
        message = "two issues have one fingerprint"
        raise ValueError(message)
    return len(value)


def _junit(text: str) -> int:
    suites = ET.fromstring(text.encode())  # noqa: S314 - it is what nblint wrote
    kinds = ("failure", "skipped")
    return sum(1 for suite in suites[1:] for kind in kinds for _ in suite.iter(kind))


def _concise(text: str) -> int:
    return len(text.splitlines())


@cache
def _around_data() -> tuple[str, str]:
    """Return what stands before and after the data in the page of an empty report."""
    page = "".join(renderer("html")(Report(), ReportContext()))
    before, mark, rest = page.partition(_DATA)
    return before + mark, rest[rest.index("</script>") :]


def _html(text: str) -> int:
    """Count the findings in a page, all of which but its data is nblint's own."""
    before, after = _around_data()
    data = text[len(before) : len(text) - len(after)]
    if not (text.startswith(before) and text.endswith(after)):
        message = "the page differs from that of an empty report in more than its data"
        raise ValueError(message)
    if "<" in data or ">" in data:
        message = "markup in the data"
        raise ValueError(message)
    return len(json.loads(data)["findings"])


_READERS: Final[dict[str, Callable[[str], int]]] = {
    "concise": _concise,
    "json": _json,
    "jsonl": _jsonl,
    "sarif": _sarif,
    "gitlab": _gitlab,
    "junit": _junit,
    "html": _html,
}
