"""Run git, such that neither a repository nor anybody's settings name a program that is run.

A repository may be a stranger's: an archive can hold `.git` itself, and a directory of committed
files can look like a bare repository. Every call of git goes through `run_git`.
"""

# ruff: noqa: PTH117, PTH118 - entries of PATH and names of git are strings

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from nblint.files.git.work_tree import find_work_tree

if TYPE_CHECKING:
    from collections.abc import Mapping

# Settings that name a program, or have git write. Together with the commands that nblint uses,
# none of which reads a work tree, no configuration can name one
# (https://git-scm.com/docs/git-config).
_OPTIONS: Final = (
    "--no-pager",
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", f"core.attributesFile={os.devnull}"),
    *("-c", "core.quotePath=true"),
    *("-c", "core.splitIndex=false"),  # would be written beside the index of the repository
    *("-c", "index.sparse=false"),
    *("-c", "protocol.allow=never"),
    *("-c", "credential.helper="),
)
# No other variable of git is passed on: a hook of git runs with those of its own repository, and
# many name programs (https://git-scm.com/docs/git#_environment_variables). These say where the
# settings of the user are, who may have listed the repository in safe.directory.
_SETTINGS: Final = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM")
_SETTINGS_PREFIXES: Final = ("GIT_CONFIG_COUNT", "GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_")
_ENVIRONMENT: Final = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",  # stronger than the setting protocol.NAME.allow
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_ASKPASS": "",
    "GIT_TERMINAL_PROMPT": "0",
}
_TIMEOUT: Final = 60.0  # seconds


class GitError(Exception):
    """Why git cannot answer, in one line that says what to do."""


class Repository(Struct, frozen=True):
    """A repository: `top` is its work tree, `directory` where git keeps the rest.

    Both are absolute, and `top` is free of links.
    """

    top: str
    directory: str


def open_repository(directory: str | Path) -> Repository:
    """Return the repository around a directory. Raises GitError.

    Git itself opens it, so that it refuses one that belongs to another user (safe.directory). What
    it opens must be the ``.git`` of the nearest work tree: git would also take that of a directory
    further up, and older versions a bare repository that is committed as plain files.
    """
    top = find_work_tree(Path(os.path.realpath(directory)))
    none = "not in a git repository, and --changed asks git what has changed"
    if top is None:
        raise GitError(none)
    asked = ("rev-parse", "--absolute-git-dir", "--resolve-git-dir", str(top / ".git"))
    try:
        opened = os.fsdecode(_run(asked, str(top))).removesuffix("\n").split("\n")
    except GitError as error:
        reason = str(error)
        if "not a git" in reason or "bare repository" in reason:
            reason = none
        elif "dubious ownership" in reason:
            reason = (
                f"{top} belongs to another user, so git does not open it; if you trust it: "
                f"git config --global --add safe.directory {top.as_posix()}"
            )
        raise GitError(reason) from error
    if len({os.path.realpath(found) for found in opened}) != 1:
        raise GitError(none)
    return Repository(str(top), opened[0])


def run_git(
    repository: Repository,
    *arguments: str,
    work_tree: str = "",
    given: bytes = b"",
    environment: Mapping[str, str] | None = None,
) -> bytes:
    """Return what git prints, run at the top of a work tree, by default the repository's.

    `arguments` must name a command that does not read files of the work tree, for which git may run
    a filter. Raises GitError.
    """
    top = work_tree or repository.top
    place = (f"--git-dir={repository.directory}", f"--work-tree={top}")
    return _run((*place, *arguments), top, given, environment)


def _run(
    arguments: tuple[str, ...],
    directory: str,
    given: bytes = b"",
    environment: Mapping[str, str] | None = None,
) -> bytes:
    import subprocess  # noqa: PLC0415 - slow, and few runs ask git

    try:
        done = subprocess.run(  # noqa: S603 - no option is a stranger's
            (_program(), *_OPTIONS, *arguments),
            cwd=directory,
            env={**_inherited(), **_ENVIRONMENT, **(environment or {})},
            input=given,
            capture_output=True,
            check=True,
            timeout=_TIMEOUT,
        )
    except OSError as error:
        message = f"git cannot be run: {error.strerror}"
        raise GitError(message) from error
    except subprocess.TimeoutExpired as error:
        message = f"git did not respond within {_TIMEOUT:g} seconds"
        raise GitError(message) from error
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode("utf-8", "replace").splitlines() or ["git failed"]
        reason = next((line for line in lines if line.startswith("fatal: ")), lines[0])
        raise GitError(reason.removeprefix("fatal: ")) from error
    return done.stdout


def _program() -> str:
    """Return the absolute path of git. Raises GitError.

    Relative directories on PATH, and the current one, which Windows searches first, may be a
    stranger's.
    """
    name = "git.exe" if sys.platform == "win32" else "git"
    for directory in os.get_exec_path():
        program = os.path.join(directory, name)
        if os.path.isabs(program) and Path(program).is_file() and os.access(program, os.X_OK):
            return program
    message = "git is not installed, or not on PATH"
    raise GitError(message)


def _inherited() -> dict[str, str]:
    """Return the environment without the variables of git that are not the user's settings."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in _SETTINGS or name.startswith(_SETTINGS_PREFIXES)
    }
