from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from nblint import __version__
from nblint.model import Span
from nblint.model.finding import Diagnostic, Location
from nblint.model.lint_report import Report
from nblint.report.context import ReportContext
from nblint.report.json_report import render
from nblint.report.terminal import Style


def rendered(report: Report) -> Any:
    return msgspec.json.decode("".join(render(report, ReportContext(Style(color=True)))))


def test_the_object_holds_the_whole_report(report: Report) -> None:
    assert rendered(report) == {
        "version": 1,
        "tool": {"name": "nblint", "version": __version__},
        "diagnostics": [
            {
                "rule": "broken-anchor",
                "severity": "error",
                "path": "guide.md",
                "line": 3,
                "column": 26,
                "end_line": 3,
                "end_column": 32,
                "message": 'no heading or id "instal" in setup.md',
                "help": 'write "#install", the nearest anchor',
                "fix": {
                    "title": 'replace "instal" by "install"',
                    "safe": False,
                    "edits": [
                        {
                            "start": 34,
                            "end": 40,
                            "line": 3,
                            "column": 26,
                            "end_line": 3,
                            "end_column": 32,
                            "replacement": "install",
                        }
                    ],
                },
                "target": "setup.md#instal",
            },
            {
                "rule": "typo",
                "severity": "warning",
                "path": "guide.md",
                "line": 4,
                "column": 6,
                "end_line": 4,
                "end_column": 9,
                "message": '"teh" is no word',
                "help": "",
                "fix": {
                    "title": 'replace "teh" by "the"',
                    "safe": True,
                    "edits": [
                        {
                            "start": 48,
                            "end": 51,
                            "line": 4,
                            "column": 6,
                            "end_line": 4,
                            "end_column": 9,
                            "replacement": "the",
                        }
                    ],
                },
                "word": "teh",
                "suggestions": ["the", "tech"],
            },
            {
                "rule": "raw-tag",
                "severity": "info",
                "path": "guide.md",
                "line": 5,
                "column": 6,
                "end_line": 7,
                "end_column": 5,
                "message": "raw tag",
                "help": "",
                "fix": None,
            },
        ],
        "summary": {
            "files": 1,
            "links": 57,
            "anchors": 31,
            "images": 0,
            "errors": 1,
            "warnings": 1,
            "info": 1,
            "fixable": 2,
        },
        "unverified": [
            {
                "kind": "root-relative link",
                "count": 16,
                "reason": "no site root is known",
                "help": 'add `site.root = "content"` to the configuration',
                "example": {
                    "path": "guide.md",
                    "line": 9,
                    "column": 5,
                    "end_line": 9,
                    "end_column": 12,
                },
            },
            {
                "kind": "external link",
                "count": 1,
                "reason": "not asked",
                "help": "",
                "example": None,
            },
        ],
        "problems": [
            {"path": "old.md", "message": "not UTF-8 at byte 3"},
            {"path": None, "message": "the cache is locked"},
        ],
        "notes": ["the proxy was not asked"],
        "fixed": [{"path": "a.md", "rule": "moved-url", "count": 2}],
    }


def test_a_clean_run_is_an_object_too() -> None:
    assert rendered(Report())["diagnostics"] == []


def test_each_diagnostic_has_a_line_of_its_own(report: Report) -> None:
    lines = "".join(render(report, ReportContext())).splitlines()
    assert [json.loads(line.rstrip(","))["rule"] for line in lines[1:-1]] == [
        "broken-anchor",
        "typo",
        "raw-tag",
    ]


def test_an_undecodable_file_name_is_spelled_out(report: Report) -> None:
    first = report.diagnostics[0]
    odd = replace(first, location=replace(first.location, path="caf\udce9.md"))
    assert (
        rendered(replace(report, diagnostics=(odd,)))["diagnostics"][0]["path"] == r"caf\udce9.md"
    )


@given(st.text(st.characters()))
def test_any_text_survives_as_printable_ascii(message: str) -> None:
    place = Location("a.md", 1, 1, 1, 1)
    diagnostic = Diagnostic("typo", "warning", place, Span(0, 0), "", message)
    text = "".join(render(Report(diagnostics=(diagnostic,)), ReportContext()))
    assert text.isascii()
    assert text.replace("\n", "").isprintable()
    expected = "".join(rf"\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in message)
    assert msgspec.json.decode(text)["diagnostics"][0]["message"] == expected


def test_a_fix_without_the_places_of_its_edits_is_refused(report: Report) -> None:
    unplaced = replace(report.diagnostics[0], edit_locations=())
    with pytest.raises(ValueError, match="shorter"):
        list(render(Report(diagnostics=(unplaced,)), ReportContext()))
