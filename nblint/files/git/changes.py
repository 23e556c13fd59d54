"""What has changed in a work tree since a commit."""

# Thousands of paths are cheaper as strings.
# ruff: noqa: PTH114, PTH118, PTH120

from __future__ import annotations

import os
import stat
from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from nblint.files.git.overlay import Overlay
from nblint.files.git.patch import DIFF, changed_lines, files_at_both
from nblint.files.git.run_git import GitError, Repository, open_repository, run_git
from nblint.model.file_types import HTML, PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_SUBMODULE: Final = "160000"
_PARTIAL: Final = r"^(extensions\.partialclone|remote\..*\.promisor)$"


class Changes(Struct, frozen=True, kw_only=True):
    """What differs between a commit and the work tree. Paths are absolute and free of links.

    `tracked` are all files that git tracks; others are new. `removed` are files that are gone or
    have another name now. The rest is about the pages of the run: `lines` has the first and the
    last line, from 1, of each stretch that changed (lines end at LF); `before` what they held at
    the commit, and what pages held that are gone; `moved` are those that are in another directory
    than before.
    """

    tracked: frozenset[str]
    lines: dict[str, list[tuple[int, int]]]
    before: dict[str, bytes]
    removed: frozenset[str]
    moved: frozenset[str]


class _Blob(Struct, frozen=True):
    """A file at a commit: its mode and the name of its content, as git writes them."""

    mode: str
    name: str


_Files = dict[str, _Blob]
"""Files by their paths from the top of the work tree."""


def changes_since(directory: Path, ref: str, pages: Iterable[Path], max_size: int) -> Changes:
    """Return what has changed since the commit `ref`, in the work tree around `directory`.

    Git does not read the work tree, for which it may run filters. The `pages` of the run, whose
    paths are absolute, are compared as they are; those of more than `max_size` bytes count as
    unchanged. Raises GitError.
    """
    import tempfile  # noqa: PLC0415 - slow, and few runs ask git

    repository = open_repository(directory)
    commit = _commit(repository, ref)
    try:
        with tempfile.TemporaryDirectory(prefix="nblint-") as temporary:
            overlay = Overlay(repository, temporary, len(commit))
            return _compare(overlay, commit, _paths(pages, repository.top), max_size)
    except OSError as error:
        message = f"a temporary file for git cannot be written: {error.strerror}"
        raise GitError(message) from error
    except GitError as error:
        raise _explained(repository, error, ref) from error


def _compare(overlay: Overlay, commit: str, pages: set[str], max_size: int) -> Changes:
    """Return what differs between a commit and the work tree; `pages` are paths from its top."""
    repository, top = overlay.repository, overlay.repository.top
    former = _files_at(repository, commit)
    tracked, present = _files_now(repository)
    files = {path: blob for path, blob in former.items() if path in present}
    for path in pages & present:
        content = _content(os.path.join(top, path), max_size)
        if content is not None:
            files[path] = _blob(content, former.get(path), overlay)
    overlay.write_index((blob.mode, blob.name, path) for path, blob in files.items())
    entries = list(files_at_both(overlay.run(*DIFF, "--raw", "-z", "--no-abbrev", commit, "--")))
    patch = overlay.run(*DIFF, "--patch", "--irreversible-delete", commit, "--")
    blobs = {new: blob for _, new, blob in entries}
    removed = former.keys() - present
    gone = (path for path in removed if path.lower().endswith(PAGES + HTML))
    blobs |= {path: former[path].name for path in gone}
    before = _contents(repository, blobs, max_size)
    moved = (new for old, new, _ in entries if os.path.dirname(old) != os.path.dirname(new))
    return Changes(
        tracked=frozenset(os.path.join(top, path) for path in tracked),
        lines={os.path.join(top, path): stretches for path, stretches in changed_lines(patch)},
        before={os.path.join(top, path): content for path, content in before.items()},
        removed=frozenset(os.path.join(top, path) for path in removed),
        moved=frozenset(os.path.join(top, path) for path in moved),
    )


