"""Which platform shows the pages of a repository that no generator publishes."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from nblint.files.ancestors import Ancestors
from nblint.project.config_reader import held_to, read_text
from nblint.project.project_kinds import HOST_SLUGS, PLATFORM_SLUGS

if TYPE_CHECKING:
    from nblint.project.disk import Disk

_REMOTE = re.compile(r"^[ \t]*url\s*=\s*(?:\w+://)?(?:[^@\s/]*@)?([\w.-]+)[:/]", re.MULTILINE)


class HostingPlatform:
    """Tells the flavour of each directory's pages by the nearest sign of a platform upwards."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._flavours = Ancestors(self._find, lambda directory: directory == disk.root, "")

    def of(self, directory: str) -> str:
        """Return the flavour of pages in a directory, "" where nothing tells it."""
        return self._flavours.of(directory)

    def _find(self, directory: str) -> str | None:
        """Return what the directory itself tells; "" where it tells that nothing above counts."""
        if not self._disk.inside(directory):
            return ""
        names = self._disk.names(directory) or {}
        found = {slug for name, slug in PLATFORM_SLUGS.items() if name in names}
        if ".git" in names:
            with held_to(self._disk.boundary):
                host = _REMOTE.search(read_text(os.path.join(directory, ".git", "config")))
            told = HOST_SLUGS.get(host[1]) if host else None
            if told:
                return told
        if found:
            return found.pop() if len(found) == 1 else ""
        return None
