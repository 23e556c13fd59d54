"""MyST and Jupyter Book 2 (MyST, "Website Themes & Templates", "Table of Contents")."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, ClassVar

from nblint.project.config_reader import as_dict, exists, read_data, within
from nblint.project.generator import Generator
from nblint.project.generators.common import below, join, stem
from nblint.project.site_types import ConfigFile, Mount

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nblint.project.site_types import SourceFile

_PAGES = (".md", ".ipynb", ".tex")
# Numbers that order the files, but neither years nor five digits; and never all of a name.
_NUMBER = re.compile(r"^(?![12]\d{3}|\d{5})[0-9_.-]+(?=[^0-9_.-])")
_LONGEST = 50


class Myst(Generator, frozen=True, kw_only=True):
    """A site of MyST.

    keeps_directories: URLs have the directories of the files
    listed: the files that the table of contents names; None if it is made of all pages
    first: the page that is shown at the root, "" where that is not known
    """

    keeps_directories: bool
    listed: frozenset[str] | None
    first: str
    has_unique_urls: ClassVar[bool] = False

    @classmethod
    def read(cls, config_file: ConfigFile) -> Myst:
        """Return the site that a configuration describes. Raises UnreadableConfigError."""
        home, config = config_file.home, read_data(config_file.path)
        options = as_dict(as_dict(config.get("site")).get("options"))
        listed = [within(home, item) for item in _files(as_dict(config.get("project")).get("toc"))]
        return cls(
            config_file=config_file,
            contents=(Mount(home),),
            statics=(Mount(home),),
            slug="myst",
            hides_drafts=False,
            keeps_directories=options.get("folders") is True,
            listed=frozenset(listed) if listed else None,
            first=listed[0] if listed else _first(home),
        )

    def page_urls(self, source: SourceFile) -> Iterable[str]:
        """Return where a page is published."""
        if not source.path.lower().endswith(_PAGES):
            return ()
        if source.file == self.first:
            return (source.mount.at,)
        *directories, name = [_slug(part) for part in stem(source.path).split("/")]
        if self.keeps_directories:
            return (join(source.mount.at, *directories, "" if name == "index" else name),)
        return (below(source, name),)

    def is_listed(self, source: SourceFile) -> bool:
        """Tell whether the table of contents names a page."""
        return self.listed is None or source.file in self.listed


def _first(home: str) -> str:
    """Return the page that is shown at the root where no table of contents names the first one."""
    pages = [os.path.join(home, f"{name}.md") for name in ("index", "README")]
    return next((page for page in pages if exists(page)), "")


def _files(contents: object) -> Iterator[str]:
    """Yield the files that a table of contents names."""
    for item in contents if isinstance(contents, list) else []:
        entry = as_dict(item)
        if isinstance(entry.get("file"), str):
            yield entry["file"]
        yield from _files(entry.get("children"))


def _slug(name: str) -> str:
    """Return a part of a path as it stands in a URL: lower case, without leading numbers."""
    plain = _NUMBER.sub("", name, count=1).lower().replace("&", "-and-")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST]


SITE = Myst
