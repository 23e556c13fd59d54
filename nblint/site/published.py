"""What the addresses of one published site lead to on disk."""

from __future__ import annotations

import os
import re
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from nblint.endings import CONTENT, HTML, NOTEBOOKS
from nblint.site.candidates import candidates
from nblint.site.destination import Destination
from nblint.site.generators.common import is_markdown
from nblint.site.hosting import Hosting
from nblint.site.logical import LogicalPaths
from nblint.site.patterns import Patterns
from nblint.site.reading import read_text
from nblint.site.routes import Routes, is_readme, key_of
from nblint.site.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nblint.site.disk import Disk
    from nblint.site.layout import Layout, Meta

_ID = re.compile(r"\b(?:id|name)=[\"']?([\w.:-]+)")
_PAGE = frozenset({"", ".html", ".htm"})
_INDEX = re.compile(r"(?:^|/)index\.html?$")


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
        self._patterns = Patterns(routes)
        self._made = [re.compile(pattern) for pattern in layout.made]
        self._redirects = {key_of(old) for old in layout.redirects}

    @cached_property
    def routes(self) -> Routes:
        """The addresses of the site's pages."""
        return Routes(self.layout, self._disk, self._ignored, self._meta)

    @cached_property
    def sources(self) -> Sources:
        """The files of the site."""
        return Sources(self.layout, self.routes)

    @cached_property
    def logical(self) -> LogicalPaths | None:
        """The pages by what links call them, where the site finds them so."""
        return LogicalPaths(self.layout, self.routes) if self.layout.by_logical_path else None

    @cached_property
    def _hosting(self) -> Hosting:
        return Hosting(self.layout, self._disk.root)

    @cached_property
    def template_ids(self) -> frozenset[str]:
        """The ids that the site's own templates write around the text of its pages."""
        paths = (
            os.path.join(folder, name)
            for top in self.layout.templates
            for folder, _, names in os.walk(top)
            for name in names
            if name.endswith(HTML)
        )
        return frozenset(match[1] for path in paths for match in _ID.finditer(read_text(path)))

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

    def from_page(self, file: str, path: str) -> Destination | None:
        """Look up a path that is relative to a page's address; None if that is not known."""
        own = self.routes.own.get(file)
        if own is None or "[" in own:
            return None
        named = self.layout.from_contents and is_markdown(path) and not path.startswith(".")
        found = (self._source(path) if named else None) or self._find(urljoin(own, path))
        if found.outcome != "found" and self.layout.either_form:
            other = self._find(urljoin(own.rstrip("/"), path))
            found = other if other.outcome == "found" else found
        above = _is_above(own, path)
        doubtful = above or self.layout.hooks_links
        leaves = above and self.layout.base != "/"
        if leaves or (found.outcome in {"missing", "other case"} and doubtful):
            return Destination("unknown route", found.path)
        return found

    def rooted(self, file: str, path: str) -> Destination:
        """Look up a root-relative path on a page; it is decoded."""
        base, layout = self.layout.base, self.layout
        # A path does not lead above the root of its site (RFC 3986, section 5.2.4).
        address = os.path.normpath("/" + path.strip("/")).replace("//", "/")
        address += "/" if path.endswith("/") and address != "/" else ""
        inside = f"{address}/".startswith(base)
        if base != "/" and inside and not layout.doubles_base:
            found = self._find("/" + address[len(base) :])
            if found.outcome != "missing" or not layout.adds_base:
                return found
        found = self._find(address)
        if found.outcome == "missing" and base != "/" and not layout.adds_base:
            return Destination("unknown route", found.path)  # it leads out of the site
        leaves = not inside and layout.needs_base and address != "/"
        if found.outcome == "found" and leaves and self.is_known(file):
            return self.sources.elsewhere(found.path, "")
        return found

    def _find(self, address: str) -> Destination:
        address = self._completed(address)
        for look in (self._by_settings, self._static, self._page, self._source):
            found = look(address)
            if found:
                return found
        return self._not_found(address)

    def _completed(self, address: str) -> str:
        """Return an address as the generator changes one that lacks the ending of its pages."""
        ending = self.layout.ending
        if ending is None:
            return address
        if is_markdown(address):
            changed = os.path.splitext(address)[0] + ending
            return re.sub(r"(?<=/)index\.html$", "", changed)
        has_ending = address.endswith("/") or os.path.splitext(address)[1][1:].isalpha()
        return address if has_ending else address + ending

    def _by_settings(self, address: str) -> Destination | None:
        file = self._patterns.file(address)
        if file is None:
            return None
        place = os.path.join(self._disk.root, file.lstrip("/"))
        return self._file(place) if file else Destination("unknown route", address)

    def _static(self, address: str) -> Destination | None:
        for path in self._static_paths(address):
            found = self._file(path)
            if found and not self.sources.unpublished(path, "rooted"):
                return found
        return None

    def _static_paths(self, address: str) -> Iterator[str]:
        for folder in self.layout.statics:
            at = folder.at.rstrip("/") + "/"
            if address == folder.at:
                yield folder.path
            if f"{address}/".startswith(at):
                path = os.path.normpath(os.path.join(folder.path, address[len(at) :]))
                yield from () if address.endswith("/") else (path, f"{path}.html")
                yield os.path.join(path, "index.html")

    def _page(self, address: str) -> Destination | None:
        files = self.routes.files.get(key_of(address))
        if files and self._answers(address, files[0]):
            return self._file(files[0])
        if key_of(address) in self._redirects:
            return Destination("found", address)
        return None

    def _answers(self, address: str, file: str) -> bool:
        """Tell whether a page answers an address: a folder has no file's, nor a file a folder's."""
        key = key_of(address)
        known = (self.routes.own[file], *self.routes.others[file])
        known = tuple(item for item in known if key_of(item) == key)
        if address.endswith("/"):
            return not all(_is_file(item) for item in known)
        return not _is_file(address) or not all(item.endswith("/") for item in known)

    def _source(self, address: str) -> Destination | None:
        """Look up the file itself: many generators let a page name another's source."""
        folders = [folder.path for folder in self.layout.contents]
        for folder in (*folders, *([self.layout.home] if self.layout.origin else [])):
            path = os.path.normpath(os.path.join(folder, address.strip("/")))
            names = candidates(path) if self.layout.flexible else [path]
            for name in names:
                found = self._file(name) if is_markdown(name) or self.layout.flexible else None
                if found:
                    return self.sources.unpublished(name, "rooted") or found
        return None

    def _file(self, path: str) -> Destination | None:
        if not self._disk.inside(path):
            return None
        kind = self._disk.kind(path)
        if kind is None or (kind == "folder" and not self.layout.flexible):
            return None
        if self._ignored(path):
            return Destination("ignored", path)
        return Destination("found", path, path if kind == "file" else None)

    def _not_found(self, address: str) -> Destination:
        layout = self.layout
        ending = os.path.splitext(address)[1].lower()
        path = self._looked_for(address, ending)
        plain = address.rstrip("/") or "/"
        made = self.routes.dynamic(plain) or any(item.fullmatch(plain) for item in self._made)
        if made or self._hosting.answers(plain):
            return Destination("unknown route", path)
        other = self.routes.other_case(key_of(address)) or self._disk.other_case(path)
        if other:
            if layout.hooks_links and other in self.routes.own:
                return Destination("found", other, other)  # Hugo finds pages in any letter case
            return Destination("other case", path)
        if ending in CONTENT:
            folders = () if layout.themed else layout.statics
            known = any(self._disk.kind(folder.path) for folder in folders)
            return Destination("missing" if known else "unknown route", path)
        if is_markdown(address):
            return Destination("unknown route" if layout.makes_sources else "missing", path)
        owned = layout.sure or any(plain.startswith(item) for item in layout.owned)
        owned = owned or (ending == "" and "//" in layout.owned)
        is_page = ending in _PAGE or ending in NOTEBOOKS or not ending[1:].isalpha()
        return Destination("missing" if owned and is_page else "unknown route", path)

    def _looked_for(self, address: str, ending: str) -> str:
        folders = self.layout.contents if ending in _PAGE else self.layout.statics
        folder = next(iter(folders), None)
        place = folder.path if folder else self.layout.home
        path = os.path.normpath(os.path.join(place, address.strip("/")))
        return path if self._disk.inside(path) else place


def _is_file(address: str) -> bool:
    """Tell whether an address is one of a page that is no index."""
    return address.endswith((".html", ".htm")) and not _INDEX.search(address)


def _is_above(own: str, path: str) -> bool:
    """Tell whether a path leads from a page's address to above the site."""
    return os.path.normpath(f"{own.rpartition('/')[0].lstrip('/')}/{path}".lstrip("/")).startswith(
        ".."
    )
