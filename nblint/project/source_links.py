"""What a link to a file among the pages of a site leads to, once the site is published."""

from __future__ import annotations

import os
import posixpath
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from nblint.project.generators.common import is_markdown
from nblint.project.resolution import Resolution

if TYPE_CHECKING:
    from nblint.project.layout import Form, Layout
    from nblint.project.routes import Routes

# The forms of addresses that are written to be followed from the page as it is published.
_SHOWN = frozenset({"link", "image", "html"})


class SourceLinks:
    """The files of one site, as links name them by their paths."""

    def __init__(self, layout: Layout, routes: Routes) -> None:
        self.layout, self.routes = layout, routes

    def address(self, file: str) -> str | None:
        """Return the address of a file, base excluded, or None if it has none that is known."""
        own = self.routes.own.get(file)
        if own is not None:
            return own
        for folder in self.layout.statics:
            if file.startswith(folder.path + os.sep):
                path = os.path.relpath(file, folder.path).replace(os.sep, "/")
                return urljoin(folder.at.rstrip("/") + "/", path)
        return None

    def unpublished(self, file: str, form: Form, page: str = "") -> Resolution | None:
        """Return what a link to a file leads to that is not there, or not so, on the site; or None.

        `page` has the link, and is not given where that is rooted.
        """
        layout = self.layout
        leads = ("html" if form == "media" else form) in layout.by_source
        leads = leads or form == "component" or (form == "image" and "link" in layout.by_source)
        if page in self.routes.own and form in _SHOWN and self._is_outside(file):
            return Resolution("unpublished", file)
        if not self._is_own(file) or (leads and not layout.chosen):
            return None
        if is_markdown(file) and file not in self.routes.own:
            return Resolution("unpublished", file) if layout.chosen or not leads else None
        apart = page and is_markdown(file) and self._part(file) != self._part(page)
        if (leads and not apart) or (form == "rooted" and not is_markdown(file)):
            return None
        return self.elsewhere(file, page, adds_base=layout.adds_base)

    def _is_outside(self, file: str) -> bool:
        """Tell whether a file lies where a site publishes none, nor another of the same shelf."""
        layout = self.layout
        near = not layout.shelved or file.startswith(layout.home + os.sep)
        return layout.closed and near and not self._is_own(file)

    def _is_own(self, file: str) -> bool:
        """Tell whether a file lies in one of the folders of the site."""
        layout = self.layout
        folders = (*(item.path for item in (*layout.contents, *layout.statics)), *layout.members)
        return any(file.startswith(folder + os.sep) for folder in folders)

    def _part(self, file: str) -> str:
        """Return the part of the site that a page belongs to."""
        around = (item for item in self.layout.contents if file.startswith(item.path + os.sep))
        return max(around, key=lambda item: len(item.path)).part

    def elsewhere(self, file: str, page: str, *, adds_base: bool = False) -> Resolution:
        """Return a file as what a link leads past, with the address that the page should write.

        `adds_base` tells that the site puts its base before the address.
        """
        address, own = self.address(file), self.routes.own.get(page)
        if not address:
            return Resolution("unpublished", file)
        if not own:
            base = "" if adds_base else self.layout.base.rstrip("/")
            return Resolution("unpublished", file, written=base + address)
        path = posixpath.relpath(address, own if own.endswith("/") else posixpath.dirname(own))
        path += "/" if address.endswith("/") else ""
        return Resolution("unpublished", file, written=path)
