"""Links of a book, after mdBook's "SUMMARY.md", "Configuration" and "Markdown" pages."""

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
FILES = {
    "book.toml": CONFIG,
    "src/SUMMARY.md": "# Summary\n\n- [Soil](soil.md)\n- [Tools](tools/README.md)\n",
    "src/soil.md": "# Soil & Sand\n\n## Clay {#loam}\n",
    "src/tools/README.md": "# Tools\n",
    "src/tools/spade.md": "# Spade\n",
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
        # "SUMMARY.md": README.md becomes an index, the first chapter the start page.
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
