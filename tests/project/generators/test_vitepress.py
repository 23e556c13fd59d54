"""Links of a VitePress site, after its "Routing", "Asset Handling" and "Markdown Extensions".

All of it was seen to hold for a site that VitePress 1.6.4 built: what its check of links passes
over, such as files, was looked up in its folder `dist`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sites import SmallSite, small_site

if TYPE_CHECKING:
    from pathlib import Path


CONFIG = """\
export default defineConfig({
  base: '/garden/',
  srcDir: 'text',
  rewrites: { 'en/moved.md': 'here.md' },
})
"""
FILES = {
    "docs/.vitepress/config.mts": CONFIG,
    "docs/text/index.md": "# Home\n",
    "docs/text/guide/index.md": "# Guide\n",
    "docs/text/guide/soil.md": "# Soil & 2 sands\n",
    "docs/text/en/moved.md": "# Moved\n",
    "docs/text/public/logo.png": "",
    "docs/text/guide/plan.png": "",
    "docs/text/guide/v1.2.md": "# Version\n",
    "docs/text/guide/README.md": "# About\n",
    "docs/text/draft.md": "---\ndraft: true\n---\n",
    "docs/text/posts/[slug].md": "# Post\n",
}


@pytest.fixture
def garden(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path, FILES)


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        # "Routing", Linking Between Pages: with .md, .html or no ending.
        ("guide/soil.md", "docs/text/guide/soil.md"),
        ("./guide/soil", "docs/text/guide/soil.md"),
        ("/guide/soil.html", "docs/text/guide/soil.md"),
        ("/guide/", "docs/text/guide/index.md"),
        ("/guide/soil.md", "docs/text/guide/soil.md"),
        ("/guide/v1.2", "docs/text/guide/v1.2.md"),
        ("guide/v1.2.md", "docs/text/guide/v1.2.md"),
        ("/guide/README", "docs/text/guide/README.md"),
        ("/guide/index.md", "docs/text/guide/index.md"),
        ("/guide/index", "docs/text/guide/index.md"),
        ("/draft", "docs/text/draft.md"),
        ("/guide/sand", "missing"),
        ("./guide/sand", "missing"),
        ("/guide/sand.md", "missing"),
        # What has no ending is a file, what ends with a slash a folder.
        ("/guide", "missing"),
        ("guide", "unpublished"),
        ("/guide/soil/", "missing"),
        # "Asset Handling", Base URL: it is put before each address, even one that has it.
        ("/garden/guide/soil", "missing"),
        ("/garden/logo.png", "missing"),
        ("/text/guide/soil.md", "missing"),
        # "Routing", Route Rewrites and Dynamic Routes.
        ("/here", "docs/text/en/moved.md"),
        ("/here.md", "docs/text/en/moved.md"),
        ("/en/moved", "missing"),
        ("/en/moved.md", "missing"),
        ("en/moved.md", "unpublished"),
        ("/posts/anything", "unknown route"),
        # "Asset Handling", The Public Directory.
        ("/logo.png", "docs/text/public/logo.png"),
        ("/plan.png", "missing"),
        ("guide/plan.png", "unpublished"),
        ("public/logo.png", "unpublished"),
        ("/404", "unknown route"),
        # "Markdown Extensions", Header Anchors.
        ("/guide/soil#soil-2-sands", "docs/text/guide/soil.md"),
        ("/guide/soil#soil--2-sands", "no anchor"),
    ],
)
def test_links(garden: SmallSite, target: str, outcome: str) -> None:
    assert garden.outcome("docs/text/index.md", target) == outcome


def test_links_are_taken_from_the_address_of_the_page(garden: SmallSite) -> None:
    soil = "docs/text/guide/soil.md"
    assert garden.outcome(soil, "../here") == "docs/text/en/moved.md"
    assert garden.follow(soil, "../en/moved.md").written == "../here.html"
    assert garden.outcome("docs/text/en/moved.md", "./guide/soil.md") == soil


def test_what_is_excluded_is_no_page(tmp_path: Path) -> None:
    # "Site Config", srcExclude: its globs begin at the content folder.
    script = """\
    export default { srcExclude: ['**/left.md', 'drafts/**', '{one,two}.md', '**/*.{txt,tmp}.md'] }
    """
    out = ("left", "sub/left", "drafts/x", "one", "two", "sub/a.txt", "b.tmp")
    pages = ("index", "sub/one", "sub/drafts/x", "leftover")
    files = {f"docs/{name}.md": "" for name in (*out, *pages)}
    site = small_site(tmp_path, {"docs/.vitepress/config.ts": script, **files})
    outcomes = {name: site.outcome("docs/index.md", f"/{name}.md") for name in (*out, *pages[1:])}
    assert {name for name, outcome in outcomes.items() if outcome == "missing"} == set(out)
    assert site.outcome("docs/index.md", "sub/left.md") == "unpublished"


def test_a_pattern_of_many_braces_is_read_in_no_time(tmp_path: Path) -> None:
    script = f"export default {{ srcExclude: ['{'{a,b}' * 100}'] }}"
    site = small_site(tmp_path, {"docs/.vitepress/config.ts": script, "docs/a.md": ""})
    assert site.outcome("docs/a.md", "/a") == "docs/a.md"


def test_images_are_taken_from_beside_the_page(garden: SmallSite) -> None:
    assert garden.outcome("docs/text/index.md", "guide/plan.png", image=True).endswith("plan.png")
    assert garden.follow("docs/text/index.md", "public/logo.png").written == "logo.png"


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ("/garden/guide/soil.html", "docs/text/guide/soil.md"),
        ("/garden/guide/", "docs/text/guide/index.md"),
        ("/garden/logo.png", "docs/text/public/logo.png"),
        ("/garden/guide/sand.html", "missing"),
        ("/guide/soil.html", "unpublished"),
        # A video has the base put before its address, a link has not.
        ("/logo.png", "docs/text/public/logo.png"),
        # Another site may lie beside this one.
        ("/elsewhere/soil.html", "unknown route"),
        ("../guide/soil.html", "unknown route"),
        ("guide/soil.html", "docs/text/guide/soil.md"),
    ],
)
def test_links_of_html_stay_as_they_are(garden: SmallSite, target: str, outcome: str) -> None:
    assert garden.outcome("docs/text/index.md", target, "html") == outcome


def test_what_is_meant_by_links_of_html_is_known(garden: SmallSite) -> None:
    written = garden.follow("docs/text/index.md", "/guide/soil.html", "html").written
    assert written == "/garden/guide/soil.html"


def test_the_base_is_put_before_what_html_shows(garden: SmallSite) -> None:
    index = "docs/text/index.md"
    logo = "docs/text/public/logo.png"
    assert garden.outcome(index, "/logo.png", "html", image=True) == logo
    assert garden.outcome(index, "/garden/logo.png", "html", image=True) == "missing"


@pytest.mark.parametrize("expression", ["(", "(?=a)", "(a)\\1", "(?<x>a)", "a{9999}"])
def test_dead_links_are_unknown_where_an_expression_is_not_supported(
    tmp_path: Path, expression: str
) -> None:
    script = f"export default {{ ignoreDeadLinks: [/{expression}/] }}"
    site = small_site(tmp_path, {"docs/.vitepress/config.ts": script, "docs/a.md": ""})
    assert site.outcome("docs/a.md", "/rapid") == "unknown route"


def test_what_is_not_to_be_called_dead_is_not(tmp_path: Path) -> None:
    # "Site Config", ignoreDeadLinks and vite.publicDir.
    script = """\
    export default {
      ignoreDeadLinks: ['/playground', /^\\/repl/, (url) => url.includes('x')],
      vite: { publicDir: '../static' },
    }
    """
    files = {"docs/.vitepress/config.ts": script, "docs/a.md": "", "static/logo.png": ""}
    site = small_site(tmp_path, files)
    assert site.outcome("docs/a.md", "/playground") == "unknown route"
    assert site.outcome("docs/a.md", "/repl/1") == "unknown route"
    assert site.outcome("docs/a.md", "/reply") == "unknown route"
    assert site.outcome("docs/a.md", "/rapid") == "missing"
    assert site.outcome("docs/a.md", "/logo.png") == "static/logo.png"
