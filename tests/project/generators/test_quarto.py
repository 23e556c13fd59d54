"""Links of a Quarto website, after its "Creating a Website" and "Website Navigation".

The anchors were seen to hold with Pandoc 2.17.1, which makes them; no Quarto has built the site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sites import SmallSite, small_site

if TYPE_CHECKING:
    from pathlib import Path


FILES = {
    "_quarto.yml": "project: {type: website, output-dir: docs}\nwebsite: {site-url: 'https://garden.org'}\n",
    "README.md": "# Garden\n",
    "index.qmd": "# Home\n",
    "posts/frost.qmd": "---\naliases: [/cold.html]\n---\n# Frost -- 2. try\n",
    "posts/img/plan.png": "",
    "guides/index.qmd": "",
    "_part.qmd": "",
}


@pytest.fixture
def garden(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path, FILES)


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        # "Website Navigation", Linking: to the source, also from the project's root.
        ("posts/frost.qmd", "posts/frost.qmd"),
        ("/posts/frost.qmd", "posts/frost.qmd"),
        ("posts/frost.html", "posts/frost.qmd"),
        ("/cold.html", "posts/frost.qmd"),
        ("posts/rain.qmd", "missing"),
        ("posts/rain.html", "missing"),
        ("/posts/img/plan.png", "posts/img/plan.png"),
        ("/posts/img/map.png", "missing"),
        ("/_part.html", "missing"),
        # A folder is shown by its index.
        ("posts/", "missing"),
        ("posts", "missing"),
        ("guides/", "guides/index.qmd"),
        ("guides", "guides/index.qmd"),
        ("/posts/rain.ipynb", "missing"),
        # Pandoc, auto_identifiers.
        ("posts/frost.qmd#frost-2.-try", "posts/frost.qmd"),
        ("posts/frost.qmd#frost----2-try", "no anchor"),
    ],
)
def test_links(garden: SmallSite, target: str, outcome: str) -> None:
    assert garden.outcome("index.qmd", target) == outcome


def test_the_readme_is_the_forges(garden: SmallSite) -> None:
    assert garden.site.published(str(garden.root / "README.md")) is None


NAVIGATION = """\
website:
  navbar:
    left: [a.qmd, {text: B, href: b.qmd}, {text: More, menu: [{file: c.qmd}]}]
  sidebar:
    - contents: [{section: d.qmd, contents: [e/*.qmd, {text: Rest, file: f/index.qmd}]}, g]
book:
  chapters: [h.qmd, {part: i.qmd, chapters: [j.qmd]}]
  appendices: [k.qmd]
"""


def test_the_navigation_names_pages(tmp_path: Path) -> None:
    # "Website Navigation", Top Navigation and Side Navigation; "Book Structure".
    pages = [f"{name}.qmd" for name in "abcdhijk"] + ["e/x.qmd", "f/index.qmd", "g/y/z.qmd"]
    others = ["e/deep/x.qmd", "f/x.qmd", "l.qmd"]
    files = {"_quarto.yml": NAVIGATION, **dict.fromkeys(pages + others, "")}
    site = small_site(tmp_path, files)
    listed = site.published("a.qmd").pages.listed
    assert {name for name in pages + others if str(tmp_path / name) in listed} == set(pages)
