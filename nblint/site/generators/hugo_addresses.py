"""Where Hugo publishes a file (Hugo, "URL management", "Page bundles", "Multilingual mode")."""

from __future__ import annotations

import os
import re
import unicodedata
from typing import TYPE_CHECKING

from nblint.site.generators.common import join, stem, text_of, texts_of
from nblint.site.generators.permalinks import expand
from nblint.site.reading import as_dict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from nblint.site.layout import Layout, Source

_PAGES = (".md", ".markdown", ".mdown", ".html", ".htm", ".adoc", ".org", ".rst", ".pandoc")

# What Hugo leaves out of an address; letters' marks, which \w has not, stay besides.
_UNSAFE = re.compile(r"[^\w\s./\\~+#@-]")
_TOKENS = {
    ":slugorfilename": ":slugorcontentbasename",
    ":filename": ":contentbasename",
}


def addresses(layout: Layout, source: Source) -> Iterable[str]:
    """Return the addresses of a page of a Hugo site, its aliases included.

    Versions differ in what they make of spaces, so that there may be several.
    """
    if not source.path.lower().endswith(_PAGES) or _is_resource(source) or _is_left_out(source):
        return ()
    prefix, path = _language(layout, source)
    own = text_of(source.meta, "url")
    if own:
        found = [join(prefix, own)]
    else:
        found = [join(prefix, item) for item in _own(layout, source, path)]
    return dict.fromkeys((*found, *_aliases(source, prefix, found[0])))


def resources(layout: Layout, source: Source, own: Mapping[str, str]) -> Iterable[str]:
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
    return dict.fromkeys(join(start, path) for path in paths)


def _is_left_out(source: Source) -> bool:
    """Tell whether a page says that it is not rendered ("Build options", "Page bundles")."""
    meta = source.meta or {}
    build = as_dict(meta.get("build", meta.get("_build")))
    return meta.get("headless") is True or build.get("render") in ("never", "link", False)


def _is_resource(source: Source) -> bool:
    """Tell whether a page lies in a leaf bundle, of which the index alone is published."""
    folder, _, name = source.path.rpartition("/")
    if stem(name).partition(".")[0] == "index":
        folder = folder.rpartition("/")[0]
    while folder:
        if os.path.isfile(os.path.join(source.folder.path, folder, "index.md")):
            return True
        folder = folder.rpartition("/")[0]
    return False


def _language(layout: Layout, source: Source) -> tuple[str, str]:
    """Return the prefix and the path of a page whose name may end with its language."""
    path, languages = stem(source.path), layout.options["languages"]
    code = os.path.splitext(path)[1][1:].lower()
    if code in languages:
        return join(source.folder.at, languages[code]), os.path.splitext(path)[0]
    return source.folder.at, path


def _own(layout: Layout, source: Source, path: str) -> Iterator[str]:
    folder, _, name = path.rpartition("/")
    if name == "index":
        folder, _, name = folder.rpartition("/")
    elif name == "_index":
        name = ""
    section = (folder or name).partition("/")[0]
    pattern = layout.options["permalinks"].get(section)
    slug = text_of(source.meta, "slug")
    if pattern and name:
        for old, new in _TOKENS.items():
            pattern = pattern.replace(old, new)
        sections = [*folder.split("/")] if folder else []
        yield expand(
            pattern,
            source.meta,
            {
                "section": section,
                "sections": "/".join(sections),
                "contentbasename": name,
                "slugorcontentbasename": slug or name,
                "slug": slug or _clean(layout, text_of(source.meta, "title")),
                "title": _clean(layout, text_of(source.meta, "title")),
            },
        )
        return
    wholes = ["/".join(part for part in (folder, slug or name) if part)]
    if slug and not name:  # older versions know no slug of a section
        wholes = [join(os.path.dirname(folder), slug), folder]
    for whole in wholes:
        for address in (_clean(layout, whole), _clean(layout, whole, spaces=r"\s")):
            yield f"{address}.html" if layout.options["ugly"] and name else f"{address}/"


def _clean(layout: Layout, path: str, spaces: str = r"\s+") -> str:
    """Return a path as Hugo writes it into an address, with a hyphen for each match of `spaces`."""
    plain = re.sub(spaces, "-", _UNSAFE.sub(_mark, path).strip())
    return plain if layout.options["keeps case"] else plain.lower()


def _mark(match: re.Match[str]) -> str:
    return match[0] if unicodedata.category(match[0]).startswith("M") else ""


def _aliases(source: Source, prefix: str, address: str) -> Iterator[str]:
    parent = address.rstrip("/").rpartition("/")[0]
    for alias in texts_of(source.meta, "aliases"):
        yield (
            join(prefix, alias) if alias.startswith("/") else os.path.normpath(join(parent, alias))
        )
