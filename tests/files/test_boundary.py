"""What a boundary holds, decided by names and links alone."""

# Paths are compared as they are written.
# ruff: noqa: PTH118

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.files.boundary import Boundary

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a directory with a file, beside one that is not its own."""
    (tmp_path / "root/docs").mkdir(parents=True)
    (tmp_path / "outer").mkdir()
    (tmp_path / "root/docs/a.md").touch()
    (tmp_path / "outer/b.md").touch()
    return tmp_path / "root"


@pytest.mark.parametrize(
    ("path", "inside"),
    [
        ("docs/a.md", "docs/a.md"),
        ("docs/../docs/./a.md", "docs/a.md"),
        ("missing/../docs", "docs"),
        ("", ""),
        ("docs//a.md/", "docs/a.md"),
        ("gone/for/good", "gone/for/good"),
    ],
)
def test_path_inside_is_resolved(root: Path, path: str, inside: str) -> None:
    boundary = Boundary(str(root))
    expected = os.path.normpath(os.path.join(boundary.root, inside))
    assert boundary.resolve(path) == expected
    assert boundary.resolve(os.path.join(str(root), path)) == expected


@pytest.mark.parametrize(
    "path", ["..", "../outer", "../root/docs", "docs/../../root", "/etc/passwd", "docs/../../.."]
)
def test_path_that_leaves_the_root_is_refused(root: Path, path: str) -> None:
    assert Boundary(str(root)).resolve(path) is None


@pytest.mark.parametrize(
    "target", ["../outer", "../outer/gone", "{outer}/b.md", "/", "..", "{root}x"]
)
def test_link_that_leaves_the_root_is_refused_whatever_is_there(root: Path, target: str) -> None:
    (root / "link").symlink_to(target.format(outer=root.parent / "outer", root=root))
    boundary = Boundary(str(root))
    assert not boundary.holds("link")
    assert not boundary.holds("link/deeper/b.md")


def test_link_that_leaves_the_root_and_comes_back_is_refused(root: Path) -> None:
    (root / "there").symlink_to("../outer/../root/docs")
    (root / "and-back").symlink_to(root.parent / "outer/../root/docs")
    boundary = Boundary(str(root))
    assert not boundary.holds("there")
    assert not boundary.holds("and-back/a.md")


@pytest.mark.parametrize("target", ["docs", "./docs/../docs", "{root}/docs"])
def test_link_inside_the_root_is_followed(root: Path, target: str) -> None:
    (root / "first").symlink_to(target.format(root=root))
    (root / "second").symlink_to("first")
    boundary = Boundary(str(root))
    assert boundary.resolve("second/a.md") == os.path.join(boundary.root, "docs", "a.md")
    assert boundary.resolve("docs/../second/../docs/a.md") is not None


def test_chain_of_links_that_ends_outside_is_refused_however_long_it_is(root: Path) -> None:
    (root / "0").symlink_to("../outer")
    for at in range(1, 200):
        (root / str(at)).symlink_to(str(at - 1))
    assert not Boundary(str(root)).holds("199/b.md")


def test_links_to_one_another_stay_inside_and_end(root: Path) -> None:
    (root / "a").symlink_to("b")
    (root / "b").symlink_to("a/c")
    (root / "self").symlink_to("self")
    boundary = Boundary(str(root))
    assert boundary.holds("a/x")
    assert boundary.holds("self")


def test_links_that_double_at_each_step_end(root: Path) -> None:
    (root / "0").symlink_to("docs")
    for at in range(1, 40):
        (root / str(at)).symlink_to(f"{at - 1}/../{at - 1}")
    assert not Boundary(str(root)).holds("39")


def test_root_may_be_named_by_a_link(root: Path) -> None:
    (root.parent / "alias").symlink_to("root")
    boundary = Boundary(str(root.parent / "alias"))
    assert boundary.resolve(str(root.parent / "alias/docs")) == str(root.resolve() / "docs")
    assert boundary.resolve(str(root / "docs")) == str(root.resolve() / "docs")
    assert boundary.covers(str(root / "docs"))
    assert not boundary.covers(str(root.parent / "outer"))


@given(parts=st.lists(st.sampled_from(["..", ".", "docs", "a.md", "gone", ""]), max_size=8))
def test_resolved_path_is_that_of_the_system(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str]
) -> None:
    root = os.path.realpath(tmp_path_factory.getbasetemp())
    resolved = Boundary(root).resolve("/".join(["docs", *parts]))
    if resolved is not None:
        assert resolved == os.path.normpath(os.path.join(root, "docs", *parts))
