"""Text to Document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.markdown.build import build
from nblint.markdown.engine.parser import read_events
from nblint.markdown.front_matter import read_front_matter

if TYPE_CHECKING:
    from nblint.model import Document

_VISIBLE = re.compile(r"[^\r\n]")


def parse(text: str, path: str) -> Document:
    """Return the page that `text` holds; `path` is what reports call it.

    Any text is a page: what can not be read as its author meant it is in the document's
    `front_matter.problems`, `unresolved` and `truncated`.
    """
    front_matter = read_front_matter(text)
    body = text
    if front_matter:
        end = front_matter.span.end
        body = _VISIBLE.sub(" ", text[:end]) + text[end:]
    elif text.startswith("\ufeff"):
        body = " " + text[1:]
    if "\r" in body:
        # As many characters as before, so that every offset stays true: a space at the end of a
        # line means nothing to CommonMark.
        body = body.replace("\r\n", " \n").replace("\r", "\n")
    return build(path, text, front_matter, read_events(body))
