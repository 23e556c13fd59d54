"""The URLs of a Hugo site (Hugo, "URL management", "Page bundles", "Multilingual mode")."""

from __future__ import annotations

import datetime as dt
import os
import posixpath
import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from nblint.model.file_types import is_markdown
from nblint.project.config_reader import as_dict, exists, is_directory, listing, walk
from nblint.project.generators.common import join, stem, text_of, texts_of
from nblint.project.generators.permalinks import date_of, expand
from nblint.project.publication import EXPIRY_KEYS, is_never_rendered
from nblint.project.site_types import Mount

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from nblint.project.site_types import Meta, SourceFile

Permalinks = dict[str, dict[str, str]]
"""The pattern of each section, or taxonomy, by the kind of page."""

_PAGES = (".md", ".markdown", ".mdown", ".html", ".htm", ".adoc", ".org", ".rst", ".pandoc")
# What Hugo leaves out of a URL; letters' marks, which \w has not, stay besides.
_UNSAFE = re.compile(r"[^\w\s./\\~+#@-]")
_KINDS = ("page", "section", "taxonomy", "term")
_TOKEN = re.compile(r":\w+(?:\[[^\]]*\])?")
_SOME_SECTIONS = re.compile(r":sections\[([^\]]*)\]")
_TOKENS = {":slugorfilename": ":slugorcontentbasename", ":filename": ":contentbasename"}
# Extensions that do not count in a logical path, and the beginnings of names of page bundles.
_LOGICAL_EXTENSIONS = (".md", ".markdown", ".html")
_BUNDLES = ("index.", "_index.")


class Content(Struct, frozen=True):
    """A directory of pages, absolute.

    `language` is that of its files whose names tell none, and `at` where it lies among the content,
    with slashes at both ends.
    """

    path: str
    language: str
    at: str = "/"


class HugoUrls(Struct, frozen=True, kw_only=True):
    """How the URLs of a site are made.

    prefixes: the directory of each language, in the order of the configuration
    default_language: of what tells none
    places: what the content directories hold
    permalinks: the patterns of each language
    is_ugly: pages are published as files
    keeps_case: letter case is kept
    """

    prefixes: dict[str, str]
    default_language: str
    places: dict[Mount, Content]
    permalinks: dict[str, Permalinks]
    is_ugly: bool
    keeps_case: bool

    def of_page(self, source: SourceFile) -> Iterable[str]:
        """Return where a page is published, and its aliases.

        Versions differ in what they make of spaces, so that there may be several URLs.
        """
        is_page = source.path.lower().endswith(_PAGES)
        if not is_page or _is_resource(source) or _is_left_out(source):
            return ()
        language, path = self._language(source)
        prefix = self.prefixes.get(language, "")
        own = text_of(source.meta, "url")
        if own:
            found = [join("" if own.startswith("/") else prefix, own)]
        else:
            found = [join(prefix, item) for item in self._own(source, language, path)]
        return self._all((*found, *_aliases(source, prefix, found[0])))

    def of_asset(self, source: SourceFile, pages: Mapping[str, str]) -> Iterable[str]:
        """Return where a file that is no page is published: beside the page of its bundle.

        `pages` has the URL of each page. Versions differ in the letter case of directories.
        """
        directory, _, name = source.path.rpartition("/")
        at = directory
        while True:
            top = os.path.join(source.mount.path, at)
            index = (os.path.join(top, item) for item in ("index.md", "_index.md"))
            page = next((pages[item] for item in index if item in pages), None)
            if page or not at:
                break
            at = at.rpartition("/")[0]
        start = stem(page or source.mount.at).rstrip("/")
        between = directory[len(at) :]
        paths = (f"{item}/{name}" for item in (self._clean(between), between))
        return self._all(join(start, path) for path in paths)

    def _all(self, found: Iterable[str]) -> Iterable[str]:
        """Return URLs, and also those that older versions give the pages of an only language.

        They put none into a directory of its own where there is no other.
        """
        prefixes, known = list(self.prefixes.values()), list(found)
        only = f"/{prefixes[0]}/" if len(prefixes) == 1 and prefixes[0] else "/"
        return dict.fromkeys((*known, *(join(item.removeprefix(only)) for item in known)))

    def _language(self, source: SourceFile) -> tuple[str, str]:
        """Return the language of a page, with which its name may end, and its path without that.

        The path is that among all content, wherever the page's directory is mounted.
        """
        place = self._place(source)
        path = f"{place.at}{stem(source.path)}".lstrip("/")
        code = os.path.splitext(path)[1][1:].lower()
        if code in self.prefixes:
            return code, os.path.splitext(path)[0]
        return place.language, path

    def _place(self, source: SourceFile) -> Content:
        nowhere = Content(source.mount.path, self.default_language)
        return self.places.get(source.mount, nowhere)

    def _own(self, source: SourceFile, language: str, path: str) -> Iterator[str]:
        directory, _, name = path.rpartition("/")
        if name == "index":
            directory, _, name = directory.rpartition("/")
        elif name == "_index":
            name = ""
        section = (directory or name).partition("/")[0]
        patterns = self.permalinks.get(language, {}).get("page" if name else "section", {})
        pattern = patterns.get(section) or patterns.get(self._clean(section))
        if pattern:
            yield self._filled(pattern, source, directory, name)
            return
        slug = text_of(source.meta, "slug")
        wholes = ["/".join(part for part in (directory, slug or name) if part)]
        if slug and not name:  # older versions know no slug of a section
            wholes = [join(os.path.dirname(directory), slug), directory]
        for whole in wholes:
            for url in (self._clean(whole), self._clean(whole, spaces=r"\s")):
                yield f"{url}.html" if self.is_ugly and name else f"{url}/"

    def _filled(self, pattern: str, source: SourceFile, directory: str, name: str) -> str:
        """Return the URL that a pattern gives to a page."""
        title, slug = text_of(source.meta, "title"), text_of(source.meta, "slug")
        values = {
            "section": (directory or name).partition("/")[0],
            "contentbasename": name,
            "slugorcontentbasename": slug or name,
            "slug": slug or title,
            "title": title,
        }
        cleaned = {key: self._clean(value) for key, value in values.items()}
        sections = [self._clean(item) for item in self._sections(source, directory)]
        return _fill(pattern, source.meta, sections, cleaned)

    def _sections(self, source: SourceFile, directory: str) -> Iterator[str]:
        """Yield the sections around a page: the first directory, below it those with an index."""
        parts = directory.split("/") if directory else []
        mounted = self._place(source).at.count("/") - 1
        for depth, part in enumerate(parts):
            place = os.path.join(source.mount.path, *parts[mounted : depth + 1])
            if not depth or _has_index(place):
                yield part

    def _clean(self, path: str, spaces: str = r"\s+") -> str:
        """Return a path as it stands in a URL, with a hyphen for each match of `spaces`."""
        plain = re.sub(spaces, "-", _UNSAFE.sub(_mark, path).strip())
        return plain if self.keeps_case else plain.lower()


