"""Links of a SvelteKit site with mdsvex, after "Routing", "Advanced routing", "Configuration"."""

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
    "src/routes/(inner)/team/+page.svx": "",
    "src/routes/blog/[slug]/+page.svelte": "",
    "src/routes/feed.xml/+server.ts": "",
    "src/posts/frost.md": "# Frost\n",
    "static/images/logo.png": "",
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
        ("/feed.xml", "src/routes/feed.xml/+server.ts"),
        # "Project structure": static/ is served as it is.
        ("/images/logo.png", "static/images/logo.png"),
        ("/images/plan.png", "missing"),
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


def test_the_readme_is_the_forges(garden: SmallSite) -> None:
    assert garden.outcome("README.md", "/projects") == "unknown root"
