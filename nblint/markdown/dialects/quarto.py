"""Quarto and R Markdown: chunks, cross references, citations, fenced divs and shortcodes.

Quarto's documentation, "Cross References", "Citations", "Markdown Basics" (divs), "Shortcodes" and
"Includes"; R Markdown's, "Chunk options".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.markdown import events
from nblint.markdown.engine.extension import put, put_block

if TYPE_CHECKING:
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    from nblint.markdown.engine.parser import Parser
    from nblint.markdown.events import Event

_DIV = re.compile(r":{3,}(?:[ \t]*(?:\{[^{}\n]*\}|[\w-]+)[ \t]*:*)?[ \t]*$", re.MULTILINE)
# The kinds of things that Quarto numbers; any other key is a citation's.
_LABEL = (
    r"(?:fig|tbl|lst|sec|eq|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|tip|nte|wrn|imp|cau)"
    r"-[\w-]+"
)
_KEY = re.compile(r"-?@(?:\{[^{}\n]+\}|[\w](?:[\w:.#$%&+?<>~/-]*[\w])?)")
_CROSS = re.compile(rf"@({_LABEL})")
_GROUP = re.compile(r"\[[^\[\]\n]*+\](?![(\[:])")
_BEGINS = re.compile(r"(?<!\w)-?@")
_SHORTCODE = re.compile(r"\{\{<(.*?)>\}\}")
_INCLUDE = re.compile(r"[ \t]*(?:include|embed)[ \t]+([\"']?)([^\s\"'{}]+)\1[ \t]*")


def quarto(parser: Parser) -> None:
    """Add Quarto's syntax to a parser."""
    interrupting: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    block, inline = parser.block.ruler, parser.inline
    block.before("fence", "quarto_div", _div, interrupting)
    inline.ruler.before("link", "citations", _citations)
    inline.ruler.before("gfm_autolink_email", "citation", _citation)
    inline.ruler.before("link", "shortcode", _shortcode)
    inline.triggers |= {"citations": "[", "citation": "@-", "shortcode": "{"}
    inline.terminators += [r"(?<![\w.+-])-?@(?=[\w{])", r"\{(?=\{<)"]


def _div(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001, FBT001
    """Take a line that opens or closes a div; what stands between them is Markdown."""
    start = state.bMarks[line] + state.tShift[line]
    if not _DIV.match(state.src, start, state.eMarks[line]):
        return False
    return silent or put_block(state, "mark", line + 1)


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    match = _KEY.match(state.src, state.pos, state.posMax)
    if match is None or (state.pos and state.src[state.pos - 1].isalnum()):
        return False
    return put(state, match.end(), _cited(match[0], match.start(), 0), silent)


def _cited(source: str, start: int, base: int) -> Event | None:
    """Return what a key leads to: a cross reference leads to its label, a citation nowhere."""
    cross = _CROSS.fullmatch(source.lstrip("-"))
    if cross is None:
        return None
    begin = start + source.index("@") + 1
    place = begin, begin + len(cross[1])
    return events.Reference(base, base, "role", "label", f"#{cross[1]}", *place, cross[1])


def _citations(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Take ``[see @key, p. 3; -@fig-x]``: no prose, but for its cross references no links."""
    group = _GROUP.match(state.src, state.pos, state.posMax)
    if group is None or not _BEGINS.search(group[0]):
        return False
    if silent:
        state.pos = group.end()
        return True
    for match in _KEY.finditer(state.src, *group.span()):
        put(state, match.start(), None, silent)
        put(state, match.end(), _cited(match[0], match.start(), 0), silent)
    return put(state, group.end(), None, silent)


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
