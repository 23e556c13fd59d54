"""The pages to check: those that are named, and those that are found in folders."""

# Thousands of paths are cheaper as strings, and os.path does not raise.
# ruff: noqa: PTH100, PTH112, PTH114, PTH116, PTH118, PTH119, PTH120

from __future__ import annotations

import functools
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from nblint.files.boundary import Boundary
from nblint.files.directory_entries import DirectoryEntry, is_page_name, scan
from nblint.files.fixtures import TestFixtures
from nblint.files.gitignore import GitIgnore, IgnorePatterns
from nblint.files.source import display_name, reason
from nblint.model.file_types import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

_OUTSIDE = "a symbolic link that leads outside the root; name the file or directory itself"


class File(Struct, frozen=True, gc=False):
    """A page to check: its absolute path, and `name`, which is what reports call it."""

    path: Path
    name: str


class Note(Struct, frozen=True, gc=False, order=True):
    """What there is to say, in one line, about a file or folder that reports call `name`."""

    name: str
    message: str


class Discovery(Struct, frozen=True):
    """What was found, each sequence sorted by name.

    `problems` keep nblint from doing what was asked; `skipped` is left out on purpose, though it
    was named or could be taken for a page. `fixtures` counts files that were found and left out as
    test fixtures.
    """

    files: tuple[File, ...]
    problems: tuple[Note, ...]
    skipped: tuple[Note, ...]
    fixtures: int = 0


def discover(
    paths: Iterable[str | Path],
    root: Path,
    exclude: Iterable[str] = (),
    *,
    respect_gitignore: bool = True,
    check_fixtures: bool = False,
) -> Discovery:
    """Return the pages that `paths` name or hold.

    A file that is named is checked whatever its ending and even if git ignores it. The patterns of
    `exclude`, relative to `root`, apply to it too: pre-commit names every changed file, and what
    the configuration excludes must stay excluded there. A folder is searched for Markdown, without
    what git ignores (unless the folder itself is ignored, and so was meant), hidden files and the
    folders of tools, and without test fixtures (unless `check_fixtures`, or the folder itself holds
    them, or there is nothing else). A symbolic link is followed to what is in `root` and not
    further, whether it is found or named: nobody has looked at what a pattern of the shell names. A
    page that can be reached by several paths is taken once, rather not by a link. No error of the
    disk is raised: see `Discovery.problems`.
    """
    search = _FileSearch(
        root, exclude, respect_gitignore=respect_gitignore, check_fixtures=check_fixtures
    )
    # Parents come before what they hold, so that no folder is searched for nothing.
    for path in sorted({os.fspath(path) for path in paths}, key=os.path.abspath):
        search.named(path)
    search.follow_links()
    return search.result()


class _Named(Struct, frozen=True):
    """A path from the command line and what bounds the search below it."""

    name: str
    real: str
    git: GitIgnore | None
    boundary: Boundary
    skips_fixtures: bool


