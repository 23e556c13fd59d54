"""Links of Next.js and Nextra sites, after "Project Structure", "Dynamic Segments" and others.

All of it was seen to hold for sites that Next.js 16.4.6 with @next/mdx, and Nextra 4.6.1 with
Next.js 15.5.29 exported.
"""

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
    "app/(inner)/about/notes.md": "",
    "app/(inner)/about/plan.png": "",
    "app/deep/er/page.mdx": "",
    "app/blog/[slug]/page.tsx": "",
    "app/choice/[[...all]]/page.tsx": "",
    "app/_private/page.mdx": "",
    "app/feed.xml/route.ts": "",
    "app/icon.png": "",
    "app/sitemap.ts": "",
    "pages/old.mdx": "",
    "pages/tools/index.md": "",
    "pages/_app.tsx": "",
    "pages/_under.mdx": "",
    "content/frost.md": "# Frost\n",
    "public/logo.png": "",
}
ABOUT = "app/(inner)/about/page.mdx"


@pytest.fixture
def garden(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path, FILES)


@pytest.mark.parametrize(
    ("page", "target", "outcome"),
    [
        # "Project Structure": groups are no part of the address, private folders have none.
        (ABOUT, "/g", "app/page.tsx"),
        (ABOUT, "/g/about#about--us", ABOUT),
        (ABOUT, "/g/abut", "missing"),
        (ABOUT, "/g/_private", "missing"),
        (ABOUT, "/g/blog/frost", "unknown route"),
        (ABOUT, "/g/choice", "unknown route"),
        (ABOUT, "/g/choice/a/b", "unknown route"),
        (ABOUT, "/g/feed.xml", "app/feed.xml/route.ts"),
        (ABOUT, "/g/old", "pages/old.mdx"),
        (ABOUT, "/g/tools", "pages/tools/index.md"),
        (ABOUT, "/g/_app", "missing"),
        (ABOUT, "/g/_under", "pages/_under.mdx"),
        (ABOUT, "/g/api/x", "unknown route"),
        (ABOUT, "/g/404", "unknown route"),
        # "Metadata Files" and "public Folder".
        (ABOUT, "/g/icon.png", "app/icon.png"),
        (ABOUT, "/g/sitemap.xml", "app/sitemap.ts"),
        (ABOUT, "/g/logo.png", "public/logo.png"),
        (ABOUT, "/g/plan.png", "missing"),
        # "basePath": only a component puts it before a link.
        (ABOUT, "/about", "unpublished"),
        (ABOUT, "/logo.png", "unpublished"),
        (ABOUT, "/abut", "unknown route"),
        ("content/frost.md", "/about", ABOUT),
        # "trailingSlash": addresses have none, so that relative links lead to siblings.
        (ABOUT, "old", "pages/old.mdx"),
        (ABOUT, "./about", ABOUT),
        (ABOUT, "odl", "missing"),
        ("app/deep/er/page.mdx", "../about", ABOUT),
        ("app/deep/er/page.mdx", "er", "app/deep/er/page.mdx"),
        ("app/deep/er/page.mdx", "../../about", "unknown route"),
        ("pages/tools/index.md", "old", "pages/old.mdx"),
        # Links to sources and files beside the page stay what they are.
        (ABOUT, "notes.md", "unpublished"),
        (ABOUT, "plan.png", "unpublished"),
        (ABOUT, "../../../pages/old.mdx", "unpublished"),
        (ABOUT, "/g/pages/old.mdx", "unpublished"),
        ("pages/old.mdx", "tools/index.md", "unpublished"),
    ],
)
def test_links(garden: SmallSite, page: str, target: str, outcome: str) -> None:
    assert garden.outcome(page, target) == outcome


def test_the_base_may_be_fixed(garden: SmallSite) -> None:
    assert garden.follow(ABOUT, "/about").written == "/g/about"
    assert garden.outcome(ABOUT, "plan.png", image=True) == "unpublished"


def test_addresses_may_end_with_a_slash(tmp_path: Path) -> None:
    files = {**FILES, "next.config.mjs": "export default {basePath: '/g', trailingSlash: true};"}
    site = small_site(tmp_path, files)
    assert site.outcome(ABOUT, "../old") == "pages/old.mdx"
    assert site.outcome(ABOUT, "old") == "missing"
    assert site.outcome("app/deep/er/page.mdx", "../../about/") == ABOUT


def test_a_component_for_links_puts_the_base_before_them(tmp_path: Path) -> None:
    # "mdx-components.js"
    script = (
        "export function useMDXComponents() { return { a: ({ href }) => <Link href={href} /> } }"
    )
    site = small_site(tmp_path, {**FILES, "src/mdx-components.tsx": script})
    assert site.outcome(ABOUT, "/about") == ABOUT
    assert site.outcome(ABOUT, "/abut") == "missing"


@pytest.fixture
def nextra(tmp_path: Path) -> SmallSite:
    files = {
        "next.config.mjs": "import n from 'nextra'; export default n({})({basePath: '/g'})",
        "app/[[...mdxPath]]/page.jsx": "",
        "content/index.mdx": "",
        "content/guide/index.mdx": "",
        "content/guide/soil.mdx": "# Soil\n\n## Sand & clay\n",
        "content/guide/plan.png": "",
        "content/only/x.md": "",
        "public/logo.png": "",
    }
    return small_site(tmp_path, files)


@pytest.mark.parametrize(
    ("page", "target", "outcome"),
    [
        ("index.mdx", "/guide/soil#sand--clay", "guide/soil.mdx"),
        ("index.mdx", "/guide/", "guide/index.mdx"),
        ("index.mdx", "/guide/sand", "missing"),
        ("index.mdx", "/only", "missing"),
        # The endings of sources are taken off links, and the base is put before those with a slash.
        ("index.mdx", "guide/soil.mdx", "guide/soil.mdx"),
        ("index.mdx", "/guide/soil.mdx", "guide/soil.mdx"),
        ("guide/soil.mdx", "../only/x.md", "only/x.md"),
        ("guide/soil.mdx", "./index.mdx", "unpublished"),
        ("index.mdx", "/g/guide/soil", "missing"),
        ("index.mdx", "/g/logo.png", "missing"),
        # The index of a folder has an address without a slash, too.
        ("guide/index.mdx", "guide/soil", "guide/soil.mdx"),
        ("guide/index.mdx", "soil", "unpublished"),
        ("guide/index.mdx", "soil.mdx", "unpublished"),
        ("guide/soil.mdx", "./plan.png", "unpublished"),
    ],
)
def test_nextra_publishes_a_content_folder(
    nextra: SmallSite, page: str, target: str, outcome: str
) -> None:
    found = nextra.outcome(f"content/{page}", target)
    assert found.removeprefix("content/") == outcome


def test_nextra_takes_images_from_beside_the_page(nextra: SmallSite) -> None:
    soil = "content/guide/soil.mdx"
    assert nextra.outcome(soil, "./plan.png", image=True) == "content/guide/plan.png"
    assert nextra.follow("content/guide/index.mdx", "soil.mdx").written == "guide/soil"


def test_rewrites_leave_missing_pages_unverified(tmp_path: Path) -> None:
    files = {**FILES, "next.config.mjs": "export default {async redirects() { return [] }}"}
    assert small_site(tmp_path, files).outcome("content/frost.md", "/abut") == "unknown route"
