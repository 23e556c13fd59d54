"""Links of a MyST site, after its "Cross-references" and "Website" pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sites import SmallSite, small_site

if TYPE_CHECKING:
    from pathlib import Path


FILES = {
    "myst.yml": "version: 1\nproject: {}\nsite: {}\n",
    "index.md": "# Home\n",
    "guide/01_first-steps.md": "# First & last steps\n",
    "guide/plan.png": "",
}


@pytest.fixture
def garden(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path, FILES)


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        # "Cross-references": links name the source, also from the project's root.
        ("guide/01_first-steps.md", "guide/01_first-steps.md"),
        ("/guide/01_first-steps.md", "guide/01_first-steps.md"),
        ("guide/first-steps.md", "missing"),
        # "Website", URLs: folders and numbers are left out.
        ("/first-steps", "guide/01_first-steps.md"),
        ("/second-steps", "unknown route"),
        ("/guide/plan.png", "guide/plan.png"),
        # "Cross-references": labels and headings.
        ("guide/01_first-steps.md#first-last-steps", "guide/01_first-steps.md"),
        ("guide/01_first-steps.md#second", "no anchor"),
        ("#a-label-of-another-page", "unknown label"),
        # "Citations": a DOI may stand without its address.
        ("10.1234/j.garden.2026.1", "unknown route"),
    ],
)
def test_links(garden: SmallSite, target: str, outcome: str) -> None:
    assert garden.outcome("index.md", target) == outcome


def test_the_table_of_contents_lists_pages(tmp_path: Path) -> None:
    toc = "project: {toc: [{file: a.md}, {title: X, children: [{file: b/c.md}, 3]}]}\n"
    site = small_site(tmp_path, {"myst.yml": toc, "a.md": "", "b/c.md": ""})
    listed = site.layout("a.md").listed
    assert {str(tmp_path / "a.md"), str(tmp_path / "b/c.md")} == listed


def test_the_path_of_a_file_is_taken_from_the_source_only(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"docs/myst.yml": "", "docs/a.md": "", "docs/b.md": ""})
    assert site.outcome("docs/a.md", "b.md") == "docs/b.md"
    assert site.outcome("docs/a.md", "../b.md") == "missing"
    assert site.outcome("docs/a.md", "../b") == "docs/b.md"
