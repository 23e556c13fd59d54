"""What a link to a file among the pages of a site leads to, once the site is published."""

from __future__ import annotations

import os
import posixpath
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from nblint.site.destination import Destination
from nblint.site.generators.common import is_markdown

if TYPE_CHECKING:
    from nblint.site.layout import Form, Layout
    from nblint.site.routes import Routes


class Sources:
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

    def unpublished(self, file: str, form: Form, page: str = "") -> Destination | None:
        """Return what a link to a file leads to that is not there, or not so, on the site; or None.

        `page` has the link, and is not given where that is rooted.
        """
        layout, leads = self.layout, form in self.layout.by_source
        inside = any(file.startswith(item.path + os.sep) for item in layout.contents)
        if not inside or (leads and not layout.chosen):
            return None
        if is_markdown(file) and file not in self.routes.own:
            return Destination("unpublished", file) if layout.chosen else None
        if leads or (form == "rooted" and not is_markdown(file)):
            return None
        return self.elsewhere(file, page)

    def elsewhere(self, file: str, page: str) -> Destination:
        """Return a file as what a link leads past, with the address that the page should write."""
        address, own = self.address(file), self.routes.own.get(page)
        if not address:
            return Destination("unpublished", file)
        if not own:
            return Destination("unpublished", file, written=self.layout.base.rstrip("/") + address)
        path = posixpath.relpath(address, own if own.endswith("/") else posixpath.dirname(own))
        path += "/" if address.endswith("/") else ""
        return Destination("unpublished", file, written=path)
