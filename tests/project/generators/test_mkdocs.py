"""Links of a MkDocs site, after MkDocs' "Configuration" and "Writing your docs".

All of it was seen to hold for sites built by MkDocs 1.6.1 with Material for MkDocs 9.8.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sites import SmallSite, small_site

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """\
site_name: Garden
site_url: https://garden.org/manual/
theme:
  name: material
  custom_dir: overrides
markdown_extensions:
  - toc:
      permalink: true
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
plugins:
  - search
  - redirects:
      redirect_maps:
        old.md: guide/setup.md
nav:
  - Home: index.md
"""
FILES = {
    "mkdocs.yml": CONFIG,
    "README.md": "# Garden\n",
    "docs/index.md": "# Home\n",
    "docs/about.md": "# About\n",
    "docs/guide/README.md": "# Guide\n",
    "docs/guide/setup.md": "# Set up & go\n",
    "docs/img/logo.png": "",
}


def test_a_pattern_that_is_none_excludes_nothing(tmp_path: Path) -> None:
    files = {"mkdocs.yml": "exclude_docs: |\n  [z-a]\n  b.md\n", "docs/a.md": "", "docs/b.md": ""}
    site = small_site(tmp_path, files)
    assert site.outcome("docs/a.md", "b.md") == "unpublished"
    assert site.outcome("docs/a.md", "a.md") == "docs/a.md"


@pytest.fixture
def garden(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path, FILES)


@pytest.mark.parametrize(
    ("page", "target", "outcome"),
    [
        # "Writing your docs", Linking to pages: a link to a source file is rewritten.
        ("docs/about.md", "guide/setup.md", "docs/guide/setup.md"),
        ("docs/guide/setup.md", "../about.md", "docs/about.md"),
        ("docs/about.md", "guide/stup.md", "missing"),
        ("docs/about.md", "Guide/setup.md", "other case"),
        # "Writing your docs", Linking to images and media.
        ("docs/guide/setup.md", "../img/logo.png", "docs/img/logo.png"),
        ("docs/about.md", "img/logo.jpg", "missing"),
        # "Writing your docs", File layout: README.md stands for index.md.
        ("docs/about.md", "guide/README.md", "docs/guide/README.md"),
        ("docs/guide/setup.md", "../", "docs/guide/README.md"),
        # "Configuration", use_directory_urls: about.md is published at /about/.
        ("docs/about.md", "../guide/setup/", "docs/guide/setup.md"),
        ("docs/about.md", "guide/setup/", "unpublished"),
        ("docs/about.md", "../guide/setup.html", "missing"),
        ("docs/about.md", "/manual/guide/setup/index.html", "docs/guide/setup.md"),
        # "Writing your docs", Linking to pages: a rooted link is left as it is.
        ("docs/about.md", "/guide/setup.md", "unpublished"),
        ("docs/about.md", "/img/logo.png", "unpublished"),
        ("docs/about.md", "/about/", "unpublished"),
        ("docs/about.md", "/", "unknown route"),
        ("docs/about.md", "setup", "missing"),
        ("docs/index.md", "about/?q=1", "docs/about.md"),
        # "Configuration", site_url: the site lies below its path.
        ("docs/about.md", "/manual/guide/setup/", "docs/guide/setup.md"),
        ("docs/about.md", "/manual/img/logo.png", "docs/img/logo.png"),
        ("docs/about.md", "/manual/img/none.png", "missing"),
        ("docs/about.md", "/manual/guide/none/", "missing"),
        ("docs/about.md", "/manual/guide/none.ipynb", "missing"),
        ("docs/about.md", "/manual/guide/Setup/", "other case"),
        ("docs/about.md", "/elsewhere/", "unknown route"),
        ("docs/about.md", "/manual/old/", "/old"),
        # README.md beside the configuration is the forge's.
        ("README.md", "docs/about.md", "docs/about.md"),
        ("README.md", "docs/about", "docs/about.md"),
        ("README.md", "/manual/", "unknown root"),
    ],
)
def test_links(garden: SmallSite, page: str, target: str, outcome: str) -> None:
    assert garden.outcome(page, target) == outcome


@pytest.mark.parametrize(
    ("page", "target", "outcome"),
    [
        ("docs/about.md", "guide/setup.md", "unpublished"),
        ("docs/about.md", "../guide/setup/", "docs/guide/setup.md"),
        ("docs/guide/setup.md", "../img/logo.png", "unpublished"),
        ("docs/guide/setup.md", "../../img/logo.png", "docs/img/logo.png"),
        ("docs/index.md", "img/logo.png", "docs/img/logo.png"),
    ],
)
def test_raw_html_is_left_as_it_is(garden: SmallSite, page: str, target: str, outcome: str) -> None:
    assert garden.outcome(page, target, "html") == outcome


def test_a_link_to_a_source_can_be_fixed(garden: SmallSite) -> None:
    about, setup = "docs/about.md", "docs/guide/setup.md"
    assert garden.follow(setup, "../img/logo.png", "html").written == "../../img/logo.png"
    assert garden.follow(about, "guide/setup.md", "html").written == "../guide/setup/"
    assert garden.follow(about, "guide/setup/").written == "../guide/setup/"
    assert garden.follow(about, "/guide/setup.md").written == "/manual/guide/setup/"


def test_some_pages_are_left_out(tmp_path: Path) -> None:
    # "Configuration", exclude_docs, draft_docs and not_in_nav; "Writing your docs", Index pages.
    config = """\
