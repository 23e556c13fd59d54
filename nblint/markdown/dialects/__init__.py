"""What each dialect adds to CommonMark, and `DIALECTS`, the explicit list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nblint.markdown.dialects.mdx import mdx
from nblint.markdown.dialects.mkdocs import mkdocs
from nblint.markdown.dialects.myst import myst
from nblint.markdown.dialects.obsidian import obsidian, wiki
from nblint.markdown.dialects.quarto import quarto

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nblint.markdown.engine.parser import Parser
    from nblint.model import Dialect

DIALECTS: Final[Mapping[Dialect, Callable[[Parser], None]]] = {
    "mdx": mdx,
    "mkdocs": mkdocs,
    "mkdocs-labels": mkdocs,
    "myst": myst,
    "obsidian": obsidian,
    "quarto": quarto,
    "wiki": wiki,
}
"""The function that adds each dialect's rules to a parser."""

__all__ = ["DIALECTS"]
