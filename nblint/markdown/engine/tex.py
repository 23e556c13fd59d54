r"""TeX's environments, and what stands between ``\(`` and ``\)`` or ``\[`` and ``\]``.

In CommonMark the latter are escaped brackets, and authors write them so. They are taken for
mathematics only around what looks like TeX and holds no link.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mdit_py_plugins.amsmath import amsmath_block, amsmath_plugin
from mdit_py_plugins.dollarmath.index import math_block_dollar

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    from nblint.markdown.engine.dispatch import BlockRule

_OPENING = re.compile(r"\\{1,2}([(\[])")
_CLOSING = {"(": re.compile(r"\\{1,2}\)"), "[": re.compile(r"\\{1,2}\]")}
_TEX = re.compile(r"\\[A-Za-z]{2}|[\^_]\{|\w[\^_]\w\b")
_LINK = re.compile(r"\]\(|://")
_REACH = 2000
"""Characters within which a formula ends."""


_LINES = 200
"""Lines within which an environment ends."""


def tex_plugin(md: MarkdownIt) -> None:
    """Add `math_tex`, which makes tokens as `math_inline` does, and `amsmath`.

    What stands between lines of `$$` need not stand apart, unlike in the plugin that reads it.
    """
    amsmath_plugin(md)
    alternatives: RuleOptionsType = {
        "alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]
    }
    md.block.ruler.at("amsmath", _environment, alternatives)
    dollars = math_block_dollar(allow_labels=False, allow_blank_lines=False)
    md.block.ruler.at("math_block", interrupting(dollars), alternatives)
    md.inline.ruler.before("escape", "math_tex", _math)


def interrupting(rule: BlockRule) -> BlockRule:
    """Return a block rule that may end a paragraph, of one that pushes tokens when it may not."""

    def quiet(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
        count, at = len(state.tokens), state.line
        found = rule(state, line, end_line, silent)
        if silent:
            del state.tokens[count:]
            state.line = at
        return found

    return quiet


def _environment(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    """Read an environment, looking for its end no further than anyone writes."""
    return amsmath_block(state, line, min(end_line, line + _LINES), silent)


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
