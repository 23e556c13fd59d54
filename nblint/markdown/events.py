"""The stream that an engine makes of a Markdown text and that the builder makes a Document of.

An engine is a function from text to these events in document order. It says what stands where and
judges nothing, so that another engine can come behind the same builder and be held to the same
results. All offsets are in characters of the text the engine was given.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from nblint.model import BlockKind, LinkKind, TargetKind


class Event(Struct, frozen=True, gc=False):
    """Something that stands at `start` and ends before `end`."""

    start: int
    end: int


class Enter(Event, frozen=True, gc=False):
    """A container begins; `Leave` ends it. `label` is a footnote's."""

    kind: BlockKind
    label: str = ""


class Leave(Event, frozen=True, gc=False):
    """The innermost open container ends."""


class Leaf(Event, frozen=True, gc=False):
    """A block without blocks in it; its inline content, if any, follows."""

    kind: BlockKind


class HeadingOpen(Event, frozen=True, gc=False):
    """A heading; its content, which has a place of its own, follows up to `HeadingClose`."""

    level: int
    text_start: int
    text_end: int
    form: Literal["atx", "setext"]


class HeadingClose(Event, frozen=True, gc=False):
    """The heading's content has ended."""


class TableCell(Event, frozen=True, gc=False):
    """A table cell's content follows."""


class CodeFence(Event, frozen=True, gc=False):
    """A fenced code block with its info string."""

    info: str
    closed: bool


class DefinitionEvent(Event, frozen=True, gc=False):
    """A link reference definition: the places are those of the label and the destination."""

    label: str
    target: str
    label_start: int
    label_end: int
    target_start: int
    target_end: int
    duplicate: bool


class Text(Event, frozen=True, gc=False):
    """Literal text on one line: the source is what is read."""


class EscapedText(Event, frozen=True, gc=False):
    """A backslash escape or a character reference, and the characters it stands for."""

    text: str


class Break(Event, frozen=True, gc=False):
    """A line break inside a block; a reader sees it if it is `hard`."""

    hard: bool = False


class CodeSpan(Event, frozen=True, gc=False):
    """A code span and its content."""

    text: str


class Math(Event, frozen=True, gc=False):
    """Inline mathematics, or a block of it after its `Leaf`."""

    text: str


class Html(Event, frozen=True, gc=False):
    """Raw HTML: one tag or comment inline, or an HTML block after its `Leaf`.

    `gaps` are the prefixes of quotes within it, which are no part of the HTML.
    """

    gaps: tuple[tuple[int, int], ...] = ()


class LinkOpen(Event, frozen=True, gc=False):
    """A link; `start` and `end` are those of the whole link; its text follows up to `LinkClose`.

    `label` is the normalised label of a reference, whose place is its definition's; otherwise
    `target_start` and `target_end` are the destination's, without angle brackets.
    """

    target: str
    kind: Literal["inline", "reference", "autolink", "bare"]
    target_start: int
    target_end: int
    label: str = ""


class LinkClose(Event, frozen=True, gc=False):
    """The link's text has ended; `start` is where."""


class ImageOpen(LinkOpen, frozen=True, gc=False):
    """An image; its alternative text follows up to `ImageClose`."""


class ImageClose(Event, frozen=True, gc=False):
    """The image's alternative text has ended; `start` is where."""


class FootnoteUse(Event, frozen=True, gc=False):
    """A footnote reference whose footnote is defined."""

    label: str


class UnresolvedReference(Event, frozen=True, gc=False):
    """Text in the form of a reference that no definition answers; it follows as text."""

    label: str
    text: str
    form: Literal["full", "collapsed", "footnote"]
    image: bool


class Reference(Event, frozen=True, gc=False):
    """A link or an image in a dialect's own syntax; `target` is what a `LinkDestination` holds.

    `text` is what is read, and `text_start` and `text_end` its place, both 0 where it has none.
    """

    kind: LinkKind
    names: TargetKind
    target: str
    target_start: int
    target_end: int
    text: str = ""
    text_start: int = 0
    text_end: int = 0
    image: bool = False


class Expression(Event, frozen=True, gc=False):
    """What is run or filled in when the page is published."""


class CommentEvent(Event, frozen=True, gc=False):
    """A comment in a dialect's own syntax, and what stands between its marks."""

    text: str


class JsxTag(Event, frozen=True, gc=False):
    """A tag as JSX writes it, its braces included."""


class AnchorDefinition(Event, frozen=True, gc=False):
    """A name at which a fragment can point, written at its place."""

    name: str


class Truncated(Event, frozen=True, gc=False):
    """Blocks are nested too deeply here; what follows in this container was not read."""
