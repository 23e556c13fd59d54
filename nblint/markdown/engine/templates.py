"""Code and comments that tags of a site generator hold, as fences and HTML comments do.

Jekyll's documentation, "Code snippet highlighting"; Liquid's, "comment"; Hugo's, "Highlight
shortcode"; Hexo's, "Tag plugins". Themes of Hugo name their own shortcodes for code after it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.markdown import events
from nblint.markdown.engine.extension import line_of, put_block

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock

_LIQUID = re.compile(r"\{%-?[ \t]*(?P<name>\w++)(?P<info>[^%\n]*)%\}")
_SHORTCODE = re.compile(r"\{\{[<%][ \t]*(?P<name>[\w./-]++)(?P<info>[^\n]*?)(?<!/)[>%]\}\}")
_HELD = re.compile(r"highlight|code|output|mermaid|plantuml|diagram|chart|katex|math|comment")
"""What the names of tags say that hold no Markdown."""
_COMMENT = "comment"


def template_plugin(md: MarkdownIt) -> None:
    """Add `template_block` to the block rules."""
    alternatives: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("fence", "template_block", _block, alternatives)


def _block(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Take the lines from a tag that opens up to the line that the tag which closes it ends."""
    start = state.bMarks[line] + state.tShift[line]
    opening = _LIQUID.match(state.src, start, state.eMarks[line]) or _SHORTCODE.match(
        state.src, start, state.eMarks[line]
    )
    closing = _closing(state, opening) if opening and _HELD.search(opening["name"]) else None
    if opening is None or closing is None:
        return False
    last = line_of(state, closing.end(), line, end_line)
    if last == end_line or state.src[closing.end() : state.eMarks[last]].strip():
        return False
    if silent:
        return True
    if opening["name"] == _COMMENT:
        inside = state.src[opening.end() : closing.start()]
        remark = events.Remark(start, closing.end(), inside)
        return put_block(state, "remark_block", last + 1, [remark])
    code = events.Fence(start, closing.end(), opening["info"].strip(), closed=True)
    return put_block(state, "mark", last + 1, [code])


def _closing(state: StateBlock, opening: re.Match[str]) -> re.Match[str] | None:
    """Return the tag that closes another; what one tag lacks, later ones of its name lack too."""
    unclosed: set[str] = state.env.setdefault("unclosed_tags", set())
    if opening["name"] in unclosed:
        return None
    name = re.escape(opening["name"])
    if opening.re is _LIQUID:
        pattern = rf"\{{%-?[ \t]*end{name}[ \t]*-?%\}}"
    else:
        pattern = rf"\{{\{{[<%][ \t]*/[ \t]*{name}[ \t]*[>%]\}}\}}"
    closing = re.compile(pattern).search(state.src, opening.end())
    if closing is None:
        unclosed.add(opening["name"])
    return closing
