"""MDX: JSX, expressions in braces, imports and exports among Markdown.

MDX's documentation, "What is MDX" and "Troubleshooting MDX": there is no indented code, there are
no autolinks in angle brackets, and HTML is JSX. Docusaurus lets HTML comments and `{#id}` stand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from markdown_it.rules_block import html_block

from nblint.markdown import events
from nblint.markdown.engine.extension import line_of, put, put_block
from nblint.markdown.jsx import Braces, brackets, tag_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    from nblint.markdown.engine.reference_engine import ReferenceParser
    from nblint.markdown.events import Event

_ESM = re.compile(r"(?:import|export)(?=[\s{*\"'])")
_COMMENT = re.compile(r"\{\s*/\*(.*)\*/\s*\}", re.DOTALL)
_OPENING = re.compile(r"<[A-Za-z/_$>]")
_ANGLE = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]*:|[\w.+-]+@)[^\s<>]*>")


def mdx(parser: ReferenceParser) -> None:
    """Add MDX to a parser."""
    interrupting: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.disable(["code", "autolink"])
    parser.block.ruler.before("fence", "mdx_esm", _esm)
    parser.block.ruler.before("fence", "mdx_expression", _expression_block)
    parser.block.ruler.before("html_block", "mdx_jsx", _jsx_block, interrupting)
    parser.block.ruler.at("html_block", _html_comment, interrupting)
    for name, rule, characters in (
        ("mdx_jsx", _jsx, "<"),
        ("mdx_angle", _angle, "<"),
        ("mdx_expression", _expression, "{"),
    ):
        parser.inline.ruler.before("html_inline", name, rule)
        parser.inline.triggers[name] = characters
    parser.inline.terminators.append(("{", ""))


def _braces(state: StateBlock | StateInline) -> Braces:
    """Return the braces of the state's text, which all rules share."""
    braces = state.env.get("braces")
    if braces is None or braces.text is not state.src:
        braces = state.env["braces"] = Braces(state.src)
    return cast("Braces", braces)


def _event(source: str) -> Event:
    """Return what an expression is: a comment where it holds nothing else."""
    comment = _COMMENT.fullmatch(source)
    return events.CommentEvent(0, 0, comment[1]) if comment else events.Expression(0, 0)


def _placed(event: Event, start: int, end: int) -> Event:
    if isinstance(event, events.CommentEvent):
        return events.CommentEvent(start, end, event.text)
    return type(event)(start, end)


def _esm(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    """Take imports and exports, which end with a blank line outside of all brackets."""
    start = state.bMarks[line]
    if state.level or state.tShift[line] or not _ESM.match(state.src, start):
        return False
    if silent:
        return True
    last, depth = line, 0
    for at in range(line, end_line):
        if state.isEmpty(at) and (depth <= 0 or "unclosed export" in state.env):
            break
        last = at
        depth += _depth(state.src, state.bMarks[at], state.eMarks[at])
    else:
        if depth > 0:  # no brackets of a program, after all
            state.env["unclosed export"] = True
            last = next((at - 1 for at in range(line, end_line) if state.isEmpty(at)), last)
    event = events.Expression(start, state.eMarks[last])
    return put_block(state, "expression_block", last + 1, [event])


def _depth(text: str, start: int, end: int) -> int:
    return sum(1 if mark in "({[" else -1 for mark, _ in brackets(text, start, end))


def _expression_block(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith("{", start) or state.src.startswith("{#", start):
        return False
    end = _braces(state).end(start, state.eMarks[end_line - 1])
    last = line_of(state, end, line, end_line)
    if end < 0 or last == end_line or state.src[end : state.eMarks[last]].strip():
        return False
    if silent:
        return True
    event = _placed(_event(state.src[start:end]), start, end)
    kind = "remark_block" if isinstance(event, events.CommentEvent) else "expression_block"
    return put_block(state, kind, last + 1, [event])


def _jsx_block(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    """Take lines that hold tags and expressions only; what stands between them is Markdown."""
    start = state.bMarks[line] + state.tShift[line]
    if not _OPENING.match(state.src, start):
        return False
    found = list(_pieces(_braces(state), start, state.eMarks[end_line - 1]))
    end = found[-1].end if found else -1
    last = line_of(state, end, line, end_line)
    if end < 0 or last == end_line or state.src[end : state.eMarks[last]].strip():
        return False
    if silent:
        return True
    return put_block(state, "jsx_block", last + 1, found)


def _html_comment(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    start = state.bMarks[line] + state.tShift[line]
    return state.src.startswith("<!--", start) and html_block(state, line, end_line, silent)


def _pieces(braces: Braces, start: int, limit: int) -> Iterator[Event]:
    """Yield the tags and expressions that follow one another on one line."""
    text = braces.text
    while True:
        if text.startswith("{", start):
            end = braces.end(start, limit)
            event = _placed(_event(text[start:end]), start, end)
        else:
            end = tag_end(braces, start, limit) if text.startswith("<", start) else -1
            event = events.JsxTag(start, end)
        if end < 0:
            return
        yield event
        start = end
        while text.startswith((" ", "\t"), start):
            start += 1


def _jsx(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    if not _OPENING.match(state.src, state.pos):
        return False
    end = tag_end(_braces(state), state.pos, state.posMax)
    return end > 0 and put(state, end, events.JsxTag(0, 0), silent)


def _angle(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Take an address in angle brackets for what it is here: no link, and no words."""
    match = _ANGLE.match(state.src, state.pos, state.posMax)
    return match is not None and put(state, match.end(), None, silent)


def _expression(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    if state.src.startswith("{#", state.pos):
        return False
    end = _braces(state).end(state.pos, state.posMax)
    return end > 0 and put(state, end, _event(state.src[state.pos : end]), silent)
