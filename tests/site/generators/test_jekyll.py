"""Links of a Jekyll site, after its "Posts", "Permalinks" and "Collections"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sites import SmallSite, small_site

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """\
title: Garden
url: https://garden.org
collections:
  tools: {output: true}
  notes: {output: false}
plugins: [jekyll-feed, jekyll-redirect-from]
defaults:
  - scope: {path: guides}
    values: {permalink: "/g/:basename/"}
"""
FILES = {
    "_config.yml": CONFIG,
    "README.md": "# Garden\n",
    "index.md": "---\ntitle: Home\n---\n",
    "about.md": "---\ntitle: About\nredirect_from: /us/\n---\n# About & us\n",
    "team.md": "---\npermalink: /people/\n---\n",
    "guides/soil.md": "---\ntitle: Soil\n---\n",
    "_posts/2026-03-01-first-frost.md": "---\ntitle: Frost\n---\n",
    "_posts/2026-04-02-rain.md": "---\ncategories: [weather, spring]\ndate: 2026-04-03\n---\n",
    "_drafts/hail.md": "---\ntitle: Hail\n---\n",
    "_tools/spade.md": "---\ntitle: Spade\n---\n",
    "_notes/inner.md": "---\ntitle: Inner\n---\n",
    "assets/logo.png": "",
}


@pytest.fixture
def garden(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path, FILES)


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        # "Pages": a page lies at its path; GitHub Pages leave out the ending.
        ("/about.html", "about.md"),
        ("/about", "about.md"),
        ("/About", "other case"),
        ("/nothing", "missing"),
        ("/", "index.md"),
        # "Permalinks": front matter, and the style "date" of posts.
        ("/people/", "team.md"),
        ("/team.html", "missing"),
        ("/2026/03/01/first-frost.html", "_posts/2026-03-01-first-frost.md"),
        ("/2026/03/02/first-frost.html", "missing"),
        ("/weather/spring/2026/04/03/rain.html", "_posts/2026-04-02-rain.md"),
        # "Collections": output, and the address.
        ("/tools/spade.html", "_tools/spade.md"),
        ("/notes/inner.html", "missing"),
        # "Front Matter Defaults".
        ("/g/soil/", "guides/soil.md"),
        # "Posts", Drafts are not published.
        ("/hail.html", "missing"),
        ("/us/", "about.md"),
        ("/assets/logo.png", "assets/logo.png"),
        ("/assets/plan.png", "missing"),
        ("/feed.xml", "unknown route"),
        ("/tags/frost", "unknown route"),
        ("{{ site.baseurl }}/x", "template"),
        # jekyll-relative-links, which GitHub Pages have.
        ("../about.md", "about.md"),
        ("../abut.md", "missing"),
        ("../about.md#about--us", "about.md"),
        ("../about.md#about-us", "no anchor"),
    ],
)
def test_links(garden: SmallSite, target: str, outcome: str) -> None:
    assert garden.outcome("guides/soil.md", target) == outcome


def test_a_page_without_front_matter_is_the_forges(garden: SmallSite) -> None:
    assert garden.site.published(str(garden.root / "README.md")) is None


def test_a_base_belongs_before_an_address(tmp_path: Path) -> None:
    page = "---\ntitle: A\n---\n"
    site = small_site(tmp_path, {"_config.yml": "baseurl: /garden", "a.md": page, "b.md": page})
    assert site.outcome("a.md", "/garden/b.html") == "b.md"
    assert site.outcome("a.md", "/garden/c.html") == "missing"
    assert site.outcome("a.md", "/c.html") == "unknown route"


def test_a_style_of_permalinks_holds_for_all(tmp_path: Path) -> None:
    page = "---\ntitle: A\n---\n"
    files = {"_config.yml": "permalink: pretty", "a.md": page, "_posts/2026-01-02-b.md": page}
    site = small_site(tmp_path, files)
    assert site.outcome("a.md", "/a/") == "a.md"
    assert site.outcome("a.md", "/2026/01/02/b/") == "_posts/2026-01-02-b.md"


def test_plugins_may_make_pages(tmp_path: Path) -> None:
    page = "---\ntitle: A\n---\n"
    site = small_site(tmp_path, {"_config.yml": "plugins: [garden-map]", "a.md": page})
    assert site.outcome("a.md", "/map") == "unknown route"


@pytest.mark.parametrize(
    ("config", "slug"),
    [
        ("{}", "kramdown-gfm"),
        ("markdown: kramdown\nkramdown: {input: kramdown}", "kramdown"),
        ("markdown: CommonMarkGhPages", "github"),
        ("markdown: garden", ""),
    ],
)
def test_the_processor_makes_the_anchors(tmp_path: Path, config: str, slug: str) -> None:
    site = small_site(tmp_path, {"_config.yml": config, "a.md": "---\ntitle: A\n---\n"})
    assert site.layout("a.md").slug == slug


def test_collections_may_be_a_list_and_pages_left_out(tmp_path: Path) -> None:
    page = "---\ntitle: A\n---\n"
    config = "collections: [tools]\nexclude: [hidden/, '*.tmp.md']\n"
    config += "defaults: [{scope: {path: '*'}}]\n"
    files = {"_config.yml": config, "a.md": page, "hidden/b.md": page, "c.tmp.md": page}
    site = small_site(tmp_path, {**files, "_tools/d.md": page, "sub/_inner/e.md": page})
    for address in ("/hidden/b.html", "/c.tmp.html", "/tools/d.html", "/sub/_inner/e.html"):
        assert site.outcome("a.md", address) == "missing"


def test_dates_may_be_text_or_no_dates(tmp_path: Path) -> None:
    files = {
        "_config.yml": "permalink: /:year/:month/:slug/",
        "_posts/2026-01-02-a.md": "---\ndate: 2026-02-03 10:00:00 +0100\n---\n",
        "_posts/2026-01-02-b.md": "---\ndate: '2026-04-05'\n---\n",
        "_posts/2026-01-02-c.md": "---\ndate: 2026-99-99x\n---\n",
        "_posts/no-date.md": "---\ntitle: D\n---\n",
        "e.md": "---\ntitle: E\n---\n",
    }
    site = small_site(tmp_path, files)
    assert site.outcome("e.md", "/2026/02/a/") == "_posts/2026-01-02-a.md"
    assert site.outcome("e.md", "/2026/04/b/") == "_posts/2026-01-02-b.md"
    assert site.outcome("e.md", "/no-date/") == "missing"
