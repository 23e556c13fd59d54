"""Text to Document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.markdown.build import build
from nblint.markdown.engine.parser import read_events
from nblint.markdown.front_matter import read_front_matter
from nblint.model import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nblint.model import Cell, Dialect, Document

_BY_TEXT = frozenset({"obsidian", "wiki"})
_VISIBLE = re.compile(r"[^\r\n]")


def parse(
    text: str, path: str, cells: Sequence[Cell] = (), dialect: Dialect = "commonmark"
) -> Document:
    """Return the page that `text` holds; `path` is what reports call it.

    Each of a notebook's `cells` is read by itself, as Jupyter renders it.

    Any text is a page: what can not be read as its author meant it is in the document's
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
        anchors = (*document.anchors, *_names(document, dialect))
        document = replace(document, anchors=anchors)
    return document


def _names(document: Document, dialect: Dialect) -> Iterator[Anchor]:
    """Yield the names by which links call headings where these are no slugs, and the page's own.

    JupyterLab and nbconvert put a hyphen for each space and change nothing else. In Obsidian a
    heading is called by its text. In MyST a page may have a label in its front matter.
    """
    label = document.front_matter and document.front_matter.entry("label")
    if dialect == "myst" and label:
        yield Anchor(str(label.value), "attribute", label.value_span)
    for heading in document.headings:
        if document.cells:
            yield Anchor(heading.text.replace(" ", "-"), "heading", heading.span)
        if dialect in _BY_TEXT:
            yield Anchor(heading.text, "heading", heading.span)
