"""MyST: directives, roles, targets, comments and substitutions.

MyST's documentation, "Directives", "Roles", "Cross-references" and "Comments"; Sphinx's,
"Cross-referencing syntax" and "toctree".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mdit_py_plugins.dollarmath.index import math_block_dollar

from nblint.markdown import events
from nblint.markdown.dialects.citations import add_citations
from nblint.markdown.dialects.directives import MystDirective, Piece, lines, read_directive
from nblint.markdown.engine.extension import put, put_block
from nblint.markdown.engine.source_map import SourceMap
from nblint.markdown.engine.tex import interrupting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    from nblint.markdown.engine.reference_engine import ReferenceParser
    from nblint.markdown.events import Event
    from nblint.model import TargetKind

_ROLE = re.compile(r"\{([A-Za-z][\w:+.-]*)\}(`+)(?!`)(.+?)(?<!`)\2(?!`)", re.DOTALL)
_REACH = 2000
"""Characters within which a role ends."""
_TITLED = re.compile(r"(.*)<([^<>\n]+)>\s*+", re.DOTALL)
_NAMING: dict[str, TargetKind] = {
    "doc": "document",
    "download": "path",
    "ref": "label",
    "numref": "label",
    "eq": "label",
    "math:numref": "label",
}
# Pages that Sphinx makes itself.
_MADE = frozenset({"genindex", "modindex", "search", "py-modindex"})
_SUBSTITUTION = re.compile(r"\{\{[^{}\n]+\}\}")
_TARGET = re.compile(r"\([^()\n]+\)=[ \t]*$", re.MULTILINE)
_BREAK = re.compile(r"\+\+\+(?!\+)")
_ENTRY = re.compile(r"(?:(.*)<)?([^<>*\n]++)>?[ \t]*+")


def myst(parser: ReferenceParser) -> None:
    """Add MyST to a parser."""
    alternatives: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    block, inline = parser.block.ruler, parser.inline
    block.before("fence", "myst_directive", _directive, alternatives)
    block.before("fence", "myst_line", _line, alternatives)
    block.at("math_block", interrupting(math_block_dollar()), alternatives)  # with labels
    add_citations(parser, cross_references=False)
    inline.ruler.before("link", "myst_role", _role)
    inline.ruler.before("link", "myst_substitution", _substitution)
    inline.triggers |= {"myst_role": "{", "myst_substitution": "{"}
    inline.terminators.append(("{", "(?=[A-Za-z{])"))


def _role(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    match = _ROLE.match(state.src, state.pos, min(state.posMax, state.pos + _REACH))
    return match is not None and put(state, match.end(), _said(match), silent)


def _is_made(target: str) -> bool:
    """Tell whether a document is one that Sphinx makes, whatever folder the way to it leads by."""
    return target.rpartition("/")[2] in _MADE


def _said(match: re.Match[str]) -> Event:
    """Return what a role says."""
    if match[1] == "math":
        return events.Math(0, 0, match[3])
    names = _NAMING.get(match[1])
    titled = _TITLED.fullmatch(match[3]) if names else None
    name, at = (titled[2], titled.start(2)) if titled else (match[3], 0)
    target = name.strip()
    if names is None or "\n" in name or not target or _is_made(target) or "%" in target:
        return events.CodeSpan(0, 0, match[3])
    start = match.start(3) + at + len(name) - len(name.lstrip())
    end = start + len(target)
    value = f"#{target}" if names == "label" else target
    if titled and titled[1].strip() and "\n" not in titled[1].rstrip():
        words = titled[1].strip()
        begin = match.start(3) + len(titled[1]) - len(titled[1].lstrip())
        place = begin, begin + len(words)
        return events.Reference(0, 0, "role", names, value, start, end, words, *place)
    return events.Reference(0, 0, "role", names, value, start, end, target)


def _substitution(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as above
    match = _SUBSTITUTION.match(state.src, state.pos, state.posMax)
    return match is not None and put(state, match.end(), events.Expression(0, 0), silent)


def _line(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001, FBT001
    """Take a target, a comment or a break between blocks, each of which is one line."""
    start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if state.src.startswith("%", start):
        remark = events.CommentEvent(start, end, state.src[start + 1 : end])
        return silent or put_block(state, "remark_block", line + 1, [remark])
    if _TARGET.match(state.src, start, end) or _BREAK.match(state.src, start, end):
        return silent or put_block(state, "mark", line + 1)
    return False


def _directive(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    """Take a directive of which something is known, or any between colons."""
    directive = read_directive(state, line, end_line)
    if directive is None or (directive.content is None and directive.marker[0] != ":"):
        return False
    if silent:
        return True
    content = directive.content or "markdown"
    if content in {"code", "math"}:
        _block_of_code(state, directive, is_math=content == "math")
        return True
    opening = state.push("directive_open", "div", 1)
    opening.map = [line, directive.line]
    opening.meta["events"] = tuple(_addresses(state, directive))
    if content == "titled" and directive.argument.text:
        _title(state, directive.argument)
    if content in {"titled", "markdown", "figure"}:
        limit, state.lineMax = state.lineMax, directive.last
        if directive.first < directive.last:
            state.md.block.tokenize(state, directive.first, directive.last)
        state.lineMax = limit
    state.push("directive_close", "div", -1)
    state.line = directive.line
    return True


def _block_of_code(state: StateBlock, directive: MystDirective, *, is_math: bool) -> None:
    end = state.skipSpacesBack(state.eMarks[directive.line - 1], directive.start)
    if is_math:
        put_block(state, "math_block", directive.line)
        return
    info = f"{{{directive.name}}} {directive.argument.text}".strip()
    fence = events.CodeFence(directive.start, end, info, directive.closed)
    put_block(state, "mark", directive.line, [fence])


def _title(state: StateBlock, argument: Piece) -> None:
    """Push a title as a paragraph of its own."""
    opening = state.push("paragraph_open", "p", 1)
    opening.meta |= {"start": argument.start, "end": argument.end}
    inline = state.push("inline", "", 0)
    inline.content = argument.text
    inline.meta["map"] = SourceMap([0], [argument.start])
    state.push("paragraph_close", "p", -1)


def _addresses(state: StateBlock, directive: MystDirective) -> Iterator[Event]:
    """Yield where a directive leads: an image, a file to include, the pages of a table."""
    argument, body = directive.argument, lines(state, directive)
    span = directive.start, state.skipSpacesBack(state.eMarks[directive.line - 1], directive.start)
    if directive.content in {"image", "figure"} and argument.text:
        alt = directive.options.get("alt", Piece("", 0))
        caption = next((line.text for line in body if line.text.strip()), "")
        is_label = argument.text.startswith("#")
        yield events.Reference(
            *(directive.start, argument.end),
            "directive",
            "label" if is_label else "path",
            argument.text,
            argument.start + is_label,
            argument.end,
            alt.text or caption.strip(),
            *((alt.start, alt.end) if alt.text else (0, 0)),
            image=not is_label,
        )
    elif directive.content == "file" and argument.text:
        place = argument.start, argument.end
        yield events.Reference(*span, "directive", "path", argument.text, *place)
    elif directive.content == "contents":
        yield from filter(None, map(_entry, body))
    for name in ("link", "target"):
        option = directive.options.get(name)
        if option and option.text:
            yield _option(option, directive.options.get("link-type"))


def _option(option: Piece, link_type: Piece | None) -> Event:
    """Return where an option leads that makes a card or a figure a link."""
    kinds: dict[str, TargetKind] = {"doc": "document", "ref": "label"}
    kind = kinds.get(link_type.text if link_type else "", "path")
    value, start = option.text, option.start
    if kind == "path" and value.startswith("#"):
        kind, value, start = "label", value[1:], start + 1
    target = f"#{value}" if kind == "label" else value
    return events.Reference(start, option.end, "directive", kind, target, start, option.end)


def _entry(line: Piece) -> Event | None:
    """Return what a line in a table of contents leads to."""
    match = _ENTRY.fullmatch(line.text)
    target = match[2].strip() if match else ""
    if match is None or target in {"", "self"} or _is_made(target):
        return None
    start = line.start + match.start(2) + len(match[2]) - len(match[2].lstrip())
    span = line.start, line.start + len(line.text.rstrip())
    place = start, start + len(target)
    return events.Reference(
        *span, "directive", "document", target, *place, (match[1] or "").rstrip(" \t")
    )
