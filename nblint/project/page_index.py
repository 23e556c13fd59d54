"""At which URLs the files of a site are published, and the other way round."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Protocol

from nblint.model.file_types import is_markdown
from nblint.project.config_reader import UnreadableConfigError, held_to
from nblint.project.project_kinds import GENERATED_DIRECTORIES
from nblint.project.site_types import Fault, SourceFile
from nblint.project.url_patterns import match_any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from nblint.files.matching import Automaton
    from nblint.project.project_files import ProjectFiles
    from nblint.project.site_types import Mount

_MAX_FILES = 100_000
_INDEX = re.compile(r"(?:^|(?<=/))index\.html?$|\.html?$|/+$")
_PARAMETER = re.compile(
    r"\\\[\\\[\\\.\\\.\\\..*?\\\]\\\]|\\\[\\\.\\\.\\\..*?\\\]|\\\[\\\[.*?\\\]\\\]|\\\[.*?\\\]"
)
# Characters of a URL with parameters; of a longer one the beginning counts.
_LONGEST = 500


class Publisher(Protocol):
    """What the index has to know of the generator of a site."""

    has_asset_urls: ClassVar[bool]

    @property
    def name(self) -> str:
        """The name of the generator."""

    @property
    def contents(self) -> tuple[Mount, ...]:
        """The directories of the pages."""

    def page_urls(self, source: SourceFile) -> Iterable[str]:
        """Return where a file is published, its own URL first; none if it is not."""

    def asset_urls(self, source: SourceFile, pages: Mapping[str, str]) -> Iterable[str]:
        """Return where a file that is no page is published, given the URLs of all pages."""

    def is_listed(self, source: SourceFile) -> bool:
        """Tell whether the navigation of the site leads to a page."""


def url_key(url: str) -> str:
    """Return what all forms of a URL have in common: ``/a``, ``/a/``, ``/a.html``."""
    key = _INDEX.sub("", url)
    return key.strip("/") if key != url else url.strip("/")


def is_readme(path: str) -> bool:
    """Tell whether a page is shown for its directory only where there is no index."""
    return os.path.basename(path).lower().startswith("readme.")


class PageIndex:
    """The URLs of the files of one site.

    own: the URL of each file
    others: the further URLs of each file
    files: the files of each URL, by its key
    listed: the pages to which the navigation of the site leads
    fault: what kept the generator from telling the URL of a file; any URL may be that file's then
    """

    def __init__(self, publisher: Publisher, files: ProjectFiles) -> None:
        self.own: dict[str, str] = {}
        self.others: dict[str, tuple[str, ...]] = {}
        self.files: defaultdict[str, list[str]] = defaultdict(list)
        self.listed: set[str] = set()
        self.fault: Fault | None = None
        self._dynamic: list[str] = []
        self._publisher, self._files = publisher, files
        with held_to(files.disk.boundary):
            self._add_pages()
            if publisher.has_asset_urls:
                self._add_assets()
        for found in self.files.values():
            # Where a directory has both, the index is shown and not the README.
            found[:] = sorted(dict.fromkeys(found), key=is_readme)
        self._folded = {key.casefold(): key for key in self.files}

    def is_dynamic(self, url: str) -> bool:
        """Tell whether a URL is one of a page that answers several."""
        return self._dynamic_urls.matches(f"/{url.strip('/')}")

    @cached_property
    def _dynamic_urls(self) -> Automaton:
        return match_any(dict.fromkeys(self._dynamic))

    def other_case(self, url: str) -> str | None:
        """Return a file whose URL differs from `url` in letter case only."""
        key = url_key(url)
        found = self._folded.get(key.casefold())
        return self.files[found][0] if found is not None and found != key else None

    def _add_pages(self) -> None:
        for source, path in self._sources():
            try:
                self._add(path, tuple(self._publisher.page_urls(source)))
                if path in self.own and self._publisher.is_listed(source):
                    self.listed.add(path)
            except Exception as error:  # noqa: BLE001 - one file must not end the run
                self._note(error, path)

    def _add_assets(self) -> None:
        for source, path in self._sources():
            if path not in self.own and not is_markdown(path):
                try:
                    self._add(path, tuple(self._publisher.asset_urls(source, self.own)))
                except Exception as error:  # noqa: BLE001 - as above
                    self._note(error, path)

    def _note(self, error: Exception, path: str) -> None:
        name = self._publisher.name
        if isinstance(error, UnreadableConfigError):
            self.fault = Fault(
                generator=name, file=error.file, message=error.message, line=error.line
            )
        else:
            self.fault = self.fault or Fault(generator=name, file=path, error=error)
        self._dynamic.append(".*")

    def _sources(self) -> Iterator[tuple[SourceFile, str]]:
        """Yield the files of the content directories, each with its absolute path."""
        inner = {mount.path for mount in self._publisher.contents}
        for mount in self._publisher.contents:
            for path in self._walk(mount, inner - {mount.path}):
                relative = os.path.relpath(path, mount.path).replace(os.sep, "/")
                meta = self._files.meta(path) if is_markdown(path) else None
                yield SourceFile(mount, relative, meta), path

    def _walk(self, mount: Mount, inner: Iterable[str]) -> Iterator[str]:
        todo, count, linked = [mount.path], 0, set[str]()
        while todo and count < _MAX_FILES:
            at = todo.pop()
            for name, is_directory in sorted((self._files.disk.names(at) or {}).items()):
                path = os.path.join(at, name)
                count += 1
                if not is_directory:
                    yield path
                elif not (name.startswith(".") or name in GENERATED_DIRECTORIES or path in inner):
                    again = os.path.islink(path) and _is_again(path, linked)
                    todo += [] if again or self._files.ignored(path) else [path]

    def _add(self, path: str, urls: tuple[str, ...]) -> None:
        if urls:
            self.own[path] = urls[0]
            self.others[path] = urls[1:]
        for url in urls:
            if "[" in url:
                self._dynamic.append(_dynamic(url))
            else:
                self.files[url_key(url)].append(path)


def _is_again(link: str, linked: set[str]) -> bool:
    """Tell whether a link leads to a directory around it, or where one in `linked` led; note it.

    Links in circles have no end, and links to directories of links double at each.
    """
    target, around = os.path.realpath(link), os.path.realpath(os.path.dirname(link))
    again = target in linked or f"{around}{os.sep}".startswith(target + os.sep)
    linked.add(target)
    return again


def _dynamic(url: str) -> str:
    """Return what a URL with parameters such as ``[slug]`` and ``[...rest]`` answers."""

    def one(match: re.Match[str]) -> str:
        text = match[0].replace("\\", "")
        if text.startswith("[["):
            return ".*" if "..." in text else "[^/]*"
        return ".*" if text.startswith("[...") else "[^/]+"

    plain = f"/{url.strip('/')}"
    if len(plain) > _LONGEST:
        return re.escape(plain[:_LONGEST].partition("[")[0]) + ".*"
    pattern = _PARAMETER.sub(one, re.escape(plain))
    # What may be empty takes its slash along; the root has no other.
    pattern = pattern.replace("/.*", "(?:/.*)?").replace("/[^/]*", "(?:/[^/]*)?")
    return f"{pattern}/?"
