"""Repositories of git, as users have them and as strangers send them."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_SETTINGS = ("user.name=a", "user.email=a@garden.org", "init.defaultBranch=main")
_OPTIONS = [part for setting in _SETTINGS for part in ("-c", setting)]
_PAGE = "# Notes\n\nSee [that](out/x.md).\n"
_FILES = {
    "a.md": _PAGE,
    "b.md": _PAGE,
    ".gitignore": "out/\n",
    "out/x.md": "# X\n\nA page that git tracks though it ignores it.\n",
    ".gitattributes": "a.md filter=clean diff=textconv\nb.md filter=process diff=command\n",
}


def git(directory: Path, *arguments: str, check: bool = True) -> str:
    """Run git in a directory and return what it prints."""
    command = ("git", *_OPTIONS, *arguments)
    return subprocess.run(
        command, cwd=directory, check=check, capture_output=True, text=True, input=""
    ).stdout


def write(directory: Path, files: dict[str, str]) -> None:
    """Write files by their paths in a directory."""
    for path, text in files.items():
        file = directory / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def commit(directory: Path) -> None:
    """Commit all files, ignored ones too."""
    git(directory, "add", "--all", "--force")
    git(directory, "commit", "--quiet", "--message", "Change")


def ordinary(directory: Path) -> Path:
    """Make a clone with pages; return its settings file."""
    directory.mkdir(parents=True)
    git(directory, "init", "--quiet")
    write(directory, _FILES)
    commit(directory)
    _watch(directory)
    return directory / ".git/config"


def worktree(directory: Path) -> Path:
    """Make a second work tree of a repository."""
    settings = ordinary(directory.parent / "first")
    git(directory.parent / "first", "worktree", "add", "--quiet", str(directory))
    _watch(directory)
    return settings


def submodule(directory: Path) -> Path:
    """Make a submodule of another repository."""
    ordinary(directory.parent.parent / "origin")
    above = directory.parent
    above.mkdir(parents=True, exist_ok=True)
    git(above, "init", "--quiet")
    origin = str(above.parent / "origin")
    allowed = ("-c", "protocol.file.allow=always")
    git(above, *allowed, "submodule", "--quiet", "add", origin, directory.name)
    commit(above)
    _watch(directory)
    return above / ".git/modules" / directory.name / "config"


def bare_files(directory: Path) -> Path:
    """Make a clone in which a bare repository is committed as plain files beside the pages."""
    settings = ordinary(directory)
    for name in ("HEAD", "config", "objects", "refs", "index"):
        shutil.move(directory / ".git" / name, directory / name)
    shutil.rmtree(directory / ".git")
    git(directory.parent, "init", "--quiet")
    git(directory, "config", "--file", "config", "core.worktree", ".")
    commit(directory.parent)
    return directory / settings.name


def archive(directory: Path) -> Path:
    """Make a repository in which an archive put another one, ``.git`` included."""
    settings = ordinary(directory)
    git(directory.parent, "init", "--quiet")
    write(directory.parent, {"README.md": "# Garden\n"})
    commit(directory.parent)
    return settings


def git_file(directory: Path) -> Path:
    """Make a directory whose ``.git`` is a file that leads to plain files in it."""
    ordinary(directory)
    shutil.move(directory / ".git", directory / "store")
    (directory / ".git").write_text("gitdir: store\n")
    git(directory, "config", "core.worktree", "..")
    return directory / "store/config"


KINDS: dict[str, Callable[[Path], Path]] = {
    maker.__name__: maker
    for maker in (ordinary, worktree, submodule, bare_files, archive, git_file)
}
"""By its name, what makes a repository around a directory with pages.

It returns the file with the settings that a stranger may have written.
"""


def _watch(directory: Path) -> None:
    """Have the index say that a monitor watches the files, so that git asks it."""
    monitor = directory.parent / "monitor"
    monitor.write_text("#!/bin/sh\nprintf 't\\0'\n")
    monitor.chmod(0o755)
    git(directory, "-c", f"core.fsmonitor={monitor}", "update-index", "--fsmonitor")
    monitor.unlink()
    os.utime(directory / "a.md")
