"""Code fences that are never closed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.finding import Edit, Finding, Fix
from nblint.model import Cell, Code, Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_LAST_LINE = re.compile(r"\n[ \t>]*(?P<fence>`{3,}|~{3,})[ \t]*\Z")
_NEXT_LINE = re.compile(r"\r?\n(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,})[ \t]*(?=\r?\n|\Z)")


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find the first fenced block that ends with its container instead of a closing fence.

    Fences after it may be read inside out, so they are not judged before it is closed.
    """
    code = next((item for item in document.code if item.form == "fence" and not item.closed), None)
    if code is None:
        return
    text = document.text
    end = code.span.start + len(code.span.of(text).rstrip())
    if any(code.span.start < _end(cell, text) <= end for cell in document.cells):
        message = "code fence is not closed before its cell ends"
    elif any(
        block.kind == "directive" and block.span.start < code.span.start < end < block.span.end
        for block in document.blocks
    ):
        message = "code fence is not closed before its directive ends"
    elif text[end:].strip():
        message = "code fence is not closed before its list item or quote ends"
    else:
        message = "code fence is never closed, so the rest of the page is code"
    yield Finding(
        code.span,
        message,
        "write a closing fence as long as the opening one, behind the same indentation or marks",
        _fix(text, code, end),
    )


def _end(cell: Cell, text: str) -> int:
    """Return where the last word of a notebook's cell ends."""
    return cell.span.start + len(cell.span.of(text).rstrip())


def _fix(text: str, code: Code, end: int) -> Fix:
    source, character = text[code.span.start : end], text[code.span.start]
    fence = character * (len(source) - len(source.lstrip(character)))
    line_start = text.rfind("\n", 0, code.span.start) + 1
    prefix = re.sub(r"[^\s>]", " ", text[line_start : code.span.start])
    short = _LAST_LINE.search(text, code.span.start, end)
    if short and short["fence"][0] == character:
        edit = Edit(Span(*short.span("fence")), fence)
        return Fix("make the last fence as long as the first", (edit,), safe=False)
    outside = _NEXT_LINE.match(text, end)
    if outside and outside["fence"].startswith(fence):
        edit = Edit(Span(*outside.span("indent")), prefix)
        return Fix("indent the closing fence like the opening one", (edit,), safe=False)
    newline = "\r\n" if "\r\n" in text else "\n"
    edit = Edit(Span(end, end), f"{newline}{prefix}{fence}")
    return Fix("append the closing fence", (edit,), safe=False)


CHECK = PageCheck("unclosed-fence", check)
