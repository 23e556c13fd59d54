"""Quarto websites and books (Quarto, "Creating a Website", "Book Structure")."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from nblint.project.config_reader import as_dict, as_text, base_of, read_data
from nblint.project.generators.common import below, stem, texts_of
from nblint.project.generators.navigation import entries, named
from nblint.project.layout import Folder, Layout, SourceFile, Workings

if TYPE_CHECKING:
    from collections.abc import Iterable

_PAGES = (".qmd", ".md", ".ipynb", ".rmd")
# What names pages in the navigation of a website or book ("Website Navigation", "Book Structure").
_KEYS = frozenset(
    {
        *("navbar", "sidebar", "page-footer", "left", "center", "right", "menu", "contents"),
        *("section", "href", "file", "chapters", "appendices", "part"),
    }
)


def _inspect(home: str, name: str) -> Layout | None:
    path = os.path.join(home, name)
    config = read_data(path)
    kind = as_text(as_dict(config.get("project")).get("type"), "default")
    is_site = kind in {"website", "book"}
    names = [*entries(config.get("website"), _KEYS), *entries(config.get("book"), _KEYS)]
    url = as_text(as_dict(config.get("website")).get("site-url"))
    url = url or as_text(as_dict(config.get("book")).get("site-url"))
    return Layout(
        "Quarto",
        home,
        path,
        (Folder(home),),
        (Folder(home),),
        url=url,
        base=base_of(url),
        slug="pandoc",
        sure=is_site and not as_dict(config.get("project")).get("pre-render"),
        adds_base=True,
        by_address=is_site,
        listed=named(home, names),
        lists_all="auto" in names,
        options={"output": as_text(as_dict(config.get("project")).get("output-dir"))},
    )


def _addresses(layout: Layout, source: SourceFile) -> Iterable[str]:
    parts = source.path.split("/")
    hidden = any(part.startswith(("_", ".")) for part in parts)
    if hidden or not source.path.lower().endswith(_PAGES) or parts[0] == layout.options["output"]:
        return ()
    aliases = texts_of(source.meta, "aliases")
    return (below(source, f"{stem(source.path)}.html"), *(below(source, item) for item in aliases))


WORKINGS = Workings(_inspect, _addresses)
