"""Addresses that a host answers are not called broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sites import small_site

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("_redirects", "# moved\n/old/*  /new/:splat 301\n/was /is\n/* /index.html 200\n"),
        ("docs/_redirects", "/old/:name  /new\n/was/ /is\n"),
        ("netlify.toml", '[[redirects]]\nfrom = "/old/*"\n[[redirects]]\nfrom = "/was"\n'),
        ("vercel.json", '{"redirects": [{"source": "/old/:path*"}, {"source": "/was"}]}'),
        ("firebase.json", '{"rewrites": [{"source": "/old/**"}, {"source": "/was"}]}'),
    ],
)
def test_redirects_of_the_host_are_read(tmp_path: Path, name: str, text: str) -> None:
    site = small_site(tmp_path, {"mkdocs.yml": "", "docs/a.md": "", name: text})
    assert site.outcome("docs/a.md", "/old/page/") == "unknown route"
    assert site.outcome("docs/a.md", "/was") == "unknown route"
    assert site.outcome("docs/a.md", "/a/") == "docs/a.md"
    assert site.outcome("docs/a.md", "/never/") == "missing"


def test_pattern_of_many_wildcards_is_matched_exactly(tmp_path: Path) -> None:
    files = {"mkdocs.yml": "", "docs/a.md": "", "_redirects": f"/x{'*a' * 40} /y\n"}
    site = small_site(tmp_path, files)
    assert site.outcome("docs/a.md", f"/x{'a' * 200}") == "unknown route"
    assert site.outcome("docs/a.md", f"/x{'a' * 200}b") == "missing"
    assert site.outcome("docs/a.md", "/z") == "missing"


def test_path_of_many_parameters_is_matched_exactly(tmp_path: Path) -> None:
    name = "[a]" * 40
    files = {"svelte.config.js": "", f"src/routes/b/{name}/+page.md": "", "src/routes/+page.md": ""}
    site = small_site(tmp_path, files)
    assert site.outcome("src/routes/+page.md", f"/b/{'a' * 40}") == "unknown route"
    assert site.outcome("src/routes/+page.md", f"/b/{'a' * 39}") == "missing"
    assert site.outcome("src/routes/+page.md", f"/c/{'a' * 200}/d") == "missing"
