from __future__ import annotations

import html
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from nblint.config import Config, LoadedConfig
from nblint.model import Span
from nblint.model.finding import Diagnostic, Location
from nblint.model.lint_report import Report
from nblint.report.context import ReportContext
from nblint.report.markdown_report import render
from nblint.report.terminal import escape_controls
from nblint.rulebook.book import load_rules

if TYPE_CHECKING:
    from pathlib import Path

    from markdown_it.token import Token

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
CONTEXT = ReportContext(folder="/repo/docs", top="/repo", source="https://forge.example/blob/abc/")


def rows(report: Report, context: ReportContext = CONTEXT) -> list[list[Token]]:
    """Return the cells of the table of findings, without its head."""
    tokens = READER.parse("".join(render(report, context)))
    found: list[list[Token]] = []
    for before, token in pairwise(tokens):
        if before.type == "table_open":
            found = []
        if before.type == "tr_open":
            found.append([])
        if before.type in {"td_open", "th_open"}:
            found[-1].append(token)
    return found[1:]


def shown(cell: Token) -> str:
    """Return what a reader sees of a cell, and check that nothing in it is alive."""
    children = cell.children or []
    assert {child.type for child in children} <= {
        "text",
        "text_special",
        "html_inline",
        "link_open",
        "link_close",
    }
    tags = {child.content for child in children if child.type == "html_inline"}
    assert tags <= {"<code>", "</code>"}
    return "".join(child.content for child in children if child.type.startswith("text"))


def test_the_summary_begins_with_totals(report: Report) -> None:
    lines = "".join(render(report, CONTEXT)).splitlines()
    assert lines[0] == "## nblint"
    totals = "- <code>Found 3 issues (1 error, 1 warning, 1 info) in 1 file</code>"
    assert [html.unescape(line) for line in lines[2:5]] == [
        "- <code>Fixed 2 issues in 1 file</code>",
        "- <code>a.md: 2 moved-url</code>",
        totals,
    ]


def test_each_finding_is_a_row_with_a_link_to_its_line_the_worst_first(report: Report) -> None:
    order = (report.diagnostics[2], *report.diagnostics[:2])
    found = rows(replace(report, diagnostics=order))
    assert [[shown(cell) for cell in row] for row in found] == [
        ["guide.md:3:26", "error", "broken-anchor", 'no heading or id "instal" in setup.md'],
        ["guide.md:4:6", "warning", "typo", '"teh" is no word'],
        ["guide.md:5:6", "info", "raw-tag", "raw tag"],
    ]
    links = [child for child in found[0][0].children or [] if child.type == "link_open"]
    assert [link.attrGet("href") for link in links] == [
        "https://forge.example/blob/abc/docs/guide.md?plain=1#L3"
    ]


def test_rules_and_files_are_counted(report: Report, tmp_path: Path) -> None:
    rules = load_rules(LoadedConfig(Config(), tmp_path)).rules
    text = "".join(render(report, replace(CONTEXT, rules=rules)))
    assert "| 1 | error | <code>broken-anchor</code> | Fragment without a matching heading" in text
    assert "| 3 | [<code>guide&#46;md</code>](https://forge.example/blob/abc/docs/guide.md" in text


def test_a_clean_run_has_no_tables() -> None:
    assert "|" not in "".join(render(Report(), CONTEXT))


def test_what_does_not_fit_is_counted(report: Report) -> None:
    many = replace(report, diagnostics=report.diagnostics[:1] * 2000)
    text = "".join(render(many, CONTEXT))
    listed = len(rows(many))
    assert len(text) < 65_536
    assert 100 < listed < 2000
    assert text.endswith(f"\n… and {2000 - listed} more.\n")


@given(
    st.one_of(
        st.text(),
        st.text("|\\`<>&*_[]()!:/.w@#~$^{} \n"),
        st.sampled_from(["</code><script>", "www.a.org", "https://a.org", "a\\|b", "`|`", "&lt;"]),
    )
)
def test_nothing_in_a_text_breaks_the_table_or_is_alive(text: str) -> None:
    place = Location(text, 1, 1, 1, 1)
    (row,) = rows(Report((Diagnostic("typo", "error", place, Span(0, 0), "", text),)))
    assert len(row) == 4
    if len(text) < 200:
        assert shown(row[3]).strip() == escape_controls(text).strip()
