"""Text to Document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.markdown.document_builder import build
from nblint.markdown.engine.reference_engine import read_events
from nblint.markdown.front_matter import read_front_matter
from nblint.model import Anchor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nblint.model import Cell, Dialect, Document

_VISIBLE = re.compile(r"[^\r\n]")


def parse(
    text: str, path: str, cells: Sequence[Cell] = (), dialect: Dialect = "commonmark"
) -> Document:
    """Return the page that `text` holds; `path` is what reports call it.

    Each of a notebook's `cells` is read by itself, as Jupyter renders it.

    Any text is a page: what cannot be read as its author meant it is in the document's
    `front_matter.problems`, `unresolved` and `truncated`.
    """
    front_matter = read_front_matter(text[: cells[0].span.end] if cells else text)
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
    document = build(path, text, front_matter, read_events(body, cells, dialect))
    if cells or dialect != "commonmark":
        document = replace(document, cells=tuple(cells), dialect=dialect)
    label = front_matter and dialect == "myst" and front_matter.entry("label")
    if label:
        # A page of MyST's may have a label of its own (MyST, "Frontmatter").
        anchor = Anchor(str(label.value), "attribute", label.value_span)
        document = replace(document, anchors=(*document.anchors, anchor))
    return document
