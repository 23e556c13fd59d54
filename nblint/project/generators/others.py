"""Generators of which only the name is known: what their addresses lead to is left unverified."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from nblint.project.generators.common import by_path
from nblint.project.layout import Folder, Layout, SourceFile, Workings

if TYPE_CHECKING:
    from collections.abc import Iterable

# By the beginning of the name of their configuration.
_NAMES = {
    "conf": "Sphinx",
    "antora": "Antora",
    "gatsby-config": "Gatsby",
    "nuxt": "Nuxt",
    ".vuepress": "VuePress",
    "zola": "Zola",
}


def _inspect(home: str, file: str) -> Layout | None:
    name = next(name for begin, name in _NAMES.items() if file.startswith(begin))
    return Layout(
        name,
        home,
        os.path.join(home, file),
        (Folder(home),),
        (Folder(home), *(Folder(os.path.join(home, item)) for item in ("static", "public"))),
        slug="vitepress" if name == "VuePress" else "",
        unique=False,
        project_labels=name == "Sphinx",
    )


def _addresses(_layout: Layout, source: SourceFile) -> Iterable[str]:
    return by_path(source)


WORKINGS = Workings(_inspect, _addresses)
