"""Lessons of The Carpentries, after sandpaper's documentation ("Directory structure")."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.project.site_types import SourceFile
from sites import small_site

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "config.yaml": "carpentry: 'swc'\n",
    "index.md": "# Lesson\n",
    "README.md": "# For developers\n",
    "episodes/01-plants.Rmd": "# Plants\n",
    "episodes/fig/leaf.svg": "",
    "learners/setup.md": "# Setup\n",
}


@pytest.mark.parametrize(
    ("page", "target", "path"),
    [
        ("learners/setup.md", "fig/leaf.svg", "episodes/fig/leaf.svg"),
        ("learners/setup.md", "01-plants.html", "episodes/01-plants.Rmd"),
        ("learners/setup.md", "../episodes/01-plants.Rmd", "episodes/01-plants.Rmd"),
        ("episodes/01-plants.Rmd", "../learners/setup.md", "learners/setup.md"),
        ("episodes/01-plants.Rmd", "setup.html", "learners/setup.md"),
        ("index.md", "setup.html", "learners/setup.md"),
    ],
)
def test_pages_and_files_are_published_side_by_side(
    tmp_path: Path, page: str, target: str, path: str
) -> None:
    site = small_site(tmp_path, FILES)
    found = site.follow(page, target, image=target.endswith(".svg"))
    assert (found.outcome, found.path) == ("found", str(site.root / path))


def test_file_that_is_in_no_directory_is_missing(tmp_path: Path) -> None:
    site = small_site(tmp_path, FILES)
    assert site.follow("learners/setup.md", "fig/root.svg", image=True).outcome == "missing"


def test_pages_are_in_the_menus(tmp_path: Path) -> None:
    site = small_site(tmp_path, FILES)
    lesson = site.site.published(str(site.root / "learners/setup.md"))
    assert lesson is not None
    assert lesson.is_listed(SourceFile(lesson.contents[1], "setup.md", None))


def test_other_configurations_of_this_name_are_no_lessons(tmp_path: Path) -> None:
    site = small_site(tmp_path, {**FILES, "config.yaml": "title: Plants\n"})
    assert site.follow("learners/setup.md", "fig/leaf.svg", image=True).outcome == "missing"
