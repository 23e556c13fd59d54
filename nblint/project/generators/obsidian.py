"""An Obsidian vault (Obsidian Help, "How Obsidian stores data", "Internal links")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.project.generators.common import below, is_markdown, stem
from nblint.project.layout import Folder, Layout, SourceFile, Workings

if TYPE_CHECKING:
    from collections.abc import Iterable


def _inspect(home: str, _name: str) -> Layout | None:
    return Layout(
        "Obsidian",
        home,
        contents=(Folder(home),),
        statics=(Folder(home),),
        slug="obsidian",
    )


def _addresses(_layout: Layout, source: SourceFile) -> Iterable[str]:
    return (below(source, stem(source.path)),) if is_markdown(source.path) else ()


WORKINGS = Workings(_inspect, _addresses)
