"""Links of an Eleventy site, after its "Permalinks", "Content dates" and "Passthrough Copy"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sites import SmallSite, small_site

if TYPE_CHECKING:
    from pathlib import Path


CONFIG = """\
module.exports = function (config) {
  config.addPassthroughCopy("src/img");
  config.addPassthroughCopy({ "public": "/" });
  return { dir: { input: "src" } };
};
"""
FILES = {
    "eleventy.config.js": CONFIG,
    "src/index.njk": "",
    "src/about.md": "# About\n",
    "src/posts/2026-03-01-frost.md": "# Frost\n",
    "src/posts/posts.md": "# Posts\n",
    "src/named.md": "---\npermalink: /other/name.html\n---\n",
    "src/hidden.md": "---\npermalink: false\n---\n",
    "src/_includes/part.md": "",
    "src/img/plan.png": "",
    "public/logo.png": "",
}


@pytest.fixture
def garden(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path, FILES)


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ("/", "src/index.njk"),
        ("/about/", "src/about.md"),
        # "Content dates": a date in the name is no part of the address.
        ("/posts/frost/", "src/posts/2026-03-01-frost.md"),
        # "Permalinks": a file named as its folder is the folder's index.
        ("/posts/", "src/posts/posts.md"),
        ("/other/name.html", "src/named.md"),
        # Templates may make pages of data.
        ("/named/", "unknown route"),
        ("/hidden/", "unknown route"),
        # "Passthrough File Copy".
        ("/img/plan.png", "src/img/plan.png"),
        ("/logo.png", "public/logo.png"),
        ("/img/map.png", "missing"),
        ("posts/2026-03-01-frost.md", "src/posts/2026-03-01-frost.md"),
        ("posts/frost.md", "missing"),
    ],
)
def test_links(garden: SmallSite, target: str, outcome: str) -> None:
    assert garden.outcome("src/about.md", target) == outcome
