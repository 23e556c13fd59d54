"""Obsidian and the wikis of forges: wiki links, embeds, block references, comments and callouts.

Obsidian's help, "Internal links", "Embed files", "Basic formatting syntax" and "Callouts"; GitHub
Docs, "Editing wiki content", whose links have the text before the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.markdown import events
from nblint.markdown.engine.alerts import alerts
from nblint.markdown.engine.extension import put, put_block

if TYPE_CHECKING:
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    from nblint.markdown.engine.reference_engine import ReferenceParser

# In a table the bar is escaped, and the engine has taken the backslash away.
_LINK = re.compile(r"!?\[\[(?!\[)([^\[\]|\n]+)(?:\|([^\[\]\n]*))?\]\]")
_IMAGE = re.compile(r"\.(?:avif|bmp|gif|jpe?g|png|svg|webp)(?:#.*)?$", re.IGNORECASE)
_SIZE = re.compile(r"\d+(?:x\d+)?")
_BLOCK_ID = re.compile(r"\^([A-Za-z0-9-]+)[ \t]*(?=\n|\Z)")
_COMMENT = re.compile(r"%%(.*?)%%", re.DOTALL)


def obsidian(parser: ReferenceParser) -> None:
    """Add Obsidian's syntax to a parser."""
    interrupting: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("fence", "obsidian_comment", _comment_block, interrupting)
    inline = parser.inline
    inline.ruler.at("alert", alerts(callouts=True))
    inline.ruler.before("link", "wikilink", _link)
    inline.ruler.before("link", "block_id", _block_id)
    inline.ruler.before("link", "obsidian_comment", _comment)
    inline.triggers |= {"wikilink": "[!", "block_id": "^", "obsidian_comment": "%"}
    inline.terminators += [("^", r"(?=[A-Za-z0-9-]+[ \t]*(?:\n|\Z))"), ("%", "(?=%)")]


def wiki(parser: ReferenceParser) -> None:
    """Add the links of a forge's wiki to a parser."""
    parser.inline.ruler.before("link", "wikilink", _forge_link)
    parser.inline.triggers["wikilink"] = "[!"


def _link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    match = _LINK.match(state.src, state.pos, state.posMax)
    return match is not None and put(state, match.end(), _reference(match, 1, 2), silent)


def _forge_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    match = _LINK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    groups = (2, 1) if match[2] else (1, 2)
    return put(state, match.end(), _reference(match, *groups), silent)


def _reference(match: re.Match[str], target: int, text: int) -> events.Reference:
    """Return what a wiki link says; the groups are those of its target and of its text."""
    name = match[target].strip()
    start = match.start(target) + len(match[target]) - len(match[target].lstrip())
    end = start + len(name)
    image = match[0].startswith("!") and _IMAGE.search(name) is not None
    words = (match[text] or "").strip()
    if not words or (image and _SIZE.fullmatch(words)):
        return events.Reference(
            0, 0, "wikilink", "wikilink", name, start, end, "" if image else name, image=image
        )
    at = match.start(text) + len(match[text]) - len(match[text].lstrip())
    place = at, at + len(words)
    return events.Reference(
        0, 0, "wikilink", "wikilink", name, start, end, words, *place, image=image
    )


def _block_id(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    match = _BLOCK_ID.match(state.src, state.pos, state.posMax)
    if match is None or (state.pos and not state.src[state.pos - 1].isspace()):
        return False
    end = state.pos + 1 + len(match[1])
    return put(state, end, events.AnchorDefinition(0, 0, f"^{match[1]}"), silent)


def _comment(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    match = _COMMENT.match(state.src, state.pos, state.posMax)
    return match is not None and put(
        state, match.end(), events.CommentEvent(0, 0, match[1]), silent
    )


def _comment_block(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    """Take the lines from one that begins with `%%` to the next that ends so."""
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith("%%", start) or state.env.get("unclosed comment") == end_line:
        return False
    for last in range(line, end_line):
        end = state.skipSpacesBack(state.eMarks[last], start)
        if end >= start + len("%%%%") and state.src.startswith("%%", end - 2):
            if state.src.find("%%", start + 2, end) < end - 2:
                return False  # a comment within the line, and more
            if silent:
                return True
            remark = events.CommentEvent(start, end, state.src[start + 2 : end - 2])
            return put_block(state, "remark_block", last + 1, [remark])
    state.env["unclosed comment"] = end_line
    return False
