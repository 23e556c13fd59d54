"""Where Hugo has pages without files (Hugo, "Taxonomies", "Sections", "Content adapters")."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from nblint.project.config_reader import as_dict, exists, is_folder, listing, walk
from nblint.project.generators.common import join
from nblint.project.generators.hugo_permalinks import lists

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.project.generators.hugo_permalinks import Permalinks
    from nblint.project.layout import Folder


def made(
    config: dict[str, Any],
    prefixes: dict[str, str],
    patterns: dict[str, Permalinks],
    contents: list[Folder],
) -> Iterator[str]:
    """Yield regular expressions of the addresses where a site with a `config` has such pages."""
    names = as_dict(config.get("taxonomies")) or {"tag": "tags", "category": "categories"}
    plurals = "|".join(re.escape(str(value).lower()) for value in names.values())
    if plurals:
        yield rf"(?:/[\w-]+)?/(?:{plurals})(?:\.html|/.*)?"
    yield r"(?:/.*)?/page/\d+"
    yield r"(?:/.*)?/404(?:\.html)?"
    yield from lists(patterns, prefixes)
    languages = "|".join(map(re.escape, prefixes))
    yield rf"/(?:{languages})(?:/index\.html)?"
    for section in _sections(contents):
        yield rf"(?:/(?:{languages}))?{section}(?:\.html|/index\.html)?"
    for folder in _adapted(contents):
        yield rf"(?i:{re.escape(folder.rstrip('/'))}/.*)"


def _sections(contents: list[Folder]) -> Iterator[str]:
    """Yield the addresses of sections: the first folders have lists of their pages.

    Those with an index of their own are known by that.
    """
    for folder in contents:
        for name in listing(folder.path):
            place = os.path.join(folder.path, name)
            indexes = (os.path.join(place, item) for item in ("_index.md", "index.md"))
            if is_folder(place) and not any(map(exists, indexes)):
                yield f"(?i:{re.escape(join(folder.at, name.replace(' ', '-')))})"


def _adapted(contents: list[Folder]) -> Iterator[str]:
    """Yield the addresses of folders in which a program makes pages (Hugo, "Content adapters")."""
    for folder in contents:
        for path in walk(folder.path):
            at, name = os.path.split(path)
            if name == "_content.gotmpl":
                inside = os.path.relpath(at, folder.path).replace(os.sep, "/").replace(" ", "-")
                yield join(folder.at, "" if inside == "." else inside)