def _is_left_out(source: SourceFile) -> bool:
    """Tell whether a page says that it is not rendered, or no longer.

    See "Build options", "Page bundles", "Front matter" (expiryDate).
    """
    meta = source.meta or {}
    today = dt.datetime.now(tz=dt.UTC).date()
    ends = (date_of({"date": meta.get(name)}) for name in EXPIRY_KEYS)
    if any(date is not None and date < today for date in ends):
        return True
    build = meta.get("build", meta.get("_build"))
    return meta.get("headless") is True or is_never_rendered(build)


def _is_resource(source: SourceFile) -> bool:
    """Tell whether a page lies in a leaf bundle, of which the index alone is published."""
    directory, _, name = source.path.rpartition("/")
    if stem(name).partition(".")[0] == "index":
        directory = directory.rpartition("/")[0]
    while directory:
        if exists(os.path.join(source.mount.path, directory, "index.md")):
            return True
        directory = directory.rpartition("/")[0]
    return False


def _has_index(directory: str) -> bool:
    return any(name.startswith("_index.") for name in listing(directory))


def _mark(match: re.Match[str]) -> str:
    return match[0] if unicodedata.category(match[0]).startswith("M") else ""


def _aliases(source: SourceFile, prefix: str, url: str) -> Iterator[str]:
    parent = url.rstrip("/").rpartition("/")[0]
    for alias in texts_of(source.meta, "aliases"):
        if alias.startswith("/"):
            # Older versions put no language before it.
            yield from (join(prefix, alias), join(alias))
        else:
            yield os.path.normpath(join(parent, alias))


def read_permalinks(config: dict[str, Any], codes: Mapping[str, str]) -> dict[str, Permalinks]:
    """Return the patterns of each language: those of its own table, or else of the site's."""
    languages = {
        str(code).lower(): {str(key).lower(): value for key, value in as_dict(item).items()}
        for code, item in as_dict(config.get("languages")).items()
    }
    return {
        code: _by_kind(as_dict(languages.get(code, {}).get("permalinks", config.get("permalinks"))))
        for code in codes
    }


def _by_kind(written: dict[str, Any]) -> Permalinks:
    """Return a table with one for each kind of page; what has none is for pages."""
    found = {kind: _patterns(as_dict(written.get(kind))) for kind in _KINDS}
    return {**found, "page": {**_patterns(written), **found["page"]}}


def _patterns(table: dict[str, Any]) -> dict[str, str]:
    return {str(key): value for key, value in table.items() if isinstance(value, str)}


def _fill(pattern: str, meta: Meta, sections: list[str], values: Mapping[str, str]) -> str:
    """Return the URL of a page; it has parameters for what is not known of it."""
    for old, new in _TOKENS.items():
        pattern = pattern.replace(old, new)
    try:
        plain = _SOME_SECTIONS.sub(lambda match: "/".join(_some(sections, match[1])), pattern)
    except ValueError:
        plain = ""
    found = expand(plain, meta, {**values, "sections": "/".join(sections)})
    return found or _TOKEN.sub("[...any]", pattern)


