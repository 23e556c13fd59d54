"""Code fences that are never closed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.model import Cell, Code, Document, Span
from nblint.model.finding import Edit, Finding, Fix, newline_of, with_line_feeds

if TYPE_CHECKING:
    from collections.abc import Iterator

_LAST_LINE = re.compile(r"\n[ \t>]*(?P<fence>`{3,}|~{3,})[ \t]*\Z")
_BLANK = " \t\r\n"
_INDENT = 3
_NEXT_LINE = re.compile(r"\r?\n(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,})[ \t]*(?=\r?\n|\Z)")


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find the first fenced block that ends with its container instead of a closing fence.

    Fences after it may be read inside out, so they are not judged before it is closed.
    """
    text = with_line_feeds(document.text)
    code = next((item for item in document.code if item.form == "fence" and not item.closed), None)
    within = next(_openings_within(document), None)
    if within and (code is None or within[0].span.start < code.span.start):
        yield _closed_by_another(text, *within)
        return
    if code is None:
        return
    end = code.span.start + len(code.span.of(text).rstrip(_BLANK))
    if any(code.span.start < _end(cell, text) <= end for cell in document.cells):
        message = "code fence is not closed in its cell"
    elif any(
        block.kind == "directive" and block.span.start < code.span.start < end < block.span.end
        for block in document.blocks
    ):
        message = "code fence is not closed in its directive"
    elif text[end:].strip(_BLANK):
        message = "code fence is not closed in its list item or block quote"
    else:
        message = "unclosed code fence: the rest of the file is code"
    yield Finding(
        code.span,
        message,
        "add a closing fence of the same length and indentation",
        _fix(text, code, end, newline_of(document.text)),
    )


def _openings_within(document: Document) -> Iterator[tuple[Code, re.Match[str]]]:
    """Yield each closed fence that holds the opening line of another one, with that line.

    A closing fence has no info string, so that the block ends with the other's closing fence
    (CommonMark 0.31.2, section 4.5).
    """
    text = with_line_feeds(document.text)
    for code in document.code:
        source = code.span.of(text)
        if code.form == "fence" and source.startswith(("```", "~~~")):
            fence = source[: len(source) - len(source.lstrip(source[0]))]
            # What is indented by more than three is code, and so is the fence that closes it.
            indent = code.span.start - text.rfind("\n", 0, code.span.start) - 1 + _INDENT
            line = rf"\n[ \t>]{{0,{indent}}}(?P<fence>{fence}\w[\w+-]*)[ \t]*\n"
            opening = re.search(line, source)
            if opening:
                yield code, opening


def _closed_by_another(text: str, code: Code, opening: re.Match[str]) -> Finding:
    start = code.span.start + opening.start("fence")
    line = text.count("\n", 0, start) + 1
    return Finding(
        code.span,
        f"code fence is not closed before another one opens on line {line}",
        "add a closing fence, or use a longer one around code that contains fences",
    )


def _end(cell: Cell, text: str) -> int:
    """Return where the last word of a notebook's cell ends."""
    return cell.span.start + len(cell.span.of(text).rstrip(_BLANK))


def _fix(text: str, code: Code, end: int, newline: str) -> Fix:
    source, character = text[code.span.start : end], text[code.span.start]
    fence = character * (len(source) - len(source.lstrip(character)))
    line_start = text.rfind("\n", 0, code.span.start) + 1
    prefix = re.sub(r"[^\s>]", " ", text[line_start : code.span.start])
    short = _LAST_LINE.search(text, code.span.start, end)
    if short and short["fence"][0] == character:
        edit = Edit(Span(*short.span("fence")), fence)
        return Fix("extend the last fence to the length of the first", (edit,), safe=False)
    outside = _NEXT_LINE.match(text, end)
    if outside and outside["fence"].startswith(fence):
        edit = Edit(Span(*outside.span("indent")), prefix)
        return Fix("indent the closing fence like the opening one", (edit,), safe=False)
    edit = Edit(Span(end, end), f"{newline}{prefix}{fence}")
    return Fix("append the closing fence", (edit,), safe=False)


CHECK = PageCheck("unclosed-fence", check)
