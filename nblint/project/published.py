"""What the addresses of one published site lead to on disk."""

from __future__ import annotations

import os
import re
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from nblint.model.file_types import HTML, NOTEBOOKS
from nblint.project.config_reader import held_to, read_text, walk
from nblint.project.generators.common import is_markdown
from nblint.project.hugo_get_page import HugoGetPage
from nblint.project.lookup import Lookup
from nblint.project.resolution import Resolution
from nblint.project.routes import Routes, is_readme, key_of
from nblint.project.source_links import SourceLinks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nblint.project.disk import Disk
    from nblint.project.layout import Fault, Form, Layout, Meta

_ID = re.compile(r"\b(?:id|name)=[\"']?([\w.:-]+)")


class Published:
    """One site as its visitors meet it.

    `routes` are the patterns of addresses in the settings, each with the file that it shows.
    """

    def __init__(
        self,
        layout: Layout,
        disk: Disk,
        ignored: Callable[[str], bool],
        meta: Callable[[str], Meta],
        routes: dict[str, str],
    ) -> None:
        self.layout = layout
        self._disk, self._ignored, self._meta = disk, ignored, meta
        self._settings = routes

    @cached_property
    def routes(self) -> Routes:
        """The addresses of the site's pages."""
        return Routes(self.layout, self._disk, self._ignored, self._meta)

    @property
    def fault(self) -> Fault | None:
        """What is wrong with the addresses of the site, as far as they have been asked for."""
        routes: Routes | None = vars(self).get("routes")
        return routes.fault if routes else None

    @cached_property
    def sources(self) -> SourceLinks:
        """The files of the site."""
        return SourceLinks(self.layout, self.routes)

    @cached_property
    def logical(self) -> HugoGetPage | None:
        """The pages by what links call them, where the site finds them so."""
        return (
            HugoGetPage(self.layout, self.routes, self._disk)
            if self.layout.by_logical_path
            else None
        )

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self.sources, self._disk, self._ignored, self._settings)

    @cached_property
    def template_ids(self) -> frozenset[str]:
        """The ids that the site's own templates write around the text of its pages."""
        with held_to(self._disk.boundary):
            files = (path for top in self.layout.templates for path in walk(top))
            texts = [read_text(path) for path in files if path.endswith(HTML)]
        return frozenset(match[1] for text in texts for match in _ID.finditer(text))

    def is_part(self, file: str) -> bool:
        """Tell whether a file lies among the pages but has no address: it is put into others.

        A notebook without one is served or shown as it is.
        """
        inside = any(file.startswith(item.path + os.sep) for item in self.layout.contents)
        return inside and not file.lower().endswith(NOTEBOOKS) and file not in self.routes.own

    def shared(self, file: str) -> Iterator[tuple[str, list[str]]]:
        """Yield the addresses of a page at which several pages are published, with those."""
        if not self.layout.unique:
            return
        own = self.routes.own.get(file)
        for address in (*([own] if own else []), *self.routes.others.get(file, ())):
            files = self.routes.files.get(key_of(address), [])
            pages = [item for item in files if is_markdown(item) and not is_readme(item)]
            if len(pages) > 1 and file in pages:
                yield address, pages

    def leaves(self, file: str, path: str) -> bool:
        """Tell whether a relative path leads from a page to another site of the same shelf."""
        own = self.routes.own.get(file)
        return self.layout.shelved and own is not None and _is_above(own, path)

    def is_known(self, page: str, *, named: bool = True) -> bool:
        """Tell whether it is known what becomes of the links on a page.

        Where the address of the page is not, it is of those that are `named`: that lead to a file.
        """
        return page in self.routes.own or (named and self.layout.plain_members)

    def from_page(self, file: str, path: str) -> Resolution | None:
        """Look up a path that is relative to a page's address; None if that is not known."""
        own = self.routes.own.get(file)
        if own is None or "[" in own:
            return None
        named = self.layout.from_contents and is_markdown(path) and not path.startswith(".")
        found = (self._lookup.source(path) if named else None) or self._lookup.find(
            urljoin(own, path)
        )
        if found.outcome != "found" and self.layout.either_form:
            other = self._lookup.find(urljoin(own.rstrip("/"), path))
            found = other if other.outcome == "found" else found
        above = _is_above(own, path)
        doubtful = above or self.layout.hooks_links
        leaves = above and self.layout.base != "/"
        if leaves or (found.outcome in {"missing", "other case"} and doubtful):
            return Resolution("unknown route", found.path)
        return found

    def rooted(self, file: str, path: str, form: Form) -> Resolution:
        """Look up a root-relative path on a page; it is decoded."""
        base, layout = self.layout.base, self.layout
        kept = form == "html" and layout.keeps_html
        adds_base, doubles_base = layout.adds_base and not kept, layout.doubles_base and not kept
        # A path does not lead above the root of its site (RFC 3986, section 5.2.4).
        address = os.path.normpath("/" + path.strip("/")).replace("//", "/")
        address += "/" if path.endswith("/") and address != "/" else ""
        inside = f"{address}/".startswith(base)
        if base != "/" and inside and not doubles_base:
            found = self._lookup.find("/" + address[len(base) :])
            if found.outcome != "missing" or not adds_base:
                return found
        found = self._lookup.find(address)
        if found.outcome == "missing" and base != "/" and not adds_base:
            return Resolution("unknown route", found.path)  # it leads out of the site
        # What shows a file, as a video does, may have the base put before it.
        leaves = not inside and (layout.needs_base or (kept and is_markdown(found.path)))
        if found.outcome == "found" and leaves and self.is_known(file):
            if address == "/":  # the site around is meant, or the base was forgotten
                return Resolution("unknown route", found.path)
            return self.sources.elsewhere(found.path, "", adds_base=adds_base)
        return found


def _is_above(own: str, path: str) -> bool:
    """Tell whether a path leads from a page's address to above the site."""
    return os.path.normpath(f"{own.rpartition('/')[0].lstrip('/')}/{path}".lstrip("/")).startswith(
        ".."
    )
