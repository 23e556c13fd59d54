"""What the files in a folder say of the site that is published from it, for its settings."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct

from nblint.project.disk import Disk
from nblint.project.sites import Sites, SiteSettings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nblint.project.layout import Folder


class DetectedSite(Struct, frozen=True):
    """A site: its `generator`, and the folders of its pages and files that are there.

    `generator` is "" where none is known. Folders are relative to that of the project.
    """

    generator: str = ""
    roots: tuple[str, ...] = ()
    statics: tuple[str, ...] = ()


def detect_site(folder: str) -> DetectedSite:
    """Return the first site that is published from `folder`, a real path, or from below it."""
    disk = Disk(folder)
    layout = next(iter(Sites(SiteSettings(folder), disk).all()), None)
    if layout is None:
        return DetectedSite()
    if layout.fault:
        return DetectedSite(layout.generator)
    roots = _there(disk, layout.contents)
    statics = (name for name in _there(disk, layout.statics) if name not in roots)
    return DetectedSite(layout.generator, roots, tuple(statics))


def _there(disk: Disk, folders: Iterable[Folder]) -> tuple[str, ...]:
    """Return those of the folders that are there, relative to the root."""
    paths = dict.fromkeys(item.path for item in folders if disk.kind(item.path) == "folder")
    return tuple(os.path.relpath(path, disk.root).replace(os.sep, "/") for path in paths)
