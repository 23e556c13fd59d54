"""MyST and Jupyter Book 2 (MyST, "Website Themes & Templates", "Table of Contents")."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from nblint.project.config_reader import as_dict, exists, read_data, within
from nblint.project.generators.common import below, join, stem
from nblint.project.layout import Folder, Layout, SourceFile, Workings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PAGES = (".md", ".ipynb", ".tex")
# Numbers that order the files, but neither years nor five digits; and never all of a name.
_NUMBER = re.compile(r"^(?![12]\d{3}|\d{5})[0-9_.-]+(?=[^0-9_.-])")
_LONGEST = 50


def _inspect(home: str, name: str) -> Layout | None:
    path = os.path.join(home, name)
    config = read_data(path)
    site = as_dict(config.get("site"))
    folders = as_dict(site.get("options")).get("folders") is True
    listed = [within(home, item) for item in _files(as_dict(config.get("project")).get("toc"))]
    return Layout(
        "MyST",
        home,
        path,
        (Folder(home),),
        (Folder(home),),
        slug="myst",
        unique=False,
        project_labels=True,
        hides_drafts=False,
        listed=frozenset(listed),
        lists_all=not listed,
        options={"folders": folders, "first": listed[0] if listed else _first(home)},
    )


def _first(home: str) -> str:
    """Return the page that is shown at the root where no table of contents names the first one."""
    pages = [os.path.join(home, f"{name}.md") for name in ("index", "README")]
    return next((page for page in pages if exists(page)), "")


def _files(contents: object) -> Iterator[str]:
    """Yield the files that a table of contents names."""
    for item in contents if isinstance(contents, list) else []:
        entry = as_dict(item)
        if isinstance(entry.get("file"), str):
            yield entry["file"]
        yield from _files(entry.get("children"))


def _addresses(layout: Layout, source: SourceFile) -> Iterable[str]:
    parts = source.path.split("/")
    if parts[0] in {"_build", "node_modules"} or not source.path.lower().endswith(_PAGES):
        return ()
    if os.path.join(source.folder.path, source.path) == layout.options["first"]:
        return (source.folder.at,)
    *folders, name = [_slug(part) for part in stem(source.path).split("/")]
    if layout.options["folders"]:
        return (join(source.folder.at, *folders, "" if name == "index" else name),)
    return (below(source, name),)


def _slug(name: str) -> str:
    """Return a part of a path as it stands in an address: lower case, without leading numbers."""
    plain = _NUMBER.sub("", name, count=1).lower().replace("&", "-and-")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST]


WORKINGS = Workings(_inspect, _addresses)