class _FileSearch:
    """The state of one discovery. Links wait until all that is reached without them is known."""

    def __init__(
        self, root: Path, exclude: Iterable[str], *, respect_gitignore: bool, check_fixtures: bool
    ) -> None:
        self.boundary = Boundary(os.fspath(root))
        self.exclude = IgnorePatterns(exclude, Path(self.boundary.root))
        self.git = GitIgnore(Path(self.boundary.root)) if respect_gitignore else None
        self.real_folder = functools.cache(os.path.realpath)
        self.test_fixtures = None if check_fixtures else TestFixtures(self.boundary.root)
        self.files: dict[str, File] = {}
        self.fixtures: dict[str, File] = {}
        self.folders: set[str] = set()
        self.links: list[tuple[DirectoryEntry, _Named]] = []
        self.without_pages: set[str] = set()
        self.problems: list[Note] = []
        self.skipped: list[Note] = []

    def named(self, given: str) -> None:
        """Take a path from the command line."""
        name, path = display_name(given), os.path.abspath(given)
        boundary = self.boundary if self.boundary.covers(path) else _own_boundary(path)
        if not boundary.holds(path):
            self.skipped.append(Note(name, _OUTSIDE))
            return
        try:
            is_dir = stat.S_ISDIR(os.stat(path).st_mode)
        except OSError as error:
            self.problems.append(Note(name, _why(path, error)))
            return
        folder, last = os.path.split(path)
        real = os.path.join(self.real_folder(folder), last)
        if self.exclude.is_ignored(real, is_dir=is_dir):
            self.skipped.append(Note(name, "excluded by the setting exclude"))
            return
        is_meant = self.git is not None and self.git.is_ignored(real, is_dir=is_dir)
        git = None if is_meant else self.git
        skips_fixtures = not self.is_fixture(os.path.join(real, "x"))
        if os.path.islink(path):
            named = _Named(name, os.path.realpath(path), git, boundary, skips_fixtures)
            self.links.append((DirectoryEntry(name, path, real, "link"), named))
        elif is_dir:
            self.search(
                DirectoryEntry(name, path, real, "folder"),
                _Named(name, real, git, boundary, skips_fixtures),
            )
        else:
            self.files.setdefault(real, File(Path(path), name))

    def search(self, top: DirectoryEntry, named: _Named) -> None:
        """Search a folder that is no link, though `top.path` may lead to it by one."""
        if top.real == named.real and top.real not in self.folders:
            self.without_pages.add(named.name)
        waiting = [top]
        while waiting:
            entry = waiting.pop()
            if entry.kind == "page":
                self.page(entry, named)
            elif entry.kind == "link":
                self.links.append((entry, named))
            elif entry.real not in self.folders:
                self.folders.add(entry.real)
                try:
                    waiting += [item for item in scan(entry) if not self.left_out(item, named)]
                except OSError as error:
                    self.problems.append(Note(entry.name, reason(error)))

    def left_out(self, entry: DirectoryEntry, named: _Named) -> bool:
        is_dir = entry.kind == "folder"
        if named.git is not None and named.git.is_ignored(entry.real, is_dir=is_dir):
            return True
        return self.exclude.is_ignored(entry.real, is_dir=is_dir)

    def page(self, entry: DirectoryEntry, named: _Named) -> None:
        self.without_pages.discard(named.name)
        is_left_out = named.skips_fixtures and self.is_fixture(entry.real)
        files = self.fixtures if is_left_out else self.files
        files.setdefault(entry.real, File(Path(entry.path), entry.name))

    def is_fixture(self, file: str) -> bool:
        return self.test_fixtures is not None and self.test_fixtures.hold(file)

    def follow_links(self) -> None:
        """Follow all links, those in the folders that links lead to as well."""
        while self.links:
            links, self.links = self.links, []
            for link, named in sorted(links, key=lambda item: item[0].name):
                self.follow(link, named)

    def follow(self, link: DirectoryEntry, named: _Named) -> None:
        is_wanted = link.name == named.name or is_page_name(link.name)
        if not named.boundary.holds(link.path):
            # Another file would not have been checked anyway, and a directory has no extension.
            if is_wanted or "." not in os.path.basename(link.name):
                self.skipped.append(Note(link.name, _OUTSIDE))
            return
        try:
            real = os.path.realpath(link.path, strict=True)
        except OSError as error:
            if is_wanted:
                self.problems.append(Note(link.name, _why(link.path, error)))
            return
        is_dir = os.path.isdir(real)
        if not (is_wanted or is_dir):
            return
        if is_dir:
            self.search(DirectoryEntry(link.name, link.path, real, "folder"), named)
        else:
            self.page(DirectoryEntry(link.name, link.path, real, "page"), named)

    def result(self) -> Discovery:
        message = f"no Markdown here; searched for {', '.join(PAGES)}"
        problems = self.problems + [Note(name, message) for name in self.without_pages]
        unread = self.git.problems if self.git else []
        problems += [Note(display_name(str(path)), why) for path, why in unread]
        files = sorted((self.files or self.fixtures).values(), key=lambda file: file.name)
        fixtures = len(self.fixtures.keys() - self.files.keys()) if self.files else 0
        skipped = tuple(sorted(self.skipped))
        return Discovery(tuple(files), tuple(sorted(problems)), skipped, fixtures)


def _own_boundary(path: str) -> Boundary:
    """Return the bounds of a path that is named and lies outside the root by its own name."""
    return Boundary(path if os.path.isdir(path) else os.path.dirname(path))


def _why(path: str, error: OSError) -> str:
    if isinstance(error, FileNotFoundError) and os.path.islink(path):
        return "a symbolic link to a file that does not exist; fix or remove it"
    return reason(error)
