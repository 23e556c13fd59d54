"""Links of a SvelteKit site with mdsvex, after "Routing", "Advanced routing", "Configuration".

All of it was seen to hold for sites that SvelteKit 2.70.4 with mdsvex 0.12.8 prerendered; what its
crawler passes over, such as images, was looked up among the files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sites import SmallSite, small_site

if TYPE_CHECKING:
    from pathlib import Path


FILES = {
    "svelte.config.js": "export default { extensions: ['.svelte', '.md'], kit: {} };",
    "README.md": "# Garden\n",
    "src/routes/+page.svelte": "",
    "src/routes/projects/+page.md": "# Projects\n\n<span id='aisc2024'>\n",
    "src/routes/projects/notes.md": "",
    "src/routes/projects/plan.png": "",
    "src/routes/(inner)/team/+page.svx": "",
    "src/routes/nested/deep/+page.md": "",
    "src/routes/[[lang]]/choice/+page.md": "",
    "src/routes/[x+2d]dash/+page.md": "",
    "src/routes/slashed/+layout.ts": "export const trailingSlash = 'always';",
    "src/routes/slashed/one/+page.md": "",
    "src/routes/blog/[slug]/+page.svelte": "",
    "src/routes/feed.xml/+server.ts": "",
    "src/posts/frost.md": "# Frost\n",
    "static/images/logo.png": "",
    "static/map/index.html": "",
    "static/plain.html": "",
}


@pytest.fixture
def garden(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path, FILES)


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ("/", "src/routes/+page.svelte"),
        ("/projects#aisc2024", "src/routes/projects/+page.md"),
        ("/projects#aisc2023", "no anchor"),
        ("/Projects", "other case"),
        ("/projekts", "missing"),
        # "Advanced routing": groups are no part of the address, parameters match a part of it.
        ("/team", "src/routes/(inner)/team/+page.svx"),
        ("/blog/frost", "unknown route"),
        ("/blog/frost/2", "missing"),
        ("/choice", "unknown route"),
        ("/en/choice", "unknown route"),
        ("/en/us/choice", "missing"),
        ("/-dash", "src/routes/[x+2d]dash/+page.md"),
        ("/nested", "missing"),
        ("/projects/notes", "missing"),
        # Links to sources stay what they are.
        ("/projects/+page.md", "unpublished"),
        ("/src/routes/projects/+page.md", "unpublished"),
        ("/feed.xml", "src/routes/feed.xml/+server.ts"),
        # "Project structure": static/ is served as it is.
        ("/images/logo.png", "static/images/logo.png"),
        ("/images/plan.png", "missing"),
        ("/projects/plan.png", "missing"),
        ("/map/", "static/map/index.html"),
        ("/plain", "static/plain.html"),
    ],
)
def test_links(garden: SmallSite, target: str, outcome: str) -> None:
    assert garden.outcome("src/posts/frost.md", target) == outcome


def test_a_base_belongs_before_an_address(tmp_path: Path) -> None:
    files = {**FILES, "svelte.config.js": "export default {kit: {paths: {base: '/g'}}}"}
    site = small_site(tmp_path, files)
    assert site.outcome("src/posts/frost.md", "/g/projects") == "src/routes/projects/+page.md"
    assert site.outcome("src/posts/frost.md", "/g/projekts") == "missing"
    assert site.outcome("src/posts/frost.md", "/projekts") == "unknown route"
    page = "src/routes/nested/deep/+page.md"
    assert site.follow(page, "/projects").written == "/g/projects"
    assert site.follow(page, "/images/logo.png").written == "/g/images/logo.png"
    # A program may put it before those in what is no route.
    assert site.outcome("src/posts/frost.md", "/projects") == "src/routes/projects/+page.md"


@pytest.mark.parametrize(
    ("page", "target", "outcome"),
    [
        # "Page options", trailingSlash: an address has none unless a page or a layout says so.
        ("projects/+page.md", "team", "src/routes/(inner)/team/+page.svx"),
        ("projects/+page.md", "./projects", "src/routes/projects/+page.md"),
        ("projects/+page.md", "blog/frost", "unknown route"),
        ("nested/deep/+page.md", "deep", "src/routes/nested/deep/+page.md"),
        ("nested/deep/+page.md", "../team", "src/routes/(inner)/team/+page.svx"),
        ("nested/deep/+page.md", "./x", "missing"),
        ("slashed/one/+page.md", "../../team", "src/routes/(inner)/team/+page.svx"),
        ("slashed/one/+page.md", "../team", "missing"),
        # Links to sources and files beside the page stay what they are.
        ("projects/+page.md", "notes.md", "unpublished"),
        ("projects/+page.md", "plan.png", "unpublished"),
        ("projects/+page.md", "../../posts/frost.md", "unpublished"),
        ("projects/+page.md", "../../../static/images/logo.png", "unpublished"),
    ],
)
def test_relative_links(garden: SmallSite, page: str, target: str, outcome: str) -> None:
    assert garden.outcome(f"src/routes/{page}", target) == outcome


@pytest.mark.parametrize(
    "script",
    [
        {"mdsvex.config.js": "remarkPlugins: [relativeImages]"},
        {"svelte.config.js": "rehypePlugins"},
    ],
)
def test_plugins_may_change_links(tmp_path: Path, script: dict[str, str]) -> None:
    site = small_site(tmp_path, {**FILES, **script})
    page = "src/routes/projects/+page.md"
    assert site.outcome(page, "notes.md") == "src/routes/projects/notes.md"
    assert site.outcome(page, "plan.png", image=True) == "src/routes/projects/plan.png"


def test_the_readme_is_the_forges(garden: SmallSite) -> None:
    assert garden.outcome("README.md", "/projects") == "unknown root"
