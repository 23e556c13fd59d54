"""Code and comments that tags of a site generator hold, as fences and HTML comments do.

Jekyll's documentation, "Code snippet highlighting"; Liquid's, "comment"; Hugo's, "Highlight
shortcode"; Hexo's, "Tag plugins". Themes of Hugo name their own shortcodes for code after it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, cast

from nblint.markdown import events
from nblint.markdown.engine.extension import line_of, put_block

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock

_LIQUID = re.compile(r"\{%-?[ \t]*(?P<name>\w++)(?P<info>[^%\n]*)%\}")
_SHORTCODE = re.compile(r"\{\{[<%][ \t]*(?P<name>[\w./-]++)(?P<info>[^\n]*?)(?<!/)[>%]\}\}")
_CLOSING = {
    "liquid": re.compile(r"\{%-?[ \t]*end(?P<name>\w++)[ \t]*-?%\}"),
    "shortcode": re.compile(r"\{\{[<%][ \t]*/[ \t]*(?P<name>[\w./-]++)[ \t]*[>%]\}\}"),
}
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
    first, end = closing
    last = line_of(state, end, line, end_line)
    if last == end_line or state.src[end : state.eMarks[last]].strip():
        return False
    if silent:
        return True
    if opening["name"] == _COMMENT:
        remark = events.CommentEvent(start, end, state.src[opening.end() : first])
        return put_block(state, "remark_block", last + 1, [remark])
    code = events.CodeFence(start, end, opening["info"].strip(), closed=True)
    return put_block(state, "mark", last + 1, [code])


def _closing(state: StateBlock, opening: re.Match[str]) -> tuple[int, int] | None:
    """Return the place of the tag that closes another, or None."""
    kind = "liquid" if opening.re is _LIQUID else "shortcode"
    places = _closing_tags(state).get((kind, opening["name"]), [])
    index = bisect_left(places, (opening.end(), 0))
    return places[index] if index < len(places) else None


def _closing_tags(state: StateBlock) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Return the places of all closing tags, by their kind and the name of what they close."""
    if "closing_tags" not in state.env:
        tags: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for kind, pattern in _CLOSING.items():
            for match in pattern.finditer(state.src):
                tags.setdefault((kind, match["name"]), []).append(match.span())
        state.env["closing_tags"] = tags
    return cast("dict[tuple[str, str], list[tuple[int, int]]]", state.env["closing_tags"])
