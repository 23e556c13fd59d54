"""Links of a MyST site, after its "Cross-references" and "Website" pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sites import SmallSite, small_site

if TYPE_CHECKING:
    from pathlib import Path


FILES = {
    "myst.yml": "version: 1\nproject: {}\nsite: {}\n",
    "index.md": "# Home\n",
    "guide/01_first-steps.md": "# First & last steps\n",
    "guide/plan.png": "",
}


@pytest.fixture
def garden(tmp_path: Path) -> SmallSite:
    return small_site(tmp_path, FILES)


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        # "Cross-references": links name the source, also from the project's root.
        ("guide/01_first-steps.md", "guide/01_first-steps.md"),
        ("/guide/01_first-steps.md", "guide/01_first-steps.md"),
        ("guide/first-steps.md", "missing"),
        # "Website", URLs: folders and numbers are left out.
        ("/first-steps", "guide/01_first-steps.md"),
        ("/second-steps", "unknown route"),
        ("/guide/plan.png", "guide/plan.png"),
        # "Cross-references": labels and headings.
        ("guide/01_first-steps.md#first-last-steps", "guide/01_first-steps.md"),
        ("guide/01_first-steps.md#second", "no anchor"),
        ("#a-label-of-another-page", "unknown label"),
    ],
)
def test_links(garden: SmallSite, target: str, outcome: str) -> None:
    assert garden.outcome("index.md", target) == outcome
