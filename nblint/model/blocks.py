"""Blocks, and what is code or prose in them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from nblint.model.span import Span

BlockKind = Literal[
    "paragraph",
    "heading",
    "quote",
    "list",
    "item",
    "fence",
    "code",
    "html",
    "table",
    "thematic break",
    "definition",
    "footnote",
    "math",
    "directive",
    "expression",
]


ProseRole = Literal[
    "heading",
    "paragraph",
    "item",
    "cell",
    "link",
    "alt",
    "footnote",
    "html",
    "title",
    "description",
]
"""What a run of prose is part of; the last two are front matter."""


class Block(Struct, frozen=True, gc=False):
    """A block of the page, containers included, in document order; `span` covers whole lines.

    `depth` is 0 at the top level of the page and grows by one within each quote, list and item.
    """

    kind: BlockKind
    span: Span
    depth: int


class Code(Struct, frozen=True, gc=False):
    """Code: a code span, a fenced block (`info` is its info string) or an indented one.

    A code cell counts as a fenced block. An `expression` is what a program fills in or runs when
    the page is published: MDX's braces, imports and exports, and shortcodes.
    `closed` is false for a fence that runs to the end of its container without a closing fence.
    """

    form: Literal["span", "fence", "indented", "expression"]
    span: Span
    info: str = ""
    closed: bool = True


class Prose(Struct, frozen=True, gc=False):
    """A run of words that a person reads: ``text[span]`` is what is read, free of markup.

    Runs of one paragraph, heading or cell share a `block` number; a word may continue in the next
    run when only emphasis marks lie between the two.
    """

    span: Span
    role: ProseRole
    block: int
