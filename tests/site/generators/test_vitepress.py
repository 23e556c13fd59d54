"""Links of a VitePress site, after its "Routing", "Asset Handling" and "Markdown Extensions"."""

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
        ("/garden/guide/soil", "docs/text/guide/soil.md"),
        ("/guide/sand", "missing"),
        ("./guide/sand", "missing"),
        ("/guide/sand.md", "missing"),
        # "Routing", Route Rewrites and Dynamic Routes.
        ("/here", "docs/text/en/moved.md"),
        ("/en/moved", "missing"),
        ("/posts/anything", "unknown route"),
        # "Asset Handling", The Public Directory.
        ("/logo.png", "docs/text/public/logo.png"),
        ("/plan.png", "missing"),
        ("guide/plan.png", "docs/text/guide/plan.png"),
        # "Markdown Extensions", Header Anchors.
        ("/guide/soil#soil-2-sands", "docs/text/guide/soil.md"),
        ("/guide/soil#soil--2-sands", "no anchor"),
    ],
)
def test_links(garden: SmallSite, target: str, outcome: str) -> None:
    assert garden.outcome("docs/text/index.md", target) == outcome