def _commit(repository: Repository, ref: str) -> str:
    """Return the name of the commit that the user calls `ref`."""
    reason = f'git knows no commit "{ref}"; name a branch, a tag or a commit'
    if ref.startswith("-"):  # to git, that is an option
        raise GitError(reason)
    try:
        name = run_git(repository, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    except GitError as error:
        if run_git(repository, "rev-parse", "--is-shallow-repository").strip() == b"true":
            reason = f'"{ref}" is not in this shallow clone; fetch it, or clone with full history'
        raise GitError(reason) from error
    return name.decode().strip()


def _files_at(repository: Repository, commit: str) -> _Files:
    """Return the files of a commit, from lines of mode, type, name and path."""
    files = {}
    for line in run_git(repository, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
        if line:
            head, _, path = line.partition(b"\t")
            mode, _, name = head.decode().split(" ")
            if mode != _SUBMODULE:
                files[os.fsdecode(path)] = _Blob(mode, name)
    return files


def _files_now(repository: Repository) -> tuple[set[str], set[str]]:
    """Return the paths that git tracks, and those of them that are there.

    What a sparse checkout leaves out, which has the tag S, counts as there.
    """
    is_there = _disk(repository.top)
    tracked, present = set(), set()
    for line in run_git(repository, "ls-files", "-z", "-t").split(b"\0"):
        if line:
            path = os.fsdecode(line[2:])
            tracked.add(path)
            if line.startswith(b"S") or is_there(path):
                present.add(path)
    return tracked, present


def _disk(top: str) -> Callable[[str], bool]:
    """Return what tells whether a file or link is there, by a path that leads through no link."""

    @cache
    def is_real(directory: str) -> bool:
        return os.path.normcase(os.path.realpath(directory)) == os.path.normcase(directory)

    def is_there(path: str) -> bool:
        full = os.path.normpath(os.path.join(top, path))
        try:
            return is_real(os.path.dirname(full)) and not stat.S_ISDIR(os.lstat(full).st_mode)
        except OSError:
            return False

    return is_there


def _paths(pages: Iterable[Path], top: str) -> set[str]:
    """Return the paths of pages from the top of the work tree, without those outside of it."""
    inside = os.path.join(top, "")
    real_directory = cache(os.path.realpath)
    paths = set()
    for page in pages:
        directory, name = os.path.split(page)
        real = os.path.join(real_directory(directory), name)
        if os.path.islink(real):
            real = os.path.realpath(real)
        if real.startswith(inside):
            paths.add(real[len(inside) :].replace(os.sep, "/"))
    return paths


def _content(file: str, max_size: int) -> bytes | None:
    """Return what a regular file holds, or None."""
    try:
        status = os.lstat(file)
        if not stat.S_ISREG(status.st_mode) or status.st_size > max_size:
            return None
        with open(file, "rb") as opened:  # noqa: PTH123 - see above
            return opened.read(max_size)
    except OSError:
        return None  # that the page cannot be read is told elsewhere


def _blob(content: bytes, former: _Blob | None, overlay: Overlay) -> _Blob:
    """Return what git would call a content; the former one if only the ends of lines differ."""
    if former is None:
        return _Blob("100644", overlay.add(content))
    if former.name == overlay.name(content):
        return former
    if b"\r" in content and former.name == overlay.name(content.replace(b"\r\n", b"\n")):
        return former
    return _Blob(former.mode, overlay.add(content))


def _contents(repository: Repository, blobs: dict[str, str], max_size: int) -> dict[str, bytes]:
    """Return what blobs hold, by the same keys; without those of more than `max_size` bytes."""
    if not blobs:
        return {}
    names = "\n".join(blobs.values()).encode()
    heads = run_git(repository, "cat-file", "--batch-check", given=names).decode().split("\n")
    sizes = [head.rpartition(" ")[2] for head in heads]
    if "missing" in sizes:
        message = "a file of the commit is missing"
        raise GitError(message)
    small = [
        path for path, size in zip(blobs, sizes, strict=False) if size and int(size) <= max_size
    ]
    names = "\n".join(blobs[path] for path in small).encode()
    answer = run_git(repository, "cat-file", "--batch", given=names) if small else b""
    contents, at = {}, 0
    for path in small:
        head, _, _ = answer[at : at + 200].partition(b"\n")
        start = at + len(head) + 1
        end = start + int(head.rpartition(b" ")[2])
        contents[path] = answer[start:end]
        at = end + 1
    return contents


def _explained(repository: Repository, error: GitError, ref: str) -> GitError:
    """Return the error, or what to do where files of the commit were never fetched."""
    try:
        run_git(repository, "config", "--get-regexp", _PARTIAL)
    except GitError:
        return error
    return GitError(f'this partial clone lacks files of "{ref}"; clone without --filter')
