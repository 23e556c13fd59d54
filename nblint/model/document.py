"""A whole page, and what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

from nblint.model.blocks import Block, Code, Prose
from nblint.model.headings import Anchor, Heading, HeadingSource
from nblint.model.html import Comment, Tag
from nblint.model.links import Definition, Image, Link, LinkDestination, Unresolved
from nblint.model.meta import FrontMatter, MetaEntry
from nblint.model.span import Span

Dialect = Literal[
    "commonmark", "mdx", "mkdocs", "mkdocs-labels", "myst", "obsidian", "quarto", "wiki"
]
"""What a page's Markdown is written for; all but CommonMark add syntax of their own.

`mkdocs-labels` is MkDocs with labels from elsewhere: autorefs makes them of the headings of all
pages and of documented code, and Snippets appends definitions to every page.
"""


class Cell(Struct, frozen=True, gc=False):
    """A cell of a notebook: `number` from 1 among all cells of the file.

    `span` is its place in the document's text. Front matter in the notebook's own metadata is a
    cell of number 0. `language` is that of code; `attachments` are the names of the files in it.
    """

    number: int
    kind: Literal["markdown", "code", "metadata"]
    span: Span
    language: str = ""
    attachments: frozenset[str] = frozenset()


class Document(Struct, frozen=True, gc=False):
    """A parsed page. Sequences are in document order.

    `path` is the page's path as reports name it, with forward slashes. `truncated` is where the
    parser stopped reading because blocks are nested too deeply, or None. `breaks` are the hard line
    breaks. The text of a notebook is that of its `cells`; any other page has none. `inherited` are
    the fields that its site adds to those of its front matter.
    """

    path: str
    text: str
    front_matter: FrontMatter | None
    headings: tuple[Heading, ...]
    titles: tuple[HeadingSource, ...]
    anchors: tuple[Anchor, ...]
    links: tuple[Link, ...]
    images: tuple[Image, ...]
    targets: tuple[LinkDestination, ...]
    definitions: tuple[Definition, ...]
    unresolved: tuple[Unresolved, ...]
    tags: tuple[Tag, ...]
    comments: tuple[Comment, ...]
    blocks: tuple[Block, ...]
    code: tuple[Code, ...]
    math: tuple[Span, ...]
    prose: tuple[Prose, ...]
    truncated: int | None = None
    breaks: tuple[Span, ...] = ()
    cells: tuple[Cell, ...] = ()
    dialect: Dialect = "commonmark"
    inherited: Mapping[str, Any] = {}


class FileIndex(Struct, frozen=True, gc=False):
    """What is kept of a page once it has been read: where it leads and what can be led to.

    `file` is the page's absolute path on disk, or where it would lie. `anchors` are names that
    the page itself writes; those of its `titles` are for its site to make. `includes`
    are the paths of what is put into it when it is published, as it writes them, and `complete` is
    false where there is more than that, so that a reader may meet other anchors too. `meta` are the
    fields of its front matter that say where it is published, if at all; None where it has no front
    matter. `cells` are those of a notebook, and `aliases` its other names. `shortcodes` are the
    names of those that the page calls, but for what `includes` follows.
    """

    path: str
    file: str
    targets: tuple[LinkDestination, ...]
    anchors: frozenset[str]
    complete: bool = True
    titles: tuple[HeadingSource, ...] = ()
    meta: tuple[MetaEntry, ...] | None = None
    cells: tuple[Cell, ...] = ()
    aliases: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    shortcodes: frozenset[str] = frozenset()
