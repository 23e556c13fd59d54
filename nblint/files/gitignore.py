"""Patterns in the manner of gitignore, and what the .gitignore files of a repository ignore."""

from __future__ import annotations

import os
import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from nblint.git.work_tree import find_work_tree

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALL = re.compile(r"(^!?|/)\*\*(/?)\s*$")
_ANY_NAME = re.compile(r"(^!?|/)\*(/?)\s*$")


class _Rules(Struct, frozen=True):
    """The patterns of one file, the last first, as what matches and whether that is ignored.

    They match paths without the first `length` characters.
    """

    length: int
    patterns: tuple[tuple[re.Pattern[str], bool], ...]


class _Folder(Struct, frozen=True):
    """What holds in a folder: the rules that count for it, nearest first.

    `ignored` says that all in the folder is ignored, whatever its rules.
    """

    ignored: bool
    rules: tuple[_Rules, ...]

    def ignores(self, path: str, *, is_dir: bool) -> bool:
        """Say whether something in the folder is ignored: the last pattern that matches decides."""
        for rules in self.rules:
            inside = path[rules.length :] + "/" * is_dir
            for pattern, ignored in rules.patterns:
                if pattern.fullmatch(inside):
                    return ignored
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
    as ignored. A file or a line that cannot be read counts for nothing, as in git.
    """

    def __init__(self, root: Path) -> None:
        self._top = find_work_tree(root) or root
        super().__init__((), self._top)
        rules = self._read(".gitignore", 0) + self._read(".git/info/exclude", 0)
        self._folders[""] = _Folder(ignored=False, rules=rules)

    def _own_rules(self, folder: str) -> tuple[_Rules, ...]:
        return self._read(f"{folder}/.gitignore", len(folder) + 1)

    def _read(self, file: str, length: int) -> tuple[_Rules, ...]:
        try:
            data = Path(self._top, file).read_bytes()
        except OSError:
            return ()
        text = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
        lines = [line.removesuffix("\r") for line in text.split("\n")]
        return (_compile(lines, length, lenient=True),)


def _compile(lines: Iterable[str], length: int, *, lenient: bool = False) -> _Rules:
    """Compile patterns; a line that is none raises ValueError or, if `lenient`, is passed over.

    A whole list is not left to pathspec, which knows no folder from a path below it, and so takes
    ``!docs/`` to bring back ``docs/build`` where git goes on to the pattern for ``build``.
    """
    patterns = []
    with warnings.catch_warnings():
        # A POSIX class such as [[:space:]] makes `re` warn.
        warnings.simplefilter("ignore", FutureWarning)
        for line in lines:
            try:
                pattern = _pattern(line)
            except (ValueError, re.error) as error:
                if not lenient:
                    message = f'"{line}" is no gitignore pattern'
                    raise ValueError(message) from error
            else:
                if pattern is not None:
                    patterns.append(pattern)
    return _Rules(length, tuple(reversed(patterns)))


def _pattern(line: str) -> tuple[re.Pattern[str], bool] | None:
    from pathspec.patterns.gitignore.spec import (  # noqa: PLC0415 - slow, often not needed
        GitIgnoreSpecPattern,
    )

    # pathspec has shorter expressions for these, which match only a part of the path.
    line = _ANY_NAME.sub(r"\1?*\2", _ALL.sub(r"\1**/*\2", line))
    pattern = GitIgnoreSpecPattern(line)
    return None if pattern.regex is None else (pattern.regex, bool(pattern.include))
