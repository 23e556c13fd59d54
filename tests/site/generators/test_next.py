"""Links of Next.js and Nextra sites, after "Project structure", "Dynamic Routes" and "basePath"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sites import SmallSite, small_site

if TYPE_CHECKING:
    from pathlib import Path


FILES = {
    "next.config.mjs": "export default {basePath: '/g'};",
    "app/page.tsx": "",
    "app/(inner)/about/page.mdx": "# About & us\n",
    "app/blog/[slug]/page.tsx": "",
    "pages/old.mdx": "",
    "pages/tools/index.md": "",
    "pages/_app.tsx": "",
    "content/frost.md": "# Frost\n",
    "public/logo.png": "",
}


@pytest.fixture
def garden(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path, FILES)


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ("/", "app/page.tsx"),
        ("/about#about--us", "app/(inner)/about/page.mdx"),
        ("/g/about", "app/(inner)/about/page.mdx"),
        ("/abut", "missing"),
        ("/blog/frost", "unknown route"),
        ("/old", "pages/old.mdx"),
        ("/tools/", "pages/tools/index.md"),
        ("/_app", "missing"),
        ("/api/x", "unknown route"),
        ("/logo.png", "public/logo.png"),
        ("/plan.png", "missing"),
    ],
)
def test_links(garden: SmallSite, target: str, outcome: str) -> None:
    assert garden.outcome("content/frost.md", target) == outcome


def test_nextra_publishes_a_content_folder(tmp_path: Path) -> None:
    files = {
        "next.config.mjs": "import nextra from 'nextra'; export default nextra({})({})",
        "app/[[...mdxPath]]/page.jsx": "",
        "content/index.mdx": "",
        "content/guide/soil.mdx": "# Soil\n",
    }
    site = small_site(tmp_path, files)
    assert site.outcome("content/index.mdx", "/guide/soil#soil") == "content/guide/soil.mdx"
    assert site.outcome("content/index.mdx", "/guide/sand") == "unknown route"
    assert site.outcome("content/index.mdx", "guide/soil.mdx") == "content/guide/soil.mdx"


def test_rewrites_leave_missing_pages_unverified(tmp_path: Path) -> None:
    files = {**FILES, "next.config.mjs": "export default {async redirects() { return [] }}"}
    assert small_site(tmp_path, files).outcome("content/frost.md", "/abut") == "unknown route"
