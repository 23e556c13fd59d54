"""Quarto and R Markdown: chunks, cross references, citations, fenced divs and shortcodes.

Quarto's documentation, "Cross References", "Citations", "Markdown Basics" (divs), "Shortcodes" and
"Includes"; R Markdown's, "Chunk options".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.markdown import events
from nblint.markdown.dialects.citations import add_citations
from nblint.markdown.engine.extension import put, put_block

if TYPE_CHECKING:
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    from nblint.markdown.engine.reference_engine import ReferenceParser

_DIV = re.compile(r":{3,}+(?:[ \t]*+(?:\{[^{}\n]*+\}|[\w-]++)[ \t]*+:*+)?+[ \t]*+$", re.MULTILINE)
_SHORTCODE = re.compile(r"\{\{<((?:(?!>\}\}|\{\{<).)*+)>\}\}")
_INCLUDE = re.compile(r"[ \t]*(?:include|embed)[ \t]+([\"']?)([^\s\"'{}]+)\1[ \t]*")


def quarto(parser: ReferenceParser) -> None:
    """Add Quarto's syntax to a parser."""
    interrupting: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    block, inline = parser.block.ruler, parser.inline
    block.before("fence", "quarto_div", _div, interrupting)
    add_citations(parser, cross_references=True)
    inline.ruler.before("link", "shortcode", _shortcode)
    inline.triggers["shortcode"] = "{"
    inline.terminators.append(("{", r"(?=\{<)"))


def _div(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001, FBT001
    """Take a line that opens or closes a div; what stands between them is Markdown."""
    start = state.bMarks[line] + state.tShift[line]
    if not _DIV.match(state.src, start, state.eMarks[line]):
        return False
    return silent or put_block(state, "mark", line + 1)


def _shortcode(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    match = _SHORTCODE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    included = _INCLUDE.fullmatch(match[1])
    if included is None:
        return put(state, match.end(), events.Expression(0, 0), silent)
    path, begin = included[2], match.start(1) + included.start(2)
    place = begin, begin + len(path)
    event = events.Reference(0, 0, "directive", "path", path, *place)
    return put(state, match.end(), event, silent)
