"""Where Hugo publishes a file (Hugo, "URL management", "Page bundles", "Multilingual mode")."""

from __future__ import annotations

import datetime as dt
import os
import re
import unicodedata
from typing import TYPE_CHECKING

from nblint.project.config_reader import as_dict, exists, listing
from nblint.project.generators.common import join, stem, text_of, texts_of
from nblint.project.generators.hugo_contents import Content
from nblint.project.generators.hugo_permalinks import fill
from nblint.project.generators.permalinks import date_of
from nblint.project.layout import EXPIRY_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from nblint.project.layout import Layout, SourceFile

_PAGES = (".md", ".markdown", ".mdown", ".html", ".htm", ".adoc", ".org", ".rst", ".pandoc")

# What Hugo leaves out of an address; letters' marks, which \w has not, stay besides.
_UNSAFE = re.compile(r"[^\w\s./\\~+#@-]")


def addresses(layout: Layout, source: SourceFile) -> Iterable[str]:
    """Return the addresses of a page of a Hugo site, its aliases included.

    Versions differ in what they make of spaces, so that there may be several.
    """
    if not source.path.lower().endswith(_PAGES) or _is_resource(source) or _is_left_out(source):
        return ()
    language, path = _language(layout, source)
    prefix = layout.options["languages"].get(language, "")
    own = text_of(source.meta, "url")
    if own:
        found = [join("" if own.startswith("/") else prefix, own)]
    else:
        found = [join(prefix, item) for item in _own(layout, source, language, path)]
    return _all(layout, (*found, *_aliases(source, prefix, found[0])))


def resources(layout: Layout, source: SourceFile, own: Mapping[str, str]) -> Iterable[str]:
    """Return the addresses of a file that is no page: beside the page whose bundle it lies in.

    `own` has the address of each page. Versions differ in the letter case of folders.
    """
    folder, _, name = source.path.rpartition("/")
    at = folder
    while True:
        index = (os.path.join(source.folder.path, at, item) for item in ("index.md", "_index.md"))
        page = next((own[item] for item in index if item in own), None)
        if page or not at:
            break
        at = at.rpartition("/")[0]
    start = stem(page or source.folder.at).rstrip("/")
    between = folder[len(at) :]
    paths = (f"{item}/{name}" for item in (_clean(layout, between), between))
    return _all(layout, (join(start, path) for path in paths))


def _all(layout: Layout, found: Iterable[str]) -> Iterable[str]:
    """Return addresses, and also those that older versions give the pages of an only language.

    They put none into a folder of its own where there is no other.
    """
    prefixes, known = list(layout.options["languages"].values()), list(found)
    only = f"/{prefixes[0]}/" if len(prefixes) == 1 and prefixes[0] else "/"
    return dict.fromkeys((*known, *(join(item.removeprefix(only)) for item in known)))


def _is_left_out(source: SourceFile) -> bool:
    """Tell whether a page says that it is not rendered, or no longer.

    See "Build options", "Page bundles", "Front matter" (expiryDate).
    """
    meta = source.meta or {}
    today = dt.datetime.now(tz=dt.UTC).date()
    ends = (date_of({"date": meta.get(name)}) for name in EXPIRY_KEYS)
    if any(date is not None and date < today for date in ends):
        return True
    build = as_dict(meta.get("build", meta.get("_build")))
    return meta.get("headless") is True or build.get("render") in ("never", "link", False)


def _is_resource(source: SourceFile) -> bool:
    """Tell whether a page lies in a leaf bundle, of which the index alone is published."""
    folder, _, name = source.path.rpartition("/")
    if stem(name).partition(".")[0] == "index":
        folder = folder.rpartition("/")[0]
    while folder:
        if exists(os.path.join(source.folder.path, folder, "index.md")):
            return True
        folder = folder.rpartition("/")[0]
    return False


def _language(layout: Layout, source: SourceFile) -> tuple[str, str]:
    """Return the language of a page, with which its name may end, and its path without that.

    The path is that among all content, wherever the page's folder is mounted.
    """
    place = _place(layout, source)
    path = f"{place.at}{stem(source.path)}".lstrip("/")
    code = os.path.splitext(path)[1][1:].lower()
    if code in layout.options["languages"]:
        return code, os.path.splitext(path)[0]
    return place.language, path


def _place(layout: Layout, source: SourceFile) -> Content:
    nowhere = Content(source.folder.path, layout.options["default"])
    found: Content = layout.options["places"].get(source.folder, nowhere)
    return found


def _own(layout: Layout, source: SourceFile, language: str, path: str) -> Iterator[str]:
    folder, _, name = path.rpartition("/")
    if name == "index":
        folder, _, name = folder.rpartition("/")
    elif name == "_index":
        name = ""
    section = (folder or name).partition("/")[0]
    patterns = layout.options["permalinks"].get(language, {}).get("page" if name else "section", {})
    pattern = patterns.get(section) or patterns.get(_clean(layout, section))
    slug = text_of(source.meta, "slug")
    if pattern:
        title = text_of(source.meta, "title")
        values = {
            "section": section,
            "contentbasename": name,
            "slugorcontentbasename": slug or name,
            "slug": slug or title,
            "title": title,
        }
        cleaned = {key: _clean(layout, value) for key, value in values.items()}
        sections = [_clean(layout, item) for item in _sections(layout, source, folder)]
        yield fill(pattern, source.meta, sections, cleaned)
        return
    wholes = ["/".join(part for part in (folder, slug or name) if part)]
    if slug and not name:  # older versions know no slug of a section
        wholes = [join(os.path.dirname(folder), slug), folder]
    for whole in wholes:
        for address in (_clean(layout, whole), _clean(layout, whole, spaces=r"\s")):
            yield f"{address}.html" if layout.options["ugly"] and name else f"{address}/"


def _sections(layout: Layout, source: SourceFile, folder: str) -> Iterator[str]:
    """Yield the sections around a page: the first folder, and below it those with an index."""
    parts = folder.split("/") if folder else []
    mounted = _place(layout, source).at.count("/") - 1
    for depth, part in enumerate(parts):
        place = os.path.join(source.folder.path, *parts[mounted : depth + 1])
        if not depth or _has_index(place):
            yield part


def _has_index(folder: str) -> bool:
    return any(name.startswith("_index.") for name in listing(folder))


def _clean(layout: Layout, path: str, spaces: str = r"\s+") -> str:
    """Return a path as Hugo writes it into an address, with a hyphen for each match of `spaces`."""
    plain = re.sub(spaces, "-", _UNSAFE.sub(_mark, path).strip())
    return plain if layout.options["keeps case"] else plain.lower()


def _mark(match: re.Match[str]) -> str:
    return match[0] if unicodedata.category(match[0]).startswith("M") else ""


def _aliases(source: SourceFile, prefix: str, address: str) -> Iterator[str]:
    parent = address.rstrip("/").rpartition("/")[0]
    for alias in texts_of(source.meta, "aliases"):
        if alias.startswith("/"):
            # Older versions put no language before it.
            yield from (join(prefix, alias), join(alias))
        else:
            yield os.path.normpath(join(parent, alias))
