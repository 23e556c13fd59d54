"""What each dialect adds to CommonMark, and `DIALECTS`, the explicit list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nblint.markdown.dialects.mdx_syntax import mdx
from nblint.markdown.dialects.mkdocs_syntax import mkdocs
from nblint.markdown.dialects.myst_syntax import myst
from nblint.markdown.dialects.obsidian_syntax import obsidian, wiki
from nblint.markdown.dialects.quarto_syntax import quarto

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nblint.markdown.engine.reference_engine import ReferenceParser
    from nblint.model import Dialect

DIALECTS: Final[Mapping[Dialect, Callable[[ReferenceParser], None]]] = {
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