def _some(sections: list[str], asked: str) -> list[str]:
    """Return the sections that a slice such as ``1:``, ``:last`` or ``0`` asks for.

    Raises ValueError for what is none.
    """
    start, several, end = (
        str(len(sections) - 1) if part == "last" else part for part in asked.partition(":")
    )
    first = int(start or 0)
    return sections[first : int(end or len(sections)) if several else first + 1]


def _lists(found: dict[str, Permalinks], codes: Mapping[str, str]) -> Iterator[str]:
    """Yield regular expressions of the URLs of lists that need no file of their own."""
    for code, table in found.items():
        top = re.escape(f"/{codes[code]}") if codes[code] else ""
        for kind in ("section", "taxonomy", "term"):
            for pattern in table[kind].values():
                plain = re.escape(_TOKEN.sub("\0", pattern).strip("/")).replace("\0", ".*")
                yield f"{top}/{plain}"


def generated_urls(
    config: dict[str, Any],
    prefixes: dict[str, str],
    patterns: dict[str, Permalinks],
    contents: list[Mount],
) -> Iterator[str]:
    """Yield regular expressions of the URLs where a site with a `config` has such pages."""
    names = as_dict(config.get("taxonomies")) or {"tag": "tags", "category": "categories"}
    plurals = "|".join(re.escape(str(value).lower()) for value in names.values())
    if plurals:
        yield rf"(?:/[\w-]+)?/(?:{plurals})(?:\.html|/.*)?"
    yield r"(?:/.*)?/page/\d+"
    yield r"(?:/.*)?/404(?:\.html)?"
    yield from _lists(patterns, prefixes)
    languages = "|".join(map(re.escape, prefixes))
    yield rf"/(?:{languages})(?:/index\.html)?"
    for section in _listed_sections(contents):
        yield rf"(?:/(?:{languages}))?{section}(?:\.html|/index\.html)?"
    for directory in _adapted(contents):
        yield rf"(?i:{re.escape(directory.rstrip('/'))}/.*)"


def _listed_sections(contents: list[Mount]) -> Iterator[str]:
    """Yield the URLs of sections: the first directories have lists of their pages.

    Those with an index of their own are known by that.
    """
    for mount in contents:
        for name in listing(mount.path):
            place = os.path.join(mount.path, name)
            indexes = (os.path.join(place, item) for item in ("_index.md", "index.md"))
            if is_directory(place) and not any(map(exists, indexes)):
                yield f"(?i:{re.escape(join(mount.at, name.replace(' ', '-')))})"


def _adapted(contents: list[Mount]) -> Iterator[str]:
    """Yield the URLs of directories in which a program makes pages ("Content adapters")."""
    for mount in contents:
        for path in walk(mount.path):
            at, name = os.path.split(path)
            if name == "_content.gotmpl":
                inside = os.path.relpath(at, mount.path).replace(os.sep, "/").replace(" ", "-")
                yield join(mount.at, "" if inside == "." else inside)


class LogicalPaths:
    """The pages and global resources of a site by their logical paths.

    Hugo, "Link render hooks", Embedded, and "GetPage": a path is taken from the page, else from the
    root of the content, else for a name that one page has. Letter case and extensions of pages do
    not count.
    """

    def __init__(
        self,
        contents: Iterable[Mount],
        places: Mapping[Mount, Content],
        published: Iterable[str],
    ) -> None:
        self._starts = {
            mount.path: places[mount].at if mount in places else "/" for mount in contents
        }
        self._files: dict[str, str] = {}
        self._resources: dict[str, str] = {}
        self._names: defaultdict[str, list[str]] = defaultdict(list)
        for file in published:
            path = _logical(self._inside(file) or "/")
            if is_markdown(file):
                self._files.setdefault(path, file)
                self._names[posixpath.basename(path)].append(file)
            else:
                self._resources[path] = file

    def find(self, page: str, path: str, asset: Callable[[str], str | None]) -> str | None:
        """Return the file that a path on a page calls, or None.

        `asset` returns the global resource that has a root-relative path, or None.
        """
        own = self._inside(page) or "/"
        directory = posixpath.dirname(own)
        for at in (posixpath.join(directory, path), "/" + path):
            found = self._files.get(_logical(at)) or asset(posixpath.normpath(at).lstrip("/"))
            if found:
                return found
        if posixpath.basename(own).startswith(_BUNDLES):
            found = self._resources.get(_logical(posixpath.join(directory, path)))
            if found:
                return found
        named = self._names[posixpath.basename(_logical(path))] if "/" not in path else []
        return named[0] if len(named) == 1 else None

    def _inside(self, file: str) -> str | None:
        """Return the path of a file among the content, with a slash first."""
        for directory, at in self._starts.items():
            if file.startswith(directory + os.sep):
                return at + os.path.relpath(file, directory).replace(os.sep, "/")
        return None


def _logical(path: str) -> str:
    plain = posixpath.normpath("/" + path).lower().replace(" ", "-")
    start, extension = posixpath.splitext(plain)
    plain = start if extension in _LOGICAL_EXTENSIONS else plain
    return plain.removesuffix("/_index").removesuffix("/index") or "/"
