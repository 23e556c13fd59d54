"""What has changed in a work tree since a commit, as git tells it to whoever asks."""

# Thousands of paths are cheaper as strings.
# ruff: noqa: PTH118, PTH120

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from nblint.endings import HTML, PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

# Set by git for its hooks, these tell of the repository of the hook and not of the pages; the last
# two change what a diff is.
_NOT_OURS: Final = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"),
    *("GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS"),
)
# Everything that the configuration of a user or a repository could change in the output of
# `git diff` (https://git-scm.com/docs/git-diff).
_PLAIN: Final = (
    *("-c", "core.quotePath=true", "-c", "core.fsmonitor=false"),
    *("diff", "--no-ext-diff", "--no-textconv", "--no-color", "--text", "--no-relative"),
    f"-O{os.devnull}",
    *("--find-renames", "--ignore-submodules", "--src-prefix=a/", "--dst-prefix=b/"),
    *("--unified=0", "--inter-hunk-context=0", "--no-indent-heuristic", "--diff-algorithm=myers"),
)
_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


class GitError(Exception):
    """Why git can not tell what has changed, in one line that says what to do."""


class Changes(Struct, frozen=True):
    """What differs between a commit and the work tree. Paths are absolute and free of links.

    `tracked` are all files that git knows; others are new. `lines` has the first and the last line,
    from 1, of each stretch of a file that changed (lines end at LF); `before` what a file held at
    the commit, pages that are gone included. `removed` are files that are gone or have another name
    now, `moved` those that are in another folder than before.
    """

    tracked: frozenset[str]
    lines: dict[str, list[tuple[int, int]]]
    before: dict[str, bytes]
    removed: frozenset[str]
    moved: frozenset[str]


def changes_since(folder: Path, ref: str) -> Changes:
    """Return what has changed since the commit `ref`, in the work tree around `folder`.

    Raises GitError.
    """
    top = os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\n"))
    top = os.path.realpath(top)
    commit = _commit(folder, ref)
    entries = list(_entries(_git(top, *_PLAIN, "--raw", "-z", "--no-abbrev", commit, "--"), top))
    hunks = _git(top, *_PLAIN, "--patch", commit, "--")
    known = _git(top, "ls-files", "-z").split(b"\0")
    blobs = {entry.path: entry.blob for entry in entries if entry.blob and entry.path}
    gone = [entry for entry in entries if entry.blob and entry.old != entry.path]
    blobs |= {item.old: item.blob for item in gone if item.old.lower().endswith(PAGES + HTML)}
    return Changes(
        frozenset(_path(top, name) for name in known if name),
        dict(_lines(hunks, top)),
        dict(zip(blobs, _contents(top, list(blobs.values())), strict=True)),
        frozenset(entry.old for entry in entries if entry.old != entry.path),
        frozenset(
            entry.path
            for entry in entries
            if entry.path and os.path.dirname(entry.old) != os.path.dirname(entry.path)
        ),
    )


def tracked(folder: Path) -> frozenset[str]:
    """Return the absolute paths of the files below a folder that git knows, and of their folders.

    Raises GitError.
    """
    top = os.path.realpath(folder)
    files = {_path(top, name) for name in _git(top, "ls-files", "-z").split(b"\0") if name}
    folders = {os.path.dirname(file) for file in files}
    while above := {os.path.dirname(item) for item in folders if item != top} - folders:
        folders |= above
    return frozenset(files | folders)


class _Entry(Struct, frozen=True):
    """A file at the commit and now; `path` is "" where it is gone, `blob` "" where it was not."""

    old: str
    path: str
    blob: str


def _commit(folder: Path, ref: str) -> str:
    """Return the name of the commit that the user calls `ref`."""
    reason = f'git knows no commit "{ref}"; name a branch, a tag or a commit'
    if ref.startswith("-"):  # to git, that is an option
        raise GitError(reason)
    try:
        name = _git(folder, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    except GitError as error:
        if _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true":
            reason = f'"{ref}" is not in this shallow clone; fetch it, or clone with full history'
        raise GitError(reason) from error
    return name.decode().strip()


def _entries(raw: bytes, top: str) -> Iterator[_Entry]:
    """Read ``:mode mode blob blob status``, the path and, of a rename or copy, the new path."""
    fields = iter(raw.split(b"\0"))
    for field in fields:
        if not field:
            return
        _, _, blob, _, status = field.decode().split(" ")
        old = path = _path(top, next(fields))
        if status[0] in "RC":
            path = _path(top, next(fields))
        if status[0] == "C":
            old = path
        yield _Entry(old, "" if status == "D" else path, blob.strip("0") and blob)


def _lines(patch: bytes, top: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Read the names of files and the places of hunks; what hunks hold is passed over."""
    lines = iter(patch.split(b"\n"))
    stretches: list[tuple[int, int]] = []
    for line in lines:
        if line.startswith(b"+++ "):
            stretches = []
            name = line[len(b"+++ ") :].removesuffix(b"\t")
            if name != b"/dev/null":
                yield _path(top, _unquoted(name).removeprefix(b"b/")), stretches
            continue
        hunk = _HUNK.match(line)
        if hunk:
            old, new = (int(count or 1) for count in (hunk[1], hunk[3]))
            first = int(hunk[2])
            if new:
                stretches.append((first, first + new - 1))
            left = old + new
            while left:  # that a file ends without a newline is told in lines of their own
                left -= not next(lines, b"").startswith(b"\\")


def _unquoted(name: bytes) -> bytes:
    """Return a name that git may have quoted as C does, which Python reads the same."""
    if not name.startswith(b'"'):
        return name
    import ast  # noqa: PLC0415 - few names need it

    value: bytes = ast.literal_eval("b" + name.decode("ascii"))
    return value


def _contents(top: str, blobs: Sequence[str]) -> list[bytes]:
    """Return what the blobs hold, in their order."""
    if not blobs:
        return []
    answer = _git(top, "cat-file", "--batch", given="\n".join(blobs).encode())
    contents, at = [], 0
    for _ in blobs:
        head, _, _ = answer[at : at + 200].partition(b"\n")
        start = at + len(head) + 1
        end = start + int(head.rpartition(b" ")[2])
        contents.append(answer[start:end])
        at = end + 1
    return contents


def _path(top: str, name: bytes) -> str:
    return os.path.join(top, os.fsdecode(name))


def _git(folder: Path | str, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git prints when it is run in a folder. Raises GitError."""
    import subprocess  # noqa: PLC0415 - slow, and few runs ask git

    environ = {name: value for name, value in os.environ.items() if name not in _NOT_OURS}
    try:
        done = subprocess.run(  # noqa: S603 - no argument is a stranger's
            ["git", *arguments],  # noqa: S607 - the user's own git
            cwd=folder,
            env=environ | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
            input=given,
            capture_output=True,
            check=True,
        )
    except OSError as error:
        message = "git is not installed, and --changed asks it what has changed"
        raise GitError(message) from error
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode("utf-8", "replace").partition("\n")[0].removeprefix("fatal: ")
        if "not a git repository" in reason:
            reason = "not in a git repository, and --changed asks git what has changed"
        raise GitError(reason or "git failed") from error
    return done.stdout
