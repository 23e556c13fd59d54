"""Links of a MyST site, after its "Cross-references" and "Website Themes & Templates".

All of it was seen to hold for the data of sites that mystmd 1.8.3 wrote for a theme to show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sites import SmallSite, small_site

if TYPE_CHECKING:
    from pathlib import Path


FILES = {
    "myst.yml": "version: 1\nproject: {}\nsite: {}\n",
    "index.md": "# Home\n",
    "guide/01_first-steps.md": "# Steps\n\n## First & last steps\n",
    "guide/index.md": "",
    "guide/README.md": "",
    "guide/R & D.md": "",
    "2026-01-02-note.md": "",
    "12345-x.md": "",
    "1.md": "",
    "v1.2.md": "",
    "CamelCase.md": "",
    "Über.md": "",
    f"{'long-' * 12}name.md": "",
    "draft.md": "---\ndraft: true\nslug: other\n---\n",
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
        ("guide/01_first-steps", "guide/01_first-steps.md"),
        ("Guide/01_first-steps.md", "other case"),
        # "Website Themes & Templates", Folder-based URL structures: folders are left out; so are
        # numbers that are no years.
        ("/first-steps", "guide/01_first-steps.md"),
        ("/guide/first-steps", "unknown route"),
        ("/r-and-d", "guide/R & D.md"),
        ("/readme", "guide/README.md"),
        ("/2026-01-02-note", "2026-01-02-note.md"),
        ("/12345-x", "12345-x.md"),
        ("/1", "1.md"),
        ("/v1-2", "v1.2.md"),
        ("/camelcase", "CamelCase.md"),
        ("/ber", "Über.md"),
        (f"/{'long-' * 10}", f"{'long-' * 12}name.md"),
        ("/draft", "draft.md"),
        ("/other", "unknown route"),
        ("/", "index.md"),
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


def test_folders_may_stand_in_addresses(tmp_path: Path) -> None:
    script = "site: {options: {folders: true}}\n"
    site = small_site(tmp_path, {**FILES, "myst.yml": script})
    assert site.outcome("index.md", "/guide/first-steps") == "guide/01_first-steps.md"
    assert site.outcome("index.md", "/guide") == "guide/index.md"
    assert site.outcome("index.md", "/first-steps") == "unknown route"


def test_a_readme_is_the_start_page_where_there_is_no_index(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"myst.yml": "", "README.md": "", "a.md": ""})
    assert site.outcome("a.md", "/") == "README.md"


def test_the_table_of_contents_lists_pages(tmp_path: Path) -> None:
    toc = "project: {toc: [{file: a.md}, {title: X, children: [{file: b/c.md}, 3]}]}\n"
    site = small_site(tmp_path, {"myst.yml": toc, "a.md": "", "b/c.md": "", "index.md": ""})
    assert site.outcome("b/c.md", "/") == "a.md"
    listed = site.published("a.md").pages.listed
    assert {str(tmp_path / "a.md"), str(tmp_path / "b/c.md")} == listed


def test_the_path_of_a_file_is_taken_from_the_source_only(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"docs/myst.yml": "", "docs/a.md": "", "docs/b.md": ""})
    assert site.outcome("docs/a.md", "b.md") == "docs/b.md"
    assert site.outcome("docs/a.md", "../b.md") == "missing"
    assert site.outcome("docs/a.md", "../b") == "docs/b.md"
