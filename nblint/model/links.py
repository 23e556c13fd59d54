"""What a reader can follow, and what makes it so."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from nblint.model.span import Span

LinkKind = Literal[
    "inline",
    "reference",
    "autolink",
    "bare",
    "html",
    "front matter",
    "footnote",
    "directive",
    "role",
    "wikilink",
]
"""How a link is written; `reference` covers the full, collapsed and shortcut forms.

The last three are those of a dialect: `directive` covers shortcodes, `role` all that is written in
running text.
"""


TargetKind = Literal[
    "inline",
    "definition",
    "autolink",
    "bare",
    "html",
    "front matter",
    "path",
    "document",
    "label",
    "wikilink",
]
"""Where an address stands in the source, or what it names where a dialect has its own way.

A `path` is one in a directive; a `document` is a page without its ending; a `label` is `#` and a
name that the whole project may define; a `wikilink` names a page or a file by any part of its path.
"""


class Link(Struct, frozen=True, gc=False):
    """Something a reader can follow, where it is used.

    `target` is the address with Markdown escapes and character references decoded and nothing else
    changed. A reference link's `target_span` lies in its definition. `text` is what a reader sees,
    an image's alternative text included; `text_span` is its place, empty where there is none.
    `label` is the normalised reference or footnote label, else "". `element` is the HTML element
    for kind `html` (``a``, ``iframe``, …) or the dotted key for kind `front matter`, else "".
    """

    target: str
    text: str
    kind: LinkKind
    span: Span
    text_span: Span
    target_span: Span
    label: str = ""
    element: str = ""


class Image(Struct, frozen=True, gc=False):
    """An image; `alt` is None only for an HTML `img` without an `alt` attribute."""

    target: str
    alt: str | None
    kind: LinkKind
    span: Span
    alt_span: Span
    target_span: Span
    label: str = ""


class LinkDestination(Struct, frozen=True, gc=False):
    """An address at the one place where it is written, which is the place to fix it.

    An inline link has its own; all uses of a reference share their definition's. Definitions that
    nothing uses have none. `text` names it to a reader: link text, alternative text or key.
    """

    value: str
    span: Span
    kind: TargetKind
    text: str
    image: bool = False


class Definition(Struct, frozen=True, gc=False):
    """A link reference definition or, when `footnote`, a footnote definition (its target is "").

    `label` is normalised as CommonMark compares labels; `label_span` covers it without brackets.
    `duplicate` is true for every definition but the first of one label, which is the one that
    counts (CommonMark 0.31.2, section 4.7).
    """

    label: str
    target: str
    span: Span
    label_span: Span
    target_span: Span
    footnote: bool = False
    duplicate: bool = False


class Unresolved(Struct, frozen=True, gc=False):
    """Text in the form of a reference whose label no definition has."""

    label: str
    text: str
    form: Literal["full", "collapsed", "footnote"]
    span: Span
    image: bool = False
