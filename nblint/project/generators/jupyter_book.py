"""Jupyter Book 1 (Jupyter Book, "Structure the Table of Contents"; Sphinx External ToC).

Where its addresses lead to is left unverified: Sphinx and its extensions make pages.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from nblint.project.config_reader import as_text, read_data, within
from nblint.project.generators.common import by_path
from nblint.project.generators.navigation import entries, named
from nblint.project.layout import Folder, Layout, SourceFile, Workings

if TYPE_CHECKING:
    from collections.abc import Iterable

_KEYS = frozenset({"file", "glob", "parts", "subtrees", "chapters", "entries", "sections"})


def _inspect(home: str, name: str) -> Layout | None:
    path = os.path.join(home, name)
    contents = read_data(path)
    root = as_text(contents.get("root"))
    start = os.path.dirname(within(home, root))
    return Layout(
        "Jupyter Book",
        home,
        path,
        (Folder(home),),
        (Folder(home),),
        unique=False,
        project_labels=True,
        listed=named(start, [*entries(contents, _KEYS), os.path.basename(root) or "index"]),
    )


def _addresses(_layout: Layout, source: SourceFile) -> Iterable[str]:
    return by_path(source)


WORKINGS = Workings(_inspect, _addresses)
