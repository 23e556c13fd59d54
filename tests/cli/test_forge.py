from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.cli.commands.report_context import context_of
from nblint.report.terminal import Style

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "work/repo/docs").mkdir(parents=True)
    (tmp_path / "work/repo/.git").mkdir()
    return tmp_path / "work/repo"


@pytest.mark.parametrize(
    ("environ", "path"),
    [
        ({}, "docs/a.md"),
        ({"GITHUB_WORKSPACE": "work"}, "repo/docs/a.md"),
        ({"CI_PROJECT_DIR": "work/repo/docs"}, "a.md"),
        ({"GITHUB_WORKSPACE": "elsewhere"}, "docs/a.md"),
        ({"GITHUB_WORKSPACE": ""}, "docs/a.md"),
    ],
)
def test_paths_are_counted_from_the_checkout(
    environ: dict[str, str], path: str, checkout: Path, tmp_path: Path
) -> None:
    full = {name: str(tmp_path / value) if value else "" for name, value in environ.items()}
    assert context_of(Style(), (), full, checkout / "docs").from_top("a.md") == path


def test_without_a_repository_paths_are_counted_from_the_folder(tmp_path: Path) -> None:
    context = context_of(Style(), (), {}, tmp_path)
    assert context.from_top("b/../a.md") == "a.md"
    assert context.from_top("../a.md") == (tmp_path.parent / "a.md").as_posix()


def test_a_forge_shows_the_lines_of_the_commit_that_was_checked(checkout: Path) -> None:
    github = {
        "GITHUB_SERVER_URL": "https://forge.example",
        "GITHUB_REPOSITORY": "o/r",
        "GITHUB_SHA": "abc",
    }
    context = context_of(Style(), (), github, checkout / "docs")
    assert context.link("a b.md", 3) == (
        "https://forge.example/o/r/blob/abc/docs/a%20b.md?plain=1#L3"
    )
    gitlab = {"CI_PROJECT_URL": "https://forge.example/o/r", "CI_COMMIT_SHA": "abc"}
    context = context_of(Style(), (), gitlab, checkout / "docs")
    assert context.link("a.md", 3) == ("https://forge.example/o/r/-/blob/abc/docs/a.md?plain=1#L3")


def test_elsewhere_a_link_leads_to_the_file(tmp_path: Path) -> None:
    context = context_of(Style(), (), {}, tmp_path)
    assert context.link("a:b/caf\udce9 ?.md", 3) == "a%3Ab/caf%E9%20%3F.md"
