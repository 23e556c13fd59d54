"""Which git is run, in which repository, and with which variables."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import nblint
from nblint.files.git.run_git import GitError, open_repository, run_git
from nblint.files.git.tracked_files import tracked
from repositories import bare_files, commit, git, ordinary, submodule, worktree, write

GIT = shutil.which("git")
NO_REPOSITORY = "not in a git repository"


def test_one_module_starts_programs() -> None:
    starts = re.compile(
        r"\b(subprocess|os\.(system|popen|exec\w+|spawn\w+|posix_spawn\w*|startfile))\b"
    )
    package = Path(nblint.__file__).parent
    modules = {file for file in package.rglob("*.py") if starts.search(file.read_text("utf-8"))}
    assert modules == {package / "files/git/run_git.py"}


def program(file: Path, *lines: str) -> None:
    """Write a shell script that is run as git."""
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join(("#!/bin/sh", *lines, f'exec {GIT} "$@"')))
    file.chmod(0o755)


@pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")
def test_git_of_the_current_directory_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = tmp_path / "docs"
    ordinary(directory)
    for file in (directory / "git", directory / "tools/git"):
        program(file, f"touch {tmp_path}/sprung")
    monkeypatch.chdir(directory)
    monkeypatch.setenv("PATH", os.pathsep.join(("", ".", "tools", os.environ["PATH"])))
    assert str(directory / "a.md") in tracked(directory)
    assert not (tmp_path / "sprung").exists()
    monkeypatch.setenv("PATH", os.pathsep.join(("", ".", "tools")))
    with pytest.raises(GitError, match="git is not installed"):
        tracked(directory)


@pytest.mark.parametrize(
    "variable",
    [
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"),
        *("GIT_NAMESPACE", "GIT_CEILING_DIRECTORIES", "GIT_CONFIG_PARAMETERS", "GIT_TRACE"),
        *("GIT_EXTERNAL_DIFF", "GIT_SSH_COMMAND", "GIT_ASKPASS", "GIT_EDITOR", "GIT_PAGER"),
    ],
)
def test_variables_that_git_sets_for_its_hooks_do_not_count(
    variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordinary(tmp_path / "docs")
    monkeypatch.setenv(variable, str(tmp_path / "nowhere"))
    assert str(tmp_path / "docs/a.md") in tracked(tmp_path / "docs")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")
def test_settings_in_the_environment_name_no_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordinary(tmp_path / "docs")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", f"touch {tmp_path}/sprung;")
    assert str(tmp_path / "docs/a.md") in tracked(tmp_path / "docs")
    assert not (tmp_path / "sprung").exists()


@pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")
def test_a_repository_of_another_user_is_opened_only_where_the_user_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordinary(tmp_path / "docs")
    program(tmp_path / "bin/git", "export GIT_TEST_ASSUME_DIFFERENT_OWNER=1")
    monkeypatch.setenv("PATH", os.pathsep.join((str(tmp_path / "bin"), os.environ["PATH"])))
    with pytest.raises(GitError, match=r"belongs to another user, .* safe.directory /"):
        open_repository(tmp_path / "docs")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "safe.directory")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "*")
    assert str(tmp_path / "docs/a.md") in tracked(tmp_path / "docs")


def test_a_bare_repository_of_plain_files_is_no_repository(tmp_path: Path) -> None:
    directory = tmp_path / "garden/docs"
    bare_files(directory)
    assert open_repository(directory).top == str(tmp_path / "garden")
    shutil.rmtree(tmp_path / "garden/.git")
    with pytest.raises(GitError, match=NO_REPOSITORY):
        open_repository(directory)


@pytest.mark.parametrize("refuses_bare", [True, False])
def test_an_empty_directory_called_git_is_no_repository(
    refuses_bare: bool,  # noqa: FBT001 - a case
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not refuses_bare:  # as git does before 2.38
        monkeypatch.setattr("nblint.files.git.run_git._OPTIONS", ())
    directory = tmp_path / "garden/docs"
    bare_files(directory)
    (directory / ".git").mkdir()
    with pytest.raises(GitError, match=NO_REPOSITORY):
        open_repository(directory)


def test_a_repository_further_up_is_not_that_of_a_broken_one(tmp_path: Path) -> None:
    ordinary(tmp_path / "garden")
    (tmp_path / "garden/docs/.git").mkdir(parents=True)
    with pytest.raises(GitError, match=NO_REPOSITORY):
        open_repository(tmp_path / "garden/docs")


def test_second_work_trees_and_submodules_have_their_own_files(tmp_path: Path) -> None:
    worktree(tmp_path / "one/second")
    submodule(tmp_path / "two/sub")
    for directory in (tmp_path / "one/second", tmp_path / "two/sub"):
        write(directory, {"own.md": "# Own\n"})
        commit(directory)
        assert str(directory / "own.md") in tracked(directory)
    assert str(tmp_path / "one/first/own.md") not in tracked(tmp_path / "one/first")
    above = tracked(tmp_path / "two")
    assert str(tmp_path / "two/sub") in above
    assert str(tmp_path / "two/sub/own.md") not in above


def test_files_of_a_directory_are_known_with_their_parents(tmp_path: Path) -> None:
    ordinary(tmp_path / "garden")
    write(tmp_path / "garden", {"plans/spring/sow.md": "# Sow\n", "plans.md": "# Plans\n"})
    commit(tmp_path / "garden")
    plans = tmp_path / "garden/plans"
    found = {os.path.relpath(path, plans) for path in tracked(plans)}
    assert found == {".", "spring", os.path.join("spring", "sow.md")}  # noqa: PTH118 - a string


def test_git_that_does_not_end_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ordinary(tmp_path / "docs")
    repository = open_repository(tmp_path / "docs")

    def run(command: tuple[str, ...], **options: float) -> None:
        raise subprocess.TimeoutExpired(command, options["timeout"])

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(GitError, match="git did not respond within 60 seconds"):
        run_git(repository, "ls-files")


def test_a_program_that_cannot_be_run_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordinary(tmp_path / "docs")
    repository = open_repository(tmp_path / "docs")
    monkeypatch.setattr("nblint.files.git.run_git._program", lambda: str(tmp_path))
    with pytest.raises(GitError, match="git cannot be run: "):
        run_git(repository, "ls-files")


def test_a_setting_does_not_move_the_work_tree(tmp_path: Path) -> None:
    settings = ordinary(tmp_path / "docs")
    git(tmp_path, "config", "--file", str(settings), "core.worktree", str(tmp_path))
    assert open_repository(tmp_path / "docs").top == str(tmp_path / "docs")
    assert str(tmp_path / "docs/a.md") in tracked(tmp_path / "docs")
