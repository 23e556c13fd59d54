"""Repositories without a generator, Obsidian vaults, generators known by name, and settings.

Obsidian and the forges cannot be run here: what is said of them is after their documentation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sites import small_site

if TYPE_CHECKING:
    from pathlib import Path


def test_an_obsidian_vault_compares_headings_as_obsidian_does(tmp_path: Path) -> None:
    files = {".obsidian/app.json": "{}", "a.md": "", "notes/b.md": "# Soil: & water\n"}
    vault = small_site(tmp_path, files)
    assert vault.outcome("a.md", "notes/b.md#Soil%20water") == "notes/b.md"
    assert vault.outcome("a.md", "notes/b.md#soil--water") == "no anchor"
    assert vault.outcome("a.md", "notes/c.md") == "missing"


@pytest.mark.parametrize(
    ("files", "anchor"),
    [
        ({".github/x": ""}, "soil--1-water"),
        ({".gitlab-ci.yml": ""}, "soil--1²-water"),
        ({"bitbucket-pipelines.yml": ""}, "markdown-header-soil-12-water"),
        ({".git/config": '[remote "origin"]\n\turl = git@github.com:a/b.git\n'}, "soil--1-water"),
        ({".git/config": "[remote]\n url = https://gitlab.com/a/b\n"}, "soil--1²-water"),
    ],
)
def test_the_forge_makes_the_anchors(tmp_path: Path, files: dict[str, str], anchor: str) -> None:
    project = small_site(tmp_path, {**files, "docs/a.md": "# Soil & 1² water\n", "b.md": ""})
    assert project.outcome("b.md", f"docs/a.md#{anchor}") == "docs/a.md"
    others = {"soil--1-water", "soil--1²-water", "markdown-header-soil-12-water"} - {anchor}
    assert {project.outcome("b.md", f"docs/a.md#{other}") for other in others} == {"no anchor"}


def test_github_takes_a_fragment_in_any_letter_case(tmp_path: Path) -> None:
    files = {".github/x": "", "a.md": "# The Team\n", "mkdocs.yml": "", "docs/b.md": "# The Team\n"}
    project = small_site(tmp_path, files)
    assert project.outcome("a.md", "#The-Team") == "a.md"
    assert project.outcome("docs/b.md", "#The-Team") == "no anchor"


def test_any_plausible_anchor_will_do_where_nothing_tells_the_flavour(tmp_path: Path) -> None:
    project = small_site(tmp_path, {"a.md": "# Soil & water\n", "b.md": ""})
    assert project.outcome("b.md", "a.md#soil--water") == "a.md"
    assert project.outcome("b.md", "a.md#soil-water") == "a.md"
    found = project.follow("b.md", "a.md#soil-waters")
    assert (found.outcome, found.readings.by_own["soil--water"].anchor) == (
        "no anchor",
        "soil-water",
    )


def test_a_rooted_link_is_that_of_the_forge_where_little_is_known_of_the_site(
    tmp_path: Path,
) -> None:
    files = {"docs/conf.py": "", "docs/README.md": "", "docs/b.md": "", "docs/part/c.md": ""}
    project = small_site(tmp_path, files)
    assert project.outcome("docs/README.md", "/docs/b.md") == "docs/b.md"
    assert project.outcome("docs/README.md", "/b.md") == "docs/b.md"
    assert project.outcome("docs/README.md", "/docs/part") == "unknown route"
    assert project.outcome("docs/README.md", "/docs/c.md") == "missing"


def test_several_sites_lie_in_one_repository(tmp_path: Path) -> None:
    files = {
        "docs/mkdocs.yml": "site_name: A",
        "docs/docs/a.md": "",
        "book/book.toml": "",
        "book/src/b.md": "",
        "website/hugo.toml": "",
        "website/content/c.md": "",
        "README.md": "",
    }
    project = small_site(tmp_path, files)
    assert project.published("docs/docs/a.md").name == "MkDocs"
    assert project.published("book/src/b.md").name == "mdBook"
    assert project.published("website/content/c.md").name == "Hugo"
    assert [site.name for site in project.site.sites.all()] == ["mdBook", "MkDocs", "Hugo"]


def test_a_page_of_an_unknown_generator_is_left_unverified(tmp_path: Path) -> None:
    project = small_site(tmp_path, {"conf.py": "", "a.md": "", "b.md": ""})
    assert project.outcome("a.md", "b.html") == "b.md"
    assert project.outcome("a.md", "genindex.html") == "unknown route"
    assert project.outcome("a.md", "/c") == "unknown route"


def test_the_settings_come_before_what_is_inferred(tmp_path: Path) -> None:
    files = {
        "hugo.toml": "baseURL = '/'",
        "text/a.md": "",
        "text/b.md": "# A & b²\n",
        "pub/x.png": "",
    }
    project = small_site(
        tmp_path,
        files,
        roots=(str(tmp_path / "text"),),
        statics=(str(tmp_path / "pub"),),
        base="/g/",
        slug="gitlab",
        routes={"/blog/*": "text/*.md", "/api/**": ""},
    )
    site = project.published("text/a.md")
    assert (site.name, site.base, site.slug) == ("Hugo", "/g/", "gitlab")
    assert project.outcome("text/a.md", "/g/b/#a--b²") == "text/b.md"
    assert project.outcome("text/a.md", "/g/blog/b") == "text/b.md"
    assert project.outcome("text/a.md", "/g/api/v1/x") == "unknown route"
    assert project.outcome("text/a.md", "/g/x.png") == "pub/x.png"
    assert project.outcome("text/a.md", "/g/y.png") == "missing"


def test_the_generator_may_be_named(tmp_path: Path) -> None:
    files = {"mkdocs.yml": "", "docs/a.md": "", "docs/b.md": "", "book.toml": ""}
    project = small_site(tmp_path, files, generator="mdBook", roots=(str(tmp_path / "docs"),))
    assert project.published("docs/a.md").slug == "mdbook"
    assert project.outcome("docs/a.md", "b.html") == "docs/b.md"


def test_a_page_above_a_site_may_be_published_beside_it(tmp_path: Path) -> None:
    files = {"index.md": "", "README.md": "", "guide/book.toml": "", "guide/src/a.md": ""}
    project = small_site(tmp_path, files)
    assert project.outcome("index.md", "guide/a.html") == "unknown route"
    assert project.outcome("index.md", "other/a.html") == "missing"
    assert project.outcome("README.md", "guide/a.html") == "missing"


def test_a_file_that_a_program_makes_of_a_template_is_left_unverified(tmp_path: Path) -> None:
    project = small_site(tmp_path, {"a.md": "", "b.md.in": ""})
    assert project.outcome("a.md", "b.md") == "unknown route"
    assert project.outcome("a.md", "c.md") == "missing"