exclude_docs: |
  hidden/
  !hidden/kept.md
  *.tmp.md
draft_docs: later.md
not_in_nav: lone.md
"""
    pages = (
        *("a.md", "hidden/b.md", "hidden/kept.md", "c.tmp.md", "later.md", "lone.md", ".dot/d.md"),
        *("templates/e.md", "sub/templates/e.md", "f/index.md", "f/README.md", "g/readme.md"),
    )
    site = small_site(tmp_path, {"mkdocs.yml": config, **{f"docs/{page}": "" for page in pages}})
    found = {page for page in pages if site.outcome("docs/a.md", page) == f"docs/{page}"}
    assert found == {
        *("a.md", "hidden/kept.md", "lone.md", "sub/templates/e.md", "f/index.md", "g/readme.md"),
    }
    assert site.outcome("docs/a.md", "hidden/b.md") == "unpublished"
    assert site.outcome("docs/a.md", "../g/readme/") == "docs/g/readme.md"
    assert site.outcome("docs/a.md", "../g/") == "missing"


def test_rooted_links_may_be_to_sources(tmp_path: Path) -> None:
    # "Configuration", validation.
    config = "site_url: https://garden.org/m/\nvalidation: {absolute_links: relative_to_docs}\n"
    site = small_site(tmp_path, {"mkdocs.yml": config, "docs/a.md": "", "docs/img/b.png": ""})
    assert site.outcome("docs/a.md", "/a.md") == "docs/a.md"
    assert site.outcome("docs/a.md", "/img/b.png") == "docs/img/b.png"


def test_the_anchors_are_those_of_python_markdown(garden: SmallSite) -> None:
    assert garden.outcome("docs/about.md", "guide/setup.md#set-up-go") == "docs/guide/setup.md"
    found = garden.follow("docs/about.md", "guide/setup.md#set-up--go")
    assert (found.outcome, found.maker) == ("no anchor", "Python-Markdown")
    assert found.readings.by_own["set-up-go"].maker == "GitHub"


@pytest.mark.parametrize(
    ("settings", "slug"),
    [
        ("slugify: !!python/name:pymdownx.slugs.uslugify", "pymdownx"),
        ("slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}", "pymdownx"),
        (
            "slugify: !!python/name:markdown.extensions.toc.slugify_unicode",
            "python-markdown-unicode",
        ),
        ("slugify: !!python/name:my.own", ""),
        ("separator: _", ""),
    ],
)
def test_another_slugify_is_read_of_the_configuration(
    tmp_path: Path, settings: str, slug: str
) -> None:
    files = {"mkdocs.yml": f"markdown_extensions:\n  - toc:\n      {settings}\n", "docs/a.md": ""}
    assert small_site(tmp_path, files).published("docs/a.md").slug == slug


def test_a_plugin_that_writes_pages_leaves_missing_ones_unverified(tmp_path: Path) -> None:
    files = {"mkdocs.yml": "plugins: [gen-files]\n", "docs/a.md": ""}
    site = small_site(tmp_path, files)
    assert site.outcome("docs/a.md", "reference/api.md") == "unknown route"
    assert site.outcome("docs/a.md", "/reference/api/") == "unknown route"
    assert site.outcome("docs/a.md", "/reference/api.ipynb") == "unknown route"
    assert site.outcome("docs/a.md", "plan.png") == "missing"


def test_pages_may_be_published_with_their_ending(tmp_path: Path) -> None:
    files = {
        "book/mkdocs.yml": "docs_dir: text\nuse_directory_urls: false\n",
        "book/text/a/b.md": "",
        "book/text/c.md": "",
    }
    site = small_site(tmp_path, files)
    assert site.outcome("book/text/a/b.md", "../c.html") == "book/text/c.md"
    assert site.outcome("book/text/a/b.md", "/a/b.html") == "book/text/a/b.md"
    assert site.outcome("book/text/a/b.md", "../d.html") == "missing"
    assert site.outcome("book/text/c.md", "../a/b.html") == "book/text/a/b.md"


def test_a_path_may_lead_out_of_a_site_below_a_path(tmp_path: Path) -> None:
    config = "site_url: https://garden.org/m/\nuse_directory_urls: false\n"
    site = small_site(tmp_path, {"mkdocs.yml": config, "docs/a.md": "", "docs/b/index.md": ""})
    assert site.outcome("docs/a.md", "b/") == "docs/b/index.md"
    assert site.outcome("docs/a.md", "../b/") == "unknown route"


@pytest.mark.parametrize(
    "text", ["", "[", "- a\n", "docs_dir: [1]\nplugins: 3\nnav: {a: 1}\n", "\0"]
)
def test_a_broken_configuration_is_no_error(tmp_path: Path, text: str) -> None:
    site = small_site(tmp_path, {"mkdocs.yml": text, "docs/a.md": "", "docs/b.md": ""})
    assert site.outcome("docs/a.md", "b.md") == "docs/b.md"


def test_a_configuration_does_not_lead_out_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "secret.md").touch()
    files = {"mkdocs.yml": "docs_dir: ../\n", "a.md": ""}
    site = small_site(tmp_path / "project", files)
    assert site.outcome("a.md", "/secret") == "unknown root"


@pytest.mark.parametrize(
    ("hook", "outcome"),
    [
        ("def on_page_markdown(markdown, **_):\n    return markdown.upper()\n", "missing"),
        ("def on_files(files, config):\n    return files\n", "unknown route"),
        ("def on_startup(**_):\n    Path('docs/new.md').write_text('')\n", "unknown route"),
        (None, "unknown route"),
    ],
)
def test_a_hook_may_add_pages_if_its_source_does(
    tmp_path: Path, hook: str | None, outcome: str
) -> None:
    files = {"mkdocs.yml": "site_name: A\nhooks:\n  - hook.py\n", "docs/index.md": "# Home\n"}
    if hook:
        files["hook.py"] = hook
    project = small_site(tmp_path, files)
    assert project.outcome("docs/index.md", "lost.md") == outcome


@pytest.mark.parametrize(
    ("config", "outcome"),
    [
        ("plugins: [search]", "unpublished"),
        # A plugin or a hook may lead such links elsewhere.
        ("plugins: [unheard-of]", "setup.py"),
        ("hooks: [hook.py]", "setup.py"),
    ],
)
def test_what_lies_outside_of_the_docs_is_not_on_the_site(
    tmp_path: Path, config: str, outcome: str
) -> None:
    # mkdocs 1.6.1 build --strict ends at each of these links.
    files = {"mkdocs.yml": config, "hook.py": "x = 1", "setup.py": "", "README.md": ""}
    site = small_site(tmp_path, {**files, "docs/index.md": "", "docs/a/b.md": ""})
    assert site.outcome("docs/index.md", "../setup.py") == outcome
    assert site.outcome("docs/a/b.md", "../../setup.py", image=True) == outcome
    assert site.outcome("README.md", "setup.py") == "setup.py"
    assert site.outcome("README.md", "docs/a/b.md") == "docs/a/b.md"


def test_zensical_is_read_as_mkdocs(tmp_path: Path) -> None:
    # Zensical, "Basics": all settings are in a table of their own.
    config = """
[project]
site_url = "https://garden.org/manual/"
docs_dir = "text"
nav = [{"Start" = "index.md"}, {"Soil" = ["soil/clay.md"]}]
[project.markdown_extensions.toc.slugify]
object = "pymdownx.slugs.slugify"
kwds = {case = "lower"}
[project.plugins.search]
"""
    files = {
        "zensical.toml": config,
        "text/index.md": "",
        "text/soil/clay.md": "# Two Words\n",
        "text/b.md": "",
    }
    garden = small_site(tmp_path, files)
    site = garden.published("text/index.md")
    assert (site.name, site.base, site.slug) == ("Zensical", "/manual/", "pymdownx")
    assert garden.outcome("text/index.md", "soil/clay.md#two-words") == "text/soil/clay.md"
    assert garden.outcome("text/index.md", "sand.md") == "missing"
    listed = {path.rpartition("/")[2] for path in site.pages.listed}
    assert listed == {"index.md", "clay.md"}
