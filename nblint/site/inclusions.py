"""Which pages are put into others when these are published."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from nblint.site.incoming import with_others

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nblint.model import Outline
    from nblint.site.resolver import Resolver
    from nblint.site.site import Site


class Inclusions:
    """Tells which files the pages of a run, and all others of their sites, put into themselves.

    `outlines` are the pages of the run by their files.
    """

    def __init__(self, site: Site, resolver: Resolver, outlines: Mapping[str, Outline]) -> None:
        self._files: set[str] = set()
        self._lost: set[str] = set()
        around = [published for file in outlines for published in resolver.around(file)]
        for file, page in with_others(site, outlines, around).items():
            for path in page.includes:
                found = resolver.included(file, path)
                if found is None:
                    self._lost.add(os.path.normpath(f"/{path}"))
                elif found != file:
                    self._files.add(os.path.realpath(found))

    def __contains__(self, file: str) -> bool:
        """Tell whether a file, by its real path, is or may be put into a page.

        A tool may take a path from a folder that only its settings know, so that one which leads
        nowhere may mean any file that ends so.
        """
        return file in self._files or any(file.endswith(path) for path in self._lost)
