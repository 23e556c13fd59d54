"""SARIF 2.1.0, which code scanning services read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html;
the sections named below are its.
"""

from __future__ import annotations

import os.path
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from nblint import __version__
from nblint.report.context import uri_path
from nblint.report.json_report import encode
from nblint.report.link_evidence import as_fields
from nblint.report.stable_fingerprints import fingerprints
from nblint.report.summary import plural
from nblint.report.terminal import escape_controls
from nblint.rulebook.explain import explain
from nblint.rulebook.rule_page import RulePageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model.finding import Diagnostic, Fix, Location, Severity
    from nblint.model.lint_report import Report
    from nblint.report.context import ReportContext
    from nblint.rulebook.book import Rule

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS: Final[dict[Severity, str]] = {
    "error": "error",
    "warning": "warning",
    "info": "note",
}
_FINGERPRINT: Final = "nblint/v1"
_ROOT: Final = "SRCROOT"

_BRACKET: Final = re.compile(r"\[")


def render(report: Report, context: ReportContext) -> Iterator[str]:
    """Yield a log of one run in ASCII, each result on a line of its own."""
    found = {item.rule for item in report.diagnostics}
    rules = [rule for rule in context.rules if rule.name in found]
    driver = {
        "name": "nblint",
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in rules],
    }
    root = {"description": _message("The directory of the repository, or of the documents.")}
    yield f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{{\n'
    yield f'"tool": {encode({"driver": driver})},\n'
    yield '"columnKind": "unicodeCodePoints", "newlineSequences": ["\\r\\n", "\\n", "\\r"],\n'
    yield f'"originalUriBaseIds": {encode({_ROOT: root})},\n'
    yield f'"invocations": {encode([_invocation(report, context)])},\n"results": ['
    index = {rule.name: number for number, rule in enumerate(rules)}
    comma = ""
    marks = fingerprints(report.diagnostics, context)
    for item, mark in zip(report.diagnostics, marks, strict=True):
        result = _result(item, context) | {"partialFingerprints": {_FINGERPRINT: mark}}
        if item.rule in index:
            result["ruleIndex"] = index[item.rule]
        yield f"{comma}\n{encode(result)}"
        comma = ","
    yield "\n]}]}\n"


def _rule(rule: Rule) -> dict[str, Any]:
    try:
        help_ = explain(rule)
    except RulePageError:
        help_ = rule.page.text  # one of the user's own, with an example that is none
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.page.metadata.summary},
        "help": {"text": help_, "markdown": help_},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.group]},
    }


def _result(item: Diagnostic, context: ReportContext) -> dict[str, Any]:
    help_text = f"; {item.help}" if item.help else ""
    result: dict[str, Any] = {
        "ruleId": item.rule,
        "level": _LEVELS[item.severity],
        "message": _message(f"{item.message}{help_text}"),
        "locations": [_place(item.location, context)],
    }
    if item.fix:
        result["fixes"] = [_fix(item.fix, item.edit_locations, context)]
    properties: dict[str, Any] = {"target": item.target} if item.target is not None else {}
    if item.verdict:
        properties["verdict"] = as_fields(item.verdict)
    return result | ({"properties": properties} if properties else {})


def _fix(fix: Fix, places: tuple[Location, ...], context: ReportContext) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(place), "insertedContent": {"text": edit.replacement}}
        for edit, place in zip(fix.edits, places, strict=True)
    ]
    file = _file(places[0].path, context)
    return {
        "description": _message(fix.title),
        "artifactChanges": [{"artifactLocation": file, "replacements": replacements}],
        "properties": {"safe": fix.safe},
    }


def _invocation(report: Report, context: ReportContext) -> dict[str, Any]:
    """Return what went wrong and what stayed unverified, which are no results (3.20.21)."""
    notices: list[dict[str, Any]] = []
    for problem in report.problems:
        notices.append({"level": "error", "message": _message(problem.message)})
        if problem.path is not None:
            file = {"artifactLocation": _file(problem.path, context)}
            notices[-1]["locations"] = [{"physicalLocation": file}]
    if report.interrupted:
        message = _message("interrupted: the remaining files were not checked")
        notices.append({"level": "warning", "message": message})
    for unverified in report.unverified:
        words = f"not verified: {plural(unverified.count, unverified.kind)}: {unverified.reason}"
        notices.append({"level": "note", "message": _message(words)})
        if unverified.example:
            notices[-1]["locations"] = [_place(unverified.example, context)]
    notices += [{"level": "note", "message": _message(note)} for note in report.notes]
    done = not report.problems and not report.interrupted
    return {"executionSuccessful": done, "toolExecutionNotifications": notices}


def _message(text: str) -> dict[str, str]:
    """Return plain text, in which braces are placeholders (3.11.5) and brackets links (3.11.6)."""
    text = escape_controls(text).replace("{", "{{").replace("}", "}}")
    parts, begun, end = [], 0, -1
    for bracket in _BRACKET.finditer(text):
        if bracket.start() > end:
            end = text.find("]", bracket.start())
            if end < 0:
                break
        if text.startswith("(", end + 1):
            parts += [text[begun : bracket.start()], "\\"]
            begun = bracket.start()
    return {"text": "".join([*parts, text[begun:]])}


def _place(place: Location, context: ReportContext) -> dict[str, Any]:
    file = _file(place.path, context)
    return {"physicalLocation": {"artifactLocation": file, "region": _region(place)}}


def _region(place: Location) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _file(path: str, context: ReportContext) -> dict[str, str]:
    path = context.from_top(path)
    if os.path.isabs(path):  # noqa: PTH117 - it is text here
        return {"uri": Path(path).as_uri()}
    return {"uri": uri_path(path), "uriBaseId": _ROOT}
