"""MyST and Jupyter Book 2 (MyST, "Website", URLs and folders; "Cross-references")."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from nblint.site.generators.common import below, join, stem
from nblint.site.layout import Folder, Generator, Layout, Source
from nblint.site.reading import as_dict, read_data, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PAGES = (".md", ".ipynb", ".tex")
_NUMBER = re.compile(r"^[0-9_.-]*(?=[^0-9_.-])")


def _inspect(home: str, name: str) -> Layout | None:
    path = os.path.join(home, name)
    config = read_data(path)
    site = as_dict(config.get("site"))
    folders = as_dict(site.get("options")).get("folders") is True
    listed = _files(as_dict(config.get("project")).get("toc"))
    return Layout(
        "MyST",
        home,
        path,
        (Folder(home),),
        (Folder(home),),
        slug="myst",
        serves_contents=True,
        unique=False,
        project_labels=True,
        listed=frozenset(within(home, file) for file in listed),
        options={"folders": folders},
    )


def _files(contents: object) -> Iterator[str]:
    """Yield the files that a table of contents names."""
    for item in contents if isinstance(contents, list) else []:
        entry = as_dict(item)
        if isinstance(entry.get("file"), str):
            yield entry["file"]
        yield from _files(entry.get("children"))


def _addresses(layout: Layout, source: Source) -> Iterable[str]:
    parts = source.path.split("/")
    if parts[0] in {"_build", "node_modules"} or not source.path.lower().endswith(_PAGES):
        return ()
    *folders, name = [_slug(part) for part in stem(source.path).split("/")]
    if not folders and name in {"index", "readme"}:
        return (source.folder.at,)
    own = below(source, name)
    nested = join(source.folder.at, *folders, "" if name == "index" else name)
    return (nested, own) if layout.options["folders"] or name == "index" else (own, nested)


def _slug(name: str) -> str:
    """Return a part of a path as it stands in an address: lower case, without leading numbers."""
    return re.sub(r"[^a-z0-9]+", "-", _NUMBER.sub("", name, count=1).lower()).strip("-")


MYST = Generator("MyST", ("myst.yml", "myst.yaml"), _inspect, _addresses)
