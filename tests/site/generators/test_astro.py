"""Links of Astro and Starlight sites, after "Pages", "Routing" and "Project Structure"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sites import SmallSite, small_site

if TYPE_CHECKING:
    from pathlib import Path


FILES = {
    "astro.config.mjs": "export default defineConfig({site: 'https://garden.org', base: '/g'});",
    "src/pages/index.astro": "",
    "src/pages/about.md": "# About & us\n",
    "src/pages/tools/index.md": "# Tools\n",
    "src/pages/blog/[...slug].astro": "",
    "src/pages/feed.xml.js": "",
    "src/content/blog/frost.md": "# Frost\n",
    "public/logo.png": "",
}


@pytest.fixture
def garden(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path, FILES)


@pytest.mark.parametrize(
    ("page", "target", "outcome"),
    [
        ("src/pages/about.md", "/g/", "src/pages/index.astro"),
        ("src/pages/about.md", "/g/tools/", "src/pages/tools/index.md"),
        ("src/pages/about.md", "/g/tolls/", "missing"),
        ("src/pages/about.md", "/elsewhere/", "unknown route"),
        ("src/pages/about.md", "tools", "src/pages/tools/index.md"),
        # "Routing", Dynamic routes: a rest parameter answers for all below it.
        ("src/pages/about.md", "/g/blog/frost", "unknown route"),
        ("src/content/blog/frost.md", "/g/about#about--us", "src/pages/about.md"),
        ("src/content/blog/frost.md", "/g/about#about-us", "no anchor"),
        ("src/content/blog/frost.md", "/g/abut", "missing"),
        ("src/content/blog/frost.md", "rain", "unknown route"),
        ("src/content/blog/frost.md", "rain.md", "missing"),
        # "Project Structure": public/ is copied as it is.
        ("src/content/blog/frost.md", "/g/logo.png", "public/logo.png"),
        ("src/content/blog/frost.md", "/g/plan.png", "missing"),
        ("src/content/blog/frost.md", "/g/feed.xml", "src/pages/feed.xml.js"),
    ],
)
def test_links(garden: SmallSite, page: str, target: str, outcome: str) -> None:
    assert garden.outcome(page, target) == outcome


def test_starlight_makes_pages_of_its_docs(tmp_path: Path) -> None:
    files = {
        "docs/astro.config.mjs": "import starlight from '@astrojs/starlight';",
        "docs/src/content/docs/index.mdx": "",
        "docs/src/content/docs/guides/First Steps.md": "# Steps\n",
        "docs/src/content/docs/named.md": "---\nslug: other/name\n---\n",
    }
    site = small_site(tmp_path, files)
    page = "docs/src/content/docs/index.mdx"
    steps = "docs/src/content/docs/guides/First Steps.md"
    assert site.outcome(page, "/guides/first-steps/") == steps
    assert site.outcome(page, "/other/name/") == "docs/src/content/docs/named.md"
    assert site.outcome(page, "guides/first-steps/#steps") == steps
    assert site.outcome(page, "/named/") == "missing"


@pytest.mark.parametrize(
    ("setting", "anchor"), [("", "soil--sand"), ("markdown: {smartypants: false}", "soil----sand")]
)
def test_two_hyphens_are_a_dash_but_where_the_settings_say_no(
    tmp_path: Path, setting: str, anchor: str
) -> None:
    files = {
        "astro.config.mjs": f"export default {{{setting}}};",
        "src/pages/a.md": "",
        "src/pages/b.md": "# Soil -- sand\n",
    }
    site = small_site(tmp_path, files)
    assert site.outcome("src/pages/a.md", f"/b#{anchor}") == "src/pages/b.md"
