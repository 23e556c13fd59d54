"""MkDocs as its themes extend Python-Markdown: blocks that are indented under a line of their own.

Python-Markdown's documentation, "Admonition"; PyMdown Extensions', "Details" and "Tabbed".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.markdown.engine.extension import put_block

if TYPE_CHECKING:
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock

    from nblint.markdown.engine.reference_engine import ReferenceParser

_OPENING = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]+[\w-]+(?:[ \t]+[\w-]+)*(?:[ \t]+\"[^\"\n]*\")?[ \t]*$"
    r"|(?:\?\?\?\+?|===[!+]{0,2})[ \t]+\"[^\"\n]*\"[ \t]*$"
)
_INDENT = 4


def mkdocs(parser: ReferenceParser) -> None:
    """Add admonitions, details and tabs to a parser."""
    interrupting: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("code", "mkdocs_block", _block, interrupting)


def _block(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Take the opening line, and read what is indented under it as Markdown."""
    start = state.bMarks[line] + state.tShift[line]
    if state.is_code_block(line) or not _OPENING.match(state.src[start : state.eMarks[line]]):
        return False
    if silent:
        return True
    end = _end_of_content(state, line + 1, end_line)
    put_block(state, "mark", line + 1)
    indent, last = state.blkIndent, state.lineMax
    state.blkIndent, state.lineMax = indent + _INDENT, end
    state.md.block.tokenize(state, line + 1, end)
    state.blkIndent, state.lineMax = indent, last
    state.line = end
    return True


def _end_of_content(state: StateBlock, line: int, end_line: int) -> int:
    """Return the line behind those from `line` on that are indented, blank ones at the end not."""
    end = line
    for at in range(line, end_line):
        if state.isEmpty(at):
            continue
        if state.sCount[at] < state.blkIndent + _INDENT:
            break
        end = at + 1
    return end
