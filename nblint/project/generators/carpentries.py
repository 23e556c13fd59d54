"""The Carpentries Workbench (sandpaper: "Introduction to The Workbench", "Directory structure")."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from nblint.project.config_reader import is_directory, read_data
from nblint.project.generator import Generator
from nblint.project.site_types import ConfigFile, Mount

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nblint.project.site_types import SourceFile

_DIRECTORIES = ("episodes", "learners", "instructors", "profiles")
# Pages of the root that are published; a README is for the hosting platform.
_ROOT_PAGES = frozenset({"index.md", "code_of_conduct.md", "license.md", "links.md"})


class Carpentries(Generator, frozen=True, kw_only=True):
    """A lesson: the pages and files of all its directories are published side by side."""

    @classmethod
    def read(cls, config_file: ConfigFile) -> Carpentries | None:
        """Return the lesson that a configuration describes. Raises UnreadableConfigError."""
        home = config_file.home
        paths = [os.path.join(home, name) for name in _DIRECTORIES]
        mounts = tuple(Mount(path) for path in paths if is_directory(path))
        if "carpentry" not in read_data(config_file.path) or not mounts:
            return None
        return cls(
            config_file=config_file, contents=(*mounts, Mount(home)), statics=mounts, slug="pandoc"
        )

    def page_urls(self, source: SourceFile) -> Iterable[str]:
        """Return where a page is published: at its name, whatever its directory."""
        if source.mount.path == self.home and source.path.lower() not in _ROOT_PAGES:
            return ()
        name = os.path.splitext(source.path)[0]
        return (f"/{name}.html", f"/{source.path}", *(["/"] if name == "index" else []))

    def is_listed(self, source: SourceFile) -> bool:  # noqa: ARG002 - each page is
        """Tell whether the menus of the lesson lead to a page, as they do to each."""
        return True


SITE = Carpentries
