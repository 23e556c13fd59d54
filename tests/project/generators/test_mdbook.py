"""Links of a book, after mdBook's "SUMMARY.md", "Renderers" and "Markdown" pages.

All of it was seen to hold for a book that mdBook 0.5.4 built, for links in Markdown and in HTML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sites import SmallSite, small_site

if TYPE_CHECKING:
    from pathlib import Path


CONFIG = """\
[output.html]
site-url = "/garden/"

[output.html.redirect]
"/old.html" = "soil.html"
"""
SUMMARY = """\
# Summary

[Soil](./soil.md)

- [Tools](tools/README.md)
  - [The *spade*](tools/spade.md "A title")
  - [A rake, one day]()
- [Big pots](<big pots.md>)
- [Small pots](small%20pots.md)
- [Seeds]

[Seeds]: seeds.md
"""
FILES = {
    "book.toml": CONFIG,
    "src/SUMMARY.md": SUMMARY,
    "src/soil.md": "# Soil & Sand\n\n## Clay {#loam}\n",
    "src/tools/README.md": "# Tools\n",
    "src/tools/spade.md": "# Spade\n",
    "src/big pots.md": "",
    "src/small pots.md": "",
    "src/seeds.md": "",
    "src/notes.md": "# Notes\n",
    "src/plan.png": "",
}


@pytest.mark.parametrize(
    ("setting", "anchor"), [("", "soil--sand"), ("smart-punctuation = false", "soil----sand")]
)
def test_the_setting_tells_whether_dashes_are_smart(
    tmp_path: Path, setting: str, anchor: str
) -> None:
    files = {
        "book.toml": f"[output.html]\n{setting}\n",
        "src/a.md": "",
        "src/b.md": "# Soil -- sand\n",
    }
    book = small_site(tmp_path, files)
    assert book.outcome("src/a.md", f"b.md#{anchor}") == "src/b.md"


@pytest.fixture
def garden(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path, FILES)


@pytest.mark.parametrize(
    ("page", "target", "outcome"),
    [
        # "Markdown", Links: to the source, or to the page made of it.
        ("src/soil.md", "tools/spade.md", "src/tools/spade.md"),
        ("src/soil.md", "tools/spade.html", "src/tools/spade.md"),
        ("src/tools/spade.md", "../soil.html", "src/soil.md"),
        ("src/soil.md", "tools/rake.html", "missing"),
        ("src/soil.md", "tools/rake.md", "missing"),
        ("src/soil.md", "/garden/tools/spade.md", "src/tools/spade.md"),
        # "SUMMARY.md": what it does not list is no chapter.
        ("src/soil.md", "big%20pots.md", "src/big pots.md"),
        ("src/soil.md", "small%20pots.html", "src/small pots.md"),
        ("src/soil.md", "seeds.md", "src/seeds.md"),
        ("src/soil.md", "notes.md", "unpublished"),
        ("src/soil.md", "notes.md#notes", "unpublished"),
        ("src/soil.md", "notes.html", "unpublished"),
        ("src/soil.md", "/garden/notes.md", "unpublished"),
        ("src/soil.md", "SUMMARY.md", "unpublished"),
        # "Preprocessors": README.md becomes an index, by that name only. The first chapter is the
        # start page.
        ("src/soil.md", "tools/index.md", "src/tools/README.md"),
        ("src/soil.md", "tools/README.md", "unpublished"),
        ("src/soil.md", "tools/index.html", "src/tools/README.md"),
        ("src/soil.md", "tools/", "src/tools/README.md"),
        ("src/tools/spade.md", "/garden/", "src/soil.md"),
        # "Renderers", HTML: site-url and redirects.
        ("src/soil.md", "/garden/tools/spade.html", "src/tools/spade.md"),
        ("src/soil.md", "/garden/tools/rake.html", "missing"),
        ("src/soil.md", "/other/book.html", "unknown route"),
        ("src/soil.md", "old.html", "/old.html"),
        ("src/soil.md", "print.html", "unknown route"),
        ("src/soil.md", "../other/book.html", "unknown route"),
        ("src/soil.md", "../other/book.md", "unknown route"),
        ("src/tools/spade.md", "../../other/book.md", "unknown route"),
        ("src/tools/spade.md", "../other/book.md", "missing"),
        ("src/soil.md", "plan.png", "src/plan.png"),
        ("src/soil.md", "map.png", "missing"),
        # The anchors, and "Markdown", Heading attributes.
        ("src/tools/spade.md", "../soil.md#soil--sand", "src/soil.md"),
        ("src/tools/spade.md", "../soil.html#soil-sand", "no anchor"),
        ("src/soil.md", "#loam", "src/soil.md"),
        ("src/soil.md", "#clay", "no anchor"),
    ],
)
def test_links(garden: SmallSite, page: str, target: str, outcome: str) -> None:
    assert garden.outcome(page, target) == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("{{#include other.md}}\n", "unknown label"),
        ("```rust\n{{#include ../a.rs}}\n```\n", "no anchor"),
    ],
)
def test_what_is_included_in_code_brings_no_headings(
    tmp_path: Path, text: str, outcome: str
) -> None:
    site = small_site(tmp_path, {"book.toml": "", "src/a.md": text, "src/b.md": ""})
    assert site.outcome("src/b.md", "a.md#x") == outcome


def test_a_link_to_a_readme_can_be_fixed(garden: SmallSite) -> None:
    assert garden.follow("src/soil.md", "tools/README.md").written == "tools/"
    assert garden.follow("src/soil.md", "notes.md").written == ""


@pytest.mark.parametrize(
    "files",
    [
        {"book.toml": ""},
        {"book.toml": "[preprocessor.auto-gen-summary]", "src/SUMMARY.md": "[A](a.md)"},
    ],
)
def test_any_page_is_a_chapter_of_a_book_without_a_summary_of_its_own(
    tmp_path: Path, files: dict[str, str]
) -> None:
    site = small_site(tmp_path, {**files, "src/a.md": "", "src/b.md": ""})
    assert site.outcome("src/a.md", "b.md") == "src/b.md"


def test_what_lies_outside_of_the_book_is_not_on_the_site(tmp_path: Path) -> None:
    files = {"one/book.toml": "", "one/src/a.md": "", "two/book.toml": "", "two/src/b.md": ""}
    site = small_site(tmp_path, {**files, "one/README.md": ""})
    assert site.outcome("one/src/a.md", "../book.toml") == "unpublished"
    assert site.outcome("one/README.md", "book.toml") == "one/book.toml"
    # Another book may stand on the same shelf.
    assert site.outcome("one/src/a.md", "../../two/src/b.md") == "two/src/b.md"


def test_a_preprocessor_may_lead_links_elsewhere(tmp_path: Path) -> None:
    files = {"book.toml": "[preprocessor.links-to-the-forge]", "src/a.md": ""}
    assert small_site(tmp_path, files).outcome("src/a.md", "../book.toml") == "book.toml"
