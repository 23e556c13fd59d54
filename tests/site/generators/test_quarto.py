"""Links of a Quarto website, after its "Creating a Website" and "Website Navigation"."""

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
        # Pandoc, auto_identifiers.
        ("posts/frost.qmd#frost-2.-try", "posts/frost.qmd"),
        ("posts/frost.qmd#frost----2-try", "no anchor"),
    ],
)
def test_links(garden: SmallSite, target: str, outcome: str) -> None:
    assert garden.outcome("index.qmd", target) == outcome


def test_the_readme_is_the_forges(garden: SmallSite) -> None:
    assert garden.site.published(str(garden.root / "README.md")) is None
