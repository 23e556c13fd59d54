"""What lies at an address of a published site."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from nblint.model.file_types import CONTENT, NOTEBOOKS
from nblint.project.answered import answered
from nblint.project.config_reader import held_to
from nblint.project.generators.common import is_markdown
from nblint.project.hosting import Hosting
from nblint.project.page_candidates import candidates
from nblint.project.patterns import Patterns
from nblint.project.resolution import Resolution
from nblint.project.routes import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from nblint.project.disk import Disk
    from nblint.project.source_links import SourceLinks

_PAGE = frozenset({"", ".html", ".htm"})
# Characters of a pattern of `Layout.made`; a longer one may match anything.
_LONGEST = 2_000
_INDEX = re.compile(r"(?:^|/)index\.html?$")


class Lookup:
    """Looks addresses up: their base is off, and they are decoded.

    `settings` are the patterns of addresses in the settings, each with the file that it shows.
    """

    def __init__(
        self,
        sources: SourceLinks,
        disk: Disk,
        ignored: Callable[[str], bool],
        settings: Mapping[str, str],
    ) -> None:
        self.layout, self.routes, self._sources = sources.layout, sources.routes, sources
        self._disk, self._ignored = disk, ignored
        self._patterns = Patterns(settings)
        self._made = answered(item if len(item) <= _LONGEST else ".*" for item in self.layout.made)
        self._redirects = {key_of(old) for old in self.layout.redirects}
        with held_to(disk.boundary):
            self._hosting = Hosting(self.layout, disk.root)

    def find(self, address: str) -> Resolution:
        """Return what lies at an address."""
        address = self._completed(address)
        for look in (self._by_settings, self._static, self._page, self.source):
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

    def _by_settings(self, address: str) -> Resolution | None:
        file = self._patterns.file(address)
        if file is None:
            return None
        place = os.path.join(self._disk.root, file.lstrip("/"))
        return self._file(place) if file else Resolution("unknown route", address)

    def _static(self, address: str) -> Resolution | None:
        for path in self._static_paths(address):
            found = self._file(path)
            if found and not self._sources.unpublished(path, "rooted"):
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

    def _page(self, address: str) -> Resolution | None:
        files = self.routes.files.get(key_of(address))
        if files and self._answers(address, files[0]):
            return self._file(files[0])
        if key_of(address) in self._redirects:
            return Resolution("found", address)
        return None

    def _answers(self, address: str, file: str) -> bool:
        """Tell whether a page answers an address: a folder has no file's, nor a file a folder's."""
        key = key_of(address)
        known = (self.routes.own[file], *self.routes.others[file])
        known = tuple(item for item in known if key_of(item) == key)
        if address.endswith("/"):
            return not all(_is_file(item) for item in known)
        return not _is_file(address) or not all(item.endswith("/") for item in known)

    def source(self, address: str) -> Resolution | None:
        """Look up the file itself: many generators let a page name another's source."""
        folders = [folder.path for folder in self.layout.contents]
        for folder in (*folders, *([self.layout.home] if self.layout.origin else [])):
            path = os.path.normpath(os.path.join(folder, address.strip("/")))
            names = candidates(path) if self.layout.flexible else [path]
            for name in names:
                found = self._file(name) if is_markdown(name) or self.layout.flexible else None
                if found:
                    return self._sources.unpublished(name, "rooted") or found
        return None

    def _file(self, path: str) -> Resolution | None:
        if not self._disk.inside(path):
            return None
        kind = self._disk.kind(path)
        if kind is None or (kind == "folder" and not self.layout.flexible):
            return None
        if self._ignored(path):
            return Resolution("ignored", path)
        return Resolution("found", path, path if kind == "file" else None)

    def _not_found(self, address: str) -> Resolution:
        layout = self.layout
        ending = os.path.splitext(address)[1].lower()
        path = self._looked_for(address, ending)
        plain = address.rstrip("/") or "/"
        made = self.routes.dynamic(plain) or self._made.matches(plain)
        if made or self._hosting.answers(plain):
            return Resolution("unknown route", path)
        other = self.routes.other_case(key_of(address)) or self._disk.other_case(path)
        if other:
            if layout.hooks_links and other in self.routes.own:
                return Resolution("found", other, other)  # Hugo finds pages in any letter case
            return Resolution("other case", path)
        if ending in CONTENT:
            folders = () if layout.themed else layout.statics
            known = any(self._disk.kind(folder.path) for folder in folders)
            return Resolution("missing" if known else "unknown route", path)
        if is_markdown(address):
            return Resolution("unknown route" if layout.makes_sources else "missing", path)
        owned = layout.sure or any(plain.startswith(item) for item in layout.owned)
        owned = owned or (ending == "" and "//" in layout.owned)
        is_page = ending in _PAGE or ending in NOTEBOOKS or not ending[1:].isalpha()
        return Resolution("missing" if owned and is_page else "unknown route", path)

    def _looked_for(self, address: str, ending: str) -> str:
        folders = self.layout.contents if ending in _PAGE else self.layout.statics
        folder = next(iter(folders), None)
        place = folder.path if folder else self.layout.home
        path = os.path.normpath(os.path.join(place, address.strip("/")))
        return path if self._disk.inside(path) else place


def _is_file(address: str) -> bool:
    """Tell whether an address is one of a page that is no index."""
    return address.endswith((".html", ".htm")) and not _INDEX.search(address)
