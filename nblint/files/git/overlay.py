"""Files that git can compare with a commit, kept outside of the repository."""

# ruff: noqa: PTH118 - names of git are strings

from __future__ import annotations

import hashlib
import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nblint.files.git.run_git import Repository, run_git

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALGORITHMS: Final = {40: "sha1", 64: "sha256"}  # by the number of digits of a name


class Overlay:
    """A temporary index and object directory over those of a repository.

    All is kept in `directory`, which is empty at first; git writes nothing to the repository.
    Contents are objects as they are, so that no filter is run, and git compares them with a commit
    from within an empty work tree. `name_length` is the number of digits in a name of an object.
    """

    def __init__(self, repository: Repository, directory: str, name_length: int) -> None:
        self.repository = repository
        self._algorithm = _ALGORITHMS[name_length]
        self._objects = Path(directory, "objects")
        self._work_tree = os.path.join(directory, "empty")
        self._objects.mkdir()
        Path(self._work_tree).mkdir()
        shared = os.fsdecode(run_git(repository, "rev-parse", "--git-path", "objects"))
        shared = os.path.join(repository.top, shared.removesuffix("\n"))
        quoted = shared.replace("\\", "\\\\").replace('"', '\\"')
        self._environment = {
            "GIT_INDEX_FILE": os.path.join(directory, "index"),
            "GIT_OBJECT_DIRECTORY": str(self._objects),
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": f'"{quoted}"',
        }

    def name(self, content: bytes) -> str:
        """Return the name that git gives to a content (https://git-scm.com/book, "Git Objects")."""
        digest = hashlib.new(self._algorithm, _head(content), usedforsecurity=False)
        digest.update(content)
        return digest.hexdigest()

    def add(self, content: bytes) -> str:
        """Store a content and return its name."""
        name = self.name(content)
        file = self._objects / name[:2] / name[2:]
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(zlib.compress(_head(content) + content, 1))
        return name

    def write_index(self, entries: Iterable[tuple[str, str, str]]) -> None:
        """Make the index of these files: mode, name of the content, and path. Raises GitError.

        Attributes are left out, which git would also read from the index.
        """
        lines = (
            f"{mode} {content} 0\t{path}\0"
            for mode, content, path in entries
            if path.rpartition("/")[2] != ".gitattributes"
        )
        self.run("update-index", "-z", "--index-info", given=os.fsencode("".join(lines)))

    def run(self, *arguments: str, given: bytes = b"") -> bytes:
        """Return what git prints, over this index and these objects. Raises GitError."""
        return run_git(
            self.repository,
            *arguments,
            work_tree=self._work_tree,
            given=given,
            environment=self._environment,
        )


def _head(content: bytes) -> bytes:
    return b"blob %d\0" % len(content)
