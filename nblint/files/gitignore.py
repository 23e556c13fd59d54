"""Patterns in the manner of gitignore, and what the .gitignore files of a repository ignore."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from nblint.files.git.work_tree import find_work_tree
from nblint.files.matching import PatternError
from nblint.files.matching.wildmatch import DIRECTORY, WildPatterns, wild_pattern
from nblint.files.regular_file import TooLargeError, read_regular

if TYPE_CHECKING:
    from collections.abc import Iterable

_MAX_SIZE: Final = 100_000
"""Bytes of a .gitignore file; the largest that are written by hand have some thousand."""

_SHOWN: Final = 60
"""Characters of a pattern that a message repeats."""


class _Rules(Struct, frozen=True):
    """The patterns of one file, which match paths without the first `length` characters."""

    length: int
    patterns: WildPatterns


class _Folder(Struct, frozen=True):
    """What holds in a folder: the rules that count for it, nearest first.

    `ignored` says that all in the folder is ignored, whatever its rules.
    """

    ignored: bool
    rules: tuple[_Rules, ...]

    def ignores(self, path: str, *, is_dir: bool) -> bool:
        """Say whether something in the folder is ignored: the last pattern that matches decides."""
        for rules in self.rules:
            last = rules.patterns.last(path[rules.length :] + DIRECTORY * is_dir)
            if last >= 0:
                return rules.patterns.ignores(last)
        return self.ignored


class IgnorePatterns:
    """What a list of gitignore patterns, relative to the folder `root`, ignores.

    As in git, a pattern that matches a folder ignores all below it, and no later ``!pattern``
    brings that back (https://git-scm.com/docs/gitignore). Raises ValueError on a line that is no
    pattern.
    """

    def __init__(self, lines: Iterable[str], root: Path) -> None:
        self._prefix = root.as_posix().removesuffix("/") + "/"
        self._folders = {"": _Folder(ignored=False, rules=(_compile(lines, 0),))}

    def is_ignored(self, path: str, *, is_dir: bool = False) -> bool:
        """Say whether an absolute path without ".." is ignored; what is outside never is."""
        path = path.replace(os.sep, "/")
        if not path.startswith(self._prefix):
            return False
        inside = path[len(self._prefix) :]
        return self._folder(inside.rpartition("/")[0]).ignores(inside, is_dir=is_dir)

    def _folder(self, path: str) -> _Folder:
        # A loop and no recursion: folders may be nested more deeply than Python's calls.
        unknown, known = [], path
        while known not in self._folders:
            unknown.append(known)
            known = known.rpartition("/")[0]
        folder = self._folders[known]
        for at in reversed(unknown):
            ignored = folder.ignores(at, is_dir=True)
            rules = () if ignored else self._own_rules(at) + folder.rules
            folder = self._folders[at] = _Folder(ignored, rules)
        return folder

    def _own_rules(self, folder: str) -> tuple[_Rules, ...]:  # noqa: ARG002 - see GitIgnore
        """Return the rules that hold in a folder besides those from above."""
        return ()


class GitIgnore(IgnorePatterns):
    """What git ignores in the repository that holds `root`, or below `root` if there is none.

    Reads the .gitignore files and .git/info/exclude. No process is run, and the answer is the same
    for every user: nobody's own excludes file is read. What git tracks in spite of a pattern counts
    as ignored. A file or a line that cannot be read counts for nothing, as in git. `problems` are
    the files that are too large, each with what is wrong.
    """

    def __init__(self, root: Path) -> None:
        self._top = find_work_tree(root) or root
        self.problems: list[tuple[Path, str]] = []
        super().__init__((), self._top)
        rules = self._read(".gitignore", 0) + self._read(".git/info/exclude", 0)
        self._folders[""] = _Folder(ignored=False, rules=rules)

    def _own_rules(self, folder: str) -> tuple[_Rules, ...]:
        return self._read(f"{folder}/.gitignore", len(folder) + 1)

    def _read(self, file: str, length: int) -> tuple[_Rules, ...]:
        path = Path(self._top, file)
        try:
            # Nor does git follow a symbolic link here (gitignore, "Notes").
            data = b"" if path.is_symlink() else read_regular(path, _MAX_SIZE)
        except TooLargeError as error:
            self.problems.append((path, f"{error}; its patterns are not applied"))
            return ()
        except OSError:
            return ()
        text = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
        lines = [line.removesuffix("\r") for line in text.split("\n")]
        return (_compile(lines, length, lenient=True),)


def _compile(lines: Iterable[str], length: int, *, lenient: bool = False) -> _Rules:
    """Compile patterns; a line that is none raises ValueError or, if `lenient`, is passed over."""
    patterns = []
    for line in lines:
        try:
            pattern = wild_pattern(line)
        except PatternError as error:
            if not lenient:
                shown = line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
                message = f'invalid gitignore pattern "{shown}": {error}'
                raise ValueError(message) from error
        else:
            patterns += [pattern] if pattern else []
    return _Rules(length, WildPatterns(patterns))
