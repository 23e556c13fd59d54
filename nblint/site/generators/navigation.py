"""The files that the navigation in a site's configuration names."""

from __future__ import annotations

import glob
import os
from typing import TYPE_CHECKING

from nblint.endings import PAGES
from nblint.site.reading import as_dict

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
    """Return the pages that names call: a file, with its ending or not, a folder, or a pattern.

    `home` is the folder to which they are relative; what leads out of it calls nothing.
    """
    found: set[str] = set()
    for name in names:
        plain = os.path.normpath(name.lstrip("/"))
        if plain.startswith("..") or "\0" in plain:
            continue
        path = os.path.join(home, plain)
        if os.path.isdir(path):
            plain = os.path.join(plain, "**")
        if "*" in plain:
            below = glob.iglob(plain, root_dir=home, recursive=True)
            found.update(os.path.join(home, item) for item in below if item.endswith(PAGES))
        else:
            found.update((path, *(path + ending for ending in PAGES)))
    return frozenset(found)
