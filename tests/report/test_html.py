"""The page as it is written; `test_html_in_browser` sees it drawn."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from nblint.model import Span
from nblint.model.finding import Diagnostic, Fix, Location
from nblint.model.link_status import FailureHistory, LinkStatus, ResponseEvidence
from nblint.model.lint_report import CheckedUrl, Problem, Report
from nblint.report.context import ReportContext
from nblint.report.html_report import render

CONTEXT = ReportContext(folder="/repo/docs", top="/repo", source="https://forge.example/blob/abc/")
ADDRESS = "https://garden.org/soil"
VERDICT = LinkStatus(
    ADDRESS, "dead", ResponseEvidence(404, when=1.5e9), FailureHistory(1.4e9, None, 2)
)


class Page(HTMLParser):
    """The elements of a page with their attributes, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] in {"script", "style"} and data.strip():
            self.texts.append(data)


def page(report: Report, context: ReportContext = CONTEXT) -> Page:
    return Page("".join(render(report, context)))


def data(report: Report, context: ReportContext = CONTEXT) -> Any:
    _, written, _ = page(report, context).texts
    return json.loads(written)


def test_a_finding_has_its_place_its_line_and_what_to_do(report: Report) -> None:
    assert data(report)["findings"][0] == {
        "rule": "broken-anchor",
        "severity": "error",
        "path": "guide.md",
        "line": 3,
        "column": 26,
        "href": "https://forge.example/blob/abc/docs/guide.md?plain=1#L3",
        "message": 'no heading or id "instal" in setup.md',
        "help": 'write "#install", the nearest anchor',
        "fix": {"title": 'replace "instal" by "install"', "safe": False},
        "excerpt": {"before": "See [the setup](setup.md#", "marked": "instal", "after": ")."},
        "verdict": None,
    }


def test_an_address_has_its_answer_its_past_and_its_places() -> None:
    place = Location("a.md", 3, 1, 3, 9)
    (address,) = data(Report(addresses=(CheckedUrl(ADDRESS, "dead", "gone", (place,), VERDICT),)))[
        "addresses"
    ]
    assert address["host"] == "garden.org"
    assert address["verdict"]["evidence"]["status"] == 404
    assert address["verdict"]["past"]["first_failure"] == "2014-05-13T16:53:20Z"
    assert [(item["path"], item["line"]) for item in address["places"]] == [("a.md", 3)]


def test_the_summary_comes_along(report: Report) -> None:
    shown = data(report)
    assert shown["total"] == "Found 3 issues (1 error, 1 warning, 1 info) in 1 file"
    assert "problem: old.md: not UTF-8 at byte 3" in shown["notes"]


def test_where_no_forge_shows_the_files_places_are_no_links(report: Report) -> None:
    assert data(report, ReportContext())["findings"][0]["href"] == ""


@pytest.mark.parametrize(
    ("line", "span", "shown"),
    [
        ("x" * 200 + "here", (201, 205), ("…" + "x" * 80, "here", "")),
        ("here" + "x" * 200, (1, 5), ("", "here", "x" * 80 + "…")),
        ("x" * 300, (1, 301), ("", "x" * 200 + "…", "")),
        ("a\tb", (1, 2), ("", "a", "    b")),
    ],
)
def test_a_long_line_is_cut_around_what_is_marked(
    line: str, span: tuple[int, int], shown: tuple[str, str, str]
) -> None:
    place = Location("a.md", 1, span[0], 1, span[1])
    one = Diagnostic("typo", "error", place, Span(0, 1), line, "wrong")
    assert tuple(data(Report((one,)))["findings"][0]["excerpt"].values()) == shown


def test_nothing_is_loaded_from_elsewhere(report: Report) -> None:
    for tag, attributes in page(report).elements:
        assert tag not in {"link", "img", "iframe", "object", "base", "form"}
        assert {"src", "href", "style"}.isdisjoint(attributes)
        assert not [name for name in attributes if name.startswith("on")]


def test_the_policy_lets_in_the_style_and_the_script_of_the_page_alone(report: Report) -> None:
    shown = page(report)
    style, _, script = shown.texts
    (policy,) = (
        attributes["content"]
        for tag, attributes in shown.elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in (style, script)]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_the_script_draws_text_and_never_markup(report: Report) -> None:
    *_, script = page(report).texts
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function", script
    )


@given(
    st.one_of(
        st.text(st.characters()),
        st.sampled_from(
            ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "{{script}}"]
        ),
    )
)
def test_any_text_stays_data(text: str) -> None:
    place = Location(text, 1, 1, 1, 2)
    fix = Fix(text, (), safe=True)
    one = Diagnostic("typo", "warning", place, Span(0, 1), text, text, text, fix, text)
    address = CheckedUrl(text, text, text, (place,), replace(VERDICT, title=text))
    report = Report((one,), problems=(Problem(text, text),), notes=(text,), addresses=(address,))
    whole = page(report, ReportContext())
    assert [tag for tag, _ in whole.elements].count("script") == 2
    assert len(whole.texts) == 3
    assert len(json.loads(whole.texts[1])["addresses"]) == 1
