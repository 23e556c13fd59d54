"""The files that the navigation in a site's configuration names."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from nblint.model.file_types import PAGES
from nblint.project.config_reader import as_dict, is_directory, walk
from nblint.project.generators.common import covered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator


def entries(value: object, keys: Collection[str]) -> Iterator[str]:
    """Yield the texts in a nested navigation: all in lists, and of mappings those of some keys."""
    if isinstance(value, str):
        yield value
    for item in value if isinstance(value, list) else ():
        yield from entries(item, keys)
    for key, item in as_dict(value).items():
        if key in keys:
            yield from entries(item, keys)


def named(home: str, names: Iterable[str]) -> frozenset[str]:
    """Return the pages that names call: files with or without extension, directories, patterns.

    `home` is the directory to which they are relative; what leads out of it calls nothing.
    """
    found: set[str] = set()
    patterns = []
    for name in names:
        plain = os.path.normpath(name.lstrip("/"))
        if plain.startswith("..") or "\0" in plain:
            continue
        path = os.path.join(home, plain)
        if "*" in plain or is_directory(path):
            patterns.append(f"/{plain.replace(os.sep, '/')}")
        else:
            found.update((path, *(path + ending for ending in PAGES)))
    return frozenset(found.union(_matching(home, patterns) if patterns else ()))


def _matching(home: str, patterns: list[str]) -> Iterator[str]:
    """Yield the pages that gitignore patterns cover; no link to a directory is followed.

    The `glob` of the standard library follows them, in circles too.
    """
    is_named = covered(patterns)
    pages = (path for path in walk(home) if path.endswith(PAGES))
    yield from (page for page in pages if is_named(os.path.relpath(page, home)))
