"""Headings, and the names that fragments point at."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from nblint.model.span import Span


class Heading(Struct, frozen=True, gc=False):
    """A heading: `level` 1 to 6, `text` as a reader sees it, `slug` its anchor in this document.

    `form` tells how it is written. `parent` is the offset at which the enclosing quote, list item
    or directive begins, or -1 at the top level of the page.
    """

    level: int
    text: str
    slug: str
    span: Span
    text_span: Span
    form: Literal["atx", "setext", "html"] = "atx"
    parent: int = -1


class HeadingSource(Struct, frozen=True, gc=False):
    """A heading as makers of anchors read it, each in its own way.

    `source` is its content as written, `runs` its text piece by piece, each with its kind: "text",
    "code", or "alt" for the alternative text of an image. `id` is what an attribute list says, else
    ""; `html` tells that the heading is written in HTML. `level` is 1 to 6.
    """

    source: str
    runs: tuple[tuple[str, str], ...]
    level: int
    id: str = ""
    html: bool = False


class Anchor(Struct, frozen=True, gc=False):
    """A name that a fragment can point at."""

    name: str
    origin: Literal["heading", "html", "attribute"]
    span: Span
