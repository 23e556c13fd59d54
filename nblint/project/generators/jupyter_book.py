"""Jupyter Book 1 (Jupyter Book, "Structure the Table of Contents"; Sphinx External ToC).

Its URLs are left unverified: Sphinx and its extensions make pages.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar

from nblint.project.config_reader import as_text, read_data, within
from nblint.project.generator import Generator
from nblint.project.generators.navigation import entries, named
from nblint.project.site_types import ConfigFile, Mount

if TYPE_CHECKING:
    from nblint.project.site_types import SourceFile

_KEYS = frozenset({"file", "glob", "parts", "subtrees", "chapters", "entries", "sections"})


class JupyterBook(Generator, frozen=True, kw_only=True):
    """A book of Jupyter Book 1; `listed` are the files of its table of contents."""

    listed: frozenset[str]
    has_unique_urls: ClassVar[bool] = False

    @classmethod
    def read(cls, config_file: ConfigFile) -> JupyterBook:
        """Return the book whose table of contents is in a directory."""
        contents = read_data(config_file.path)
        root = as_text(contents.get("root"))
        start = os.path.dirname(within(config_file.home, root))
        names = [*entries(contents, _KEYS), os.path.basename(root) or "index"]
        everything = (Mount(config_file.home),)
        return cls(
            config_file=config_file,
            contents=everything,
            statics=everything,
            listed=named(start, names),
        )

    def is_listed(self, source: SourceFile) -> bool:
        """Tell whether the table of contents names a page."""
        return source.file in self.listed


SITE = JupyterBook
