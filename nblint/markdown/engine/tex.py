r"""Mathematics between ``\(`` and ``\)``, and between ``\[`` and ``\]``, as MathJax reads it.

In CommonMark these are escaped brackets, and authors write them so. They are taken for mathematics
only around what looks like TeX and holds no link.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_OPENING = re.compile(r"\\{1,2}([(\[])")
_CLOSING = {"(": re.compile(r"\\{1,2}\)"), "[": re.compile(r"\\{1,2}\]")}
_TEX = re.compile(r"\\[A-Za-z]{2}|[\^_]\{|\w[\^_]\w\b")
_LINK = re.compile(r"\]\(|://")
_REACH = 2000
"""Characters within which a formula ends."""


def tex_plugin(md: MarkdownIt) -> None:
    """Add the rule `math_tex`, which makes tokens as `math_inline` does."""
    md.inline.ruler.before("escape", "math_tex", _math)


def _math(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    opening = _OPENING.match(state.src, state.pos, state.posMax)
    if opening is None:
        return False
    end = min(opening.end() + _REACH, state.posMax)
    closing = _CLOSING[opening[1]].search(state.src, opening.end(), end)
    if closing is None:
        return False
    content = state.src[opening.end() : closing.start()]
    if not _TEX.search(content) or _LINK.search(content):
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content, token.markup = content, opening[0]
    state.pos = closing.end()
    return True
