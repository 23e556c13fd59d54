"""What the files in a folder say of the site that is published from it, for its settings."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct

from nblint.site.disk import Disk
from nblint.site.sites import Place, Sites

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nblint.site.layout import Folder


class Recognised(Struct, frozen=True):
    """A site: its `generator`, and the folders of its pages and files that are there.

    `generator` is "" where none is known. Folders are relative to that of the project.
    """

    generator: str = ""
    roots: tuple[str, ...] = ()
    statics: tuple[str, ...] = ()


def recognise(folder: str) -> Recognised:
    """Return the first site that is published from `folder`, a real path, or from below it."""
    disk = Disk(folder)
    layout = next(iter(Sites(Place(folder), disk).all()), None)
    if layout is None:
        return Recognised()
    if layout.fault:
        return Recognised(layout.generator)
    roots = _there(disk, layout.contents)
    statics = (name for name in _there(disk, layout.statics) if name not in roots)
    return Recognised(layout.generator, roots, tuple(statics))


def _there(disk: Disk, folders: Iterable[Folder]) -> tuple[str, ...]:
    """Return those of the folders that are there, relative to the root."""
    paths = dict.fromkeys(item.path for item in folders if disk.kind(item.path) == "folder")
    return tuple(os.path.relpath(path, disk.root).replace(os.sep, "/") for path in paths)
