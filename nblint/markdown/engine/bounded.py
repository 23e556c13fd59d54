"""Rules of markdown-it-py that look for an end from each beginning anew, kept from doing so."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from markdown_it.rules_block import reference as stock_reference
from markdown_it.rules_inline import html_inline as stock_html_inline
from mdit_py_plugins.footnote.index import footnote_ref as stock_footnote_ref

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    from nblint.markdown.engine.inline_rules import PositionedState

_LONGEST_LABEL = 999
"""Characters in a label (CommonMark 0.31.2, section 6.3, "Link label")."""
_LABEL_REACH = 10_000
"""Characters of the file that hold a label, the marks of quotes and indentation included."""
_LINES = 1_000
"""Lines of a definition."""
_COMMENT, _COMMENT_END = "<!--", "-->"


def footnote_ref(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Try the rule where a label ends soon."""
    start = state.pos + len("[^")
    if not state.src.startswith("[^", state.pos) or "footnotes" not in state.env:
        return False
    end = cast("PositionedState", state).footnote_end(start)
    return end - start <= _LONGEST_LABEL and stock_footnote_ref(state, silent)


def html_inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read a comment as CommonMark 0.31.2, section 6.6, has it, and try the rule on the rest.

    The rule lets no hyphen precede the end of a comment, and so looks for a later end.
    """
    src, pos = state.src, state.pos
    if not src.startswith(_COMMENT, pos):
        return stock_html_inline(state, silent)
    inside = pos + len(_COMMENT)
    if src.startswith((">", "->"), inside):
        end = src.index(">", inside) + 1
    elif state.html_terminator_last(_COMMENT_END) >= inside:
        end = src.index(_COMMENT_END, inside) + len(_COMMENT_END)
    else:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = src[pos:end]
    state.pos = end
    return True


def reference(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    """Try the rule where a label may end soon, and on so many lines as a definition may have.

    The rule joins the lines of a title one by one, which takes quadratic time.
    """
    start = state.bMarks[line] + state.tShift[line]
    if state.src.find("]", start, start + _LABEL_REACH) < 0:
        return False
    last, state.lineMax = state.lineMax, min(state.lineMax, line + _LINES)
    found = stock_reference(state, line, end_line, silent)
    state.lineMax = last
    return found
