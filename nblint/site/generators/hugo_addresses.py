"""Where Hugo publishes a file (Hugo, "URL management", "Page bundles", "Multilingual")."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from nblint.site.generators.common import join, stem, text_of, texts_of
from nblint.site.generators.permalinks import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nblint.site.layout import Layout, Source

_PAGES = (".md", ".markdown", ".mdown", ".html", ".htm", ".adoc", ".org", ".rst", ".pandoc")

_UNSAFE = re.compile(r"[^\w\s./\\~+#%@:-]")
_TOKENS = {
    ":slugorfilename": ":slugorcontentbasename",
    ":filename": ":contentbasename",
}


def addresses(layout: Layout, source: Source) -> Iterable[str]:
    """Return the addresses of a file of a Hugo site, its aliases included."""
    if not source.path.lower().endswith(_PAGES) or _is_resource(source):
        return ()
    prefix, path = _language(layout, source)
    own = text_of(source.meta, "url")
    address = join(prefix, own) if own else join(prefix, _own(layout, source, path))
    return (address, *_aliases(source, prefix, address))


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


def _own(layout: Layout, source: Source, path: str) -> str:
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
        return expand(
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
    address = _clean(layout, "/".join(part for part in (folder, slug or name) if part))
    return f"{address}.html" if layout.options["ugly"] and name else f"{address}/"


def _clean(layout: Layout, path: str) -> str:
    """Return a path as Hugo writes it into an address."""
    plain = re.sub(r"\s+", "-", _UNSAFE.sub("", path).strip())
    return plain if layout.options["keeps case"] else plain.lower()


def _aliases(source: Source, prefix: str, address: str) -> Iterator[str]:
    parent = address.rstrip("/").rpartition("/")[0]
    for alias in texts_of(source.meta, "aliases"):
        yield (
            join(prefix, alias) if alias.startswith("/") else os.path.normpath(join(parent, alias))
        )
