"""Where a work tree begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.files.git.work_tree import find_work_tree

if TYPE_CHECKING:
    from pathlib import Path


def test_a_work_tree_is_the_nearest_directory_with_git_in_it(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/.git").write_text("gitdir: ../.git/modules/sub")
    assert find_work_tree(tmp_path / "sub/a") == tmp_path / "sub"
    assert find_work_tree(tmp_path / "docs") == tmp_path
