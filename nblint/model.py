"""What a page is made of: the frozen types that the parser fills and the checks read.

Every position is a `Span` of character offsets (0-based, end exclusive) into the whole file as
decoded text, front matter and byte order mark included, so that ``text[span.start:span.end]`` is
the source of the element.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

Dialect = Literal[
    "commonmark", "mdx", "mkdocs", "mkdocs-labels", "myst", "obsidian", "quarto", "wiki"
]
"""What a page's Markdown is written for; all but CommonMark add syntax of their own.

`mkdocs-labels` is MkDocs with labels from elsewhere: autorefs makes them of the headings of all
pages and of documented code, and Snippets appends definitions to every page.
"""

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


class Span(Struct, frozen=True, gc=False, order=True):
    """A stretch of the file: character offsets, 0-based, `end` exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the part of `text` that this span covers."""
        return text[self.start : self.end]


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


class Target(Struct, frozen=True, gc=False):
    """An address at the one place where it is written, which is the place to mend it.

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


class Title(Struct, frozen=True, gc=False):
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


class Attribute(Struct, frozen=True, gc=False):
    """An HTML attribute: lower-case `name`, `value` with character references decoded.

    `value` is None where there is none (`<input disabled>`); `span` is the value's, without quotes.
    """

    name: str
    value: str | None
    span: Span


class Tag(Struct, frozen=True, gc=False):
    """One HTML tag, in document order. `name` is in lower case but for components of JSX."""

    name: str
    form: Literal["open", "close", "self-closing"]
    span: Span
    attributes: tuple[Attribute, ...] = ()

    def get(self, name: str) -> Attribute | None:
        """Return the first attribute called `name` (lower case), or None."""
        return next((item for item in self.attributes if item.name == name), None)


class Comment(Struct, frozen=True, gc=False):
    """A comment, HTML's or a dialect's: `text` without its delimiters, `span` with them."""

    text: str
    span: Span


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


class MetaEntry(Struct, frozen=True, gc=False):
    """One key of the front matter with its value, nested ones included.

    `path` is the keys from the outermost inwards; an index into a list counts as a key, written in
    decimal. `value` is what the front matter's parser makes of it.
    """

    path: tuple[str, ...]
    value: Any
    key_span: Span
    value_span: Span


class MetaProblem(Struct, frozen=True, gc=False):
    """What keeps front matter from being read as its author meant it."""

    message: str
    span: Span
    help: str = ""


class FrontMatter(Struct, frozen=True, gc=False):
    """The metadata block at the head of a page.

    `span` covers the delimiters too. `fields` is the top-level mapping, empty when `problems` kept
    it from being read.
    """

    format: Literal["yaml", "toml", "json"]
    span: Span
    fields: dict[str, Any]
    entries: tuple[MetaEntry, ...]
    problems: tuple[MetaProblem, ...] = ()

    def entry(self, *path: str) -> MetaEntry | None:
        """Return the entry at `path`, or None."""
        return next((item for item in self.entries if item.path == path), None)


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
    parser stopped reading because blocks are nested too deeply, or None. The text of a notebook is
    that of its `cells`; any other page has none. `inherited` are the fields that its site adds to
    those of its front matter.
    """

    path: str
    text: str
    front_matter: FrontMatter | None
    headings: tuple[Heading, ...]
    titles: tuple[Title, ...]
    anchors: tuple[Anchor, ...]
    links: tuple[Link, ...]
    images: tuple[Image, ...]
    targets: tuple[Target, ...]
    definitions: tuple[Definition, ...]
    unresolved: tuple[Unresolved, ...]
    tags: tuple[Tag, ...]
    comments: tuple[Comment, ...]
    blocks: tuple[Block, ...]
    code: tuple[Code, ...]
    math: tuple[Span, ...]
    prose: tuple[Prose, ...]
    truncated: int | None = None
    cells: tuple[Cell, ...] = ()
    dialect: Dialect = "commonmark"
    inherited: Mapping[str, Any] = {}


class Outline(Struct, frozen=True, gc=False):
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
    targets: tuple[Target, ...]
    anchors: frozenset[str]
    complete: bool = True
    titles: tuple[Title, ...] = ()
    meta: tuple[MetaEntry, ...] | None = None
    cells: tuple[Cell, ...] = ()
    aliases: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    shortcodes: frozenset[str] = frozenset()
