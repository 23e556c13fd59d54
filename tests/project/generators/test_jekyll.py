"""Links of a Jekyll site, after its "Posts", "Permalinks" and "Collections".

All of it was seen to hold for sites that Jekyll 4.3.1 built with jekyll-relative-links 0.7.0 and
jekyll-redirect-from 0.16.0, on a host that takes ``/a`` for ``/a.html`` as GitHub Pages does.
"""

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
    assert site.outcome("a.md", "/b.html") == "unpublished"
    assert site.follow("a.md", "/b.html").written == "/garden/b.html"
    assert site.outcome("a.md", "b.md") == "b.md"


def test_a_style_of_permalinks_holds_for_all(tmp_path: Path) -> None:
    page = "---\ntitle: A\n---\n"
    files = {"_config.yml": "permalink: pretty", "a.md": page, "_posts/2026-01-02-b.md": page}
    site = small_site(tmp_path, files)
    assert site.outcome("a.md", "/a/") == "a.md"
    assert site.outcome("a.md", "/2026/01/02/b/") == "_posts/2026-01-02-b.md"


_TOOLS = "collections: {tools: {output: true}}"


@pytest.mark.parametrize(
    ("config", "addresses"),
    [
        ("permalink: pretty", ("/k/2026/01/02/x-y/", "/tools/deep/fork/", "/tools/Big Rake/")),
        ("permalink: ordinal", ("/k/2026/002/x-y.html", "/tools/deep/fork.html")),
        ("permalink: weekdate", ("/k/2026/W01/Fri/x-y.html",)),
        ("permalink: none", ("/k/x-y.html", "/tools/Big Rake.html")),
        ("permalink: /:title/", ("/x-y/", "/tools/own/")),
        ("permalink: '/:year-:month-:day-:slug:output_ext'", ("/2026-01-02-x-y.html",)),
        (":collection/:title/", ("/tools/fork/", "/tools/Big-Rake/", "/tools/mine/")),
        ("t/:slug.html", ("/t/fork.html", "/t/big-rake.html", "/t/mine.html")),
        ("t/:name", ("/t/big-rake.html", "/t/own.html")),
    ],
)
def test_tokens_of_permalinks(tmp_path: Path, config: str, addresses: tuple[str, ...]) -> None:
    if not config.startswith("permalink"):
        settings = f"collections: {{tools: {{output: true, permalink: '/{config}'}}}}"
    else:
        settings = f"{config}\n{_TOOLS}"
    page = "---\ntitle: A\n---\n"
    files = {
        "_config.yml": settings,
        "a.md": page,
        "_posts/2026-01-02-x-y.md": "---\ncategory: k\n---\n",
        "_tools/deep/fork.md": page,
        "_tools/Big Rake.md": page,
        "_tools/own.md": "---\nslug: mine\n---\n",
    }
    site = small_site(tmp_path, files)
    assert {site.outcome("a.md", address) for address in addresses} <= files.keys()


def test_a_page_in_a_folder_has_no_address_of_a_file(tmp_path: Path) -> None:
    page = "---\ntitle: A\n---\n"
    site = small_site(tmp_path, {"_config.yml": "permalink: pretty", "a.md": page, "b.md": page})
    assert site.outcome("a.md", "/b/index.html") == "b.md"
    assert site.outcome("a.md", "/b.html") == "missing"


@pytest.mark.parametrize(
    ("meta", "address"),
    [
        ("categories: [One Two, three]", "/one%20two/three/2026/01/02/a.html"),
        ("category: One Two", "/one%20two/2026/01/02/a.html"),
        ("categories: one two", "/one/two/2026/01/02/a.html"),
        ("{category: z, categories: [m, m]}", "/m/z/2026/01/02/a.html"),
    ],
)
def test_categories_are_a_list_or_words(tmp_path: Path, meta: str, address: str) -> None:
    post = "sub/_posts/2026-01-02-a.md"
    files = {"_config.yml": "", "b.md": "---\n---\n", post: f"---\n{meta}\n---\n"}
    assert small_site(tmp_path, files).outcome("b.md", f"/sub{address}") == post


def test_a_hidden_folder_may_be_included(tmp_path: Path) -> None:
    # "Configuration Options", include and exclude.
    page = "---\ntitle: A\n---\n"
    files = {
        "_config.yml": "include: [_pages]",
        "_pages/about.md": "---\npermalink: /us/\n---\n",
        **dict.fromkeys(("a.md", "_pages/b.md", "_pages/_c/d.md", "_e/f.md", "vendor/g.md"), page),
    }
    site = small_site(tmp_path, files)
    assert site.outcome("a.md", "/us/") == "_pages/about.md"
    assert site.outcome("a.md", "/_pages/b.html") == "_pages/b.md"
    assert site.outcome("a.md", "/_pages/_c/d.html") == "missing"
    assert site.outcome("a.md", "/_e/f.html") == "missing"
    assert site.outcome("a.md", "/vendor/g.html") == "vendor/g.md"


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
    assert site.published("a.md").slug == slug


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


@pytest.mark.parametrize("source", ['"\\0"', '"/\\0/"'])
def test_a_source_may_be_a_path_that_can_not_be(tmp_path: Path, source: str) -> None:
    site = small_site(tmp_path, {"_config.yml": f"source: {source}\n", "a.md": ""})
    assert site.site.unused_assets() == []


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ("/t/", "t.md"),
        ("../t/", "t.md"),
        ("t.md", "t.md"),
        ("/t.html", "missing"),
        ("t.html", "unpublished"),
        ("t/", "unpublished"),
        ("logo.png", "logo.png"),
    ],
)
def test_what_names_no_file_is_relative_to_the_address(
    tmp_path: Path, target: str, outcome: str
) -> None:
    page = "---\ntitle: A\n---\n"
    files = {"_config.yml": "permalink: pretty", "i.md": page, "t.md": page, "logo.png": ""}
    assert small_site(tmp_path, files).outcome("i.md", target) == outcome


def test_a_post_may_have_an_address_that_is_not_known(tmp_path: Path) -> None:
    page = "---\ntitle: A\n---\n"
    files = {"_config.yml": "permalink: /:colour/:title/", "_posts/2026-01-02-a.md": page}
    site = small_site(tmp_path, {**files, "b.md": page})
    assert site.outcome("_posts/2026-01-02-a.md", "c/") == "unknown route"
    assert site.outcome("b.md", "/green/a/") == "unknown route"


@pytest.mark.parametrize("kind", ["[pages]", "{a: 1}"])
def test_default_with_a_type_that_is_no_text_counts_for_no_page(tmp_path: Path, kind: str) -> None:
    defaults = f"defaults: [{{scope: {{type: {kind}}}, values: {{permalink: /x/}}}}]\n"
    site = small_site(tmp_path, {**FILES, "_config.yml": defaults})
    assert site.outcome("index.md", "/about") == "about.md"
