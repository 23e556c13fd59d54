"""What a document consists of outside the edits of its fixes, to tell whether they change it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable
from itertools import accumulate
from operator import itemgetter, sub
from typing import TYPE_CHECKING

from msgspec import Struct

from nblint.files.source import Index
from nblint.model import Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nblint.model import FrontMatter
    from nblint.model.finding import Edit, Fix

_Token = tuple[str, int, int, Hashable]
"""A kind, a place, and what else makes a token what it is.

A place counts the visible characters that no edit touches: those are the same before and after, and
white space, which an edit may add or remove around a token, does not move it.
"""

_Interval = tuple[int, int]

_Piece = tuple[str, Span, Hashable]
"""A token with its place in the document's text."""


class View(Struct, frozen=True):
    """The text of a file as it was parsed; `index` finds places of the file in the document."""

    document: Document
    index: Index


def suspects(before: View, after: View, fixes: Sequence[Fix]) -> list[Fix]:
    """Return the fixes around which tokens outside of their edits have changed; none is good.

    `after` is the view of the text in which the edits of all `fixes` are made, which must not
    overlap. Where it is not clear which fix has changed a token, all are returned.
    """
    edits = sorted((edit for fix in fixes for edit in fix.edits), key=lambda edit: edit.span)
    spans = [edit.span for edit in edits]
    spans += (fix.rewrites for fix in fixes if fix.rewrites)
    ranks = _ranks(before, spans)
    old = _tokens(before.document, ranks)
    new = _tokens(after.document, _ranks(after, _moved(spans, edits)))
    if old == new:
        return []
    changed = _joined(sorted(token[1:3] for token in ((old - new) + (new - old))))
    found = [
        fix
        for fix in fixes
        if any(_covers(changed, ranks[before.index.in_text(e.span).start]) for e in fix.edits)
    ]
    return found or list(fixes)


def _covers(intervals: Sequence[_Interval], place: int) -> bool:
    """Tell whether a place is in one of the intervals, which are sorted and apart."""
    index = bisect_right(intervals, place, key=itemgetter(0)) - 1
    return index >= 0 and place <= intervals[index][1]


def _moved(spans: Sequence[Span], edits: Sequence[Edit]) -> list[Span]:
    """Return where spans are once all edits are made; what is written at their ends is inside."""
    starts = [edit.span.start for edit in edits]
    ends = [edit.span.end for edit in edits]
    growth = [len(edit.replacement) - (edit.span.end - edit.span.start) for edit in edits]
    shifts = list(accumulate(growth, initial=0))
    return [
        Span(
            span.start + shifts[bisect_left(starts, span.start)],
            span.end + shifts[bisect_right(ends, span.end)],
        )
        for span in spans
    ]


def _ranks(view: View, edited: Sequence[Span]) -> list[int]:
    """Return for each offset of the text how many visible, unedited characters stand before it."""
    text = view.document.text
    parts: list[str] = []
    position = 0
    for span in sorted(view.index.in_text(span) for span in edited):
        start, end = max(span.start, position), max(span.end, position)
        parts += text[position:start], " " * (end - start)
        position = end
    parts.append(text[position:])
    blanks = accumulate(map(str.isspace, "".join(parts)), initial=0)
    return list(map(sub, range(len(text) + 1), blanks))


def _tokens(document: Document, ranks: Sequence[int]) -> Counter[_Token]:
    """Return all tokens but those that lie within the edits."""
    tokens: Counter[_Token] = Counter()
    for kind, span, about in _pieces(document):
        start, end = ranks[span.start], ranks[span.end]
        if start < end:
            tokens[kind, start, end, about] += 1
    for place in document.breaks:
        tokens["hard break", ranks[place.end], ranks[place.end], None] += 1
    prose = sorted((ranks[run.span.start], ranks[run.span.end]) for run in document.prose)
    for start, end in _joined(prose):
        if start < end:
            # Apart from each other, since running text may go on over the whole document.
            tokens["prose begins", start, start, None] += 1
            tokens["prose ends", end, end, None] += 1
    return tokens


def _joined(intervals: Sequence[_Interval]) -> list[_Interval]:
    """Return what sorted intervals cover, touching ones made one: emphasis may divide prose."""
    joined: list[_Interval] = []
    for start, end in intervals:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _pieces(document: Document) -> Iterator[_Piece]:
    whole = Span(0, len(document.text))
    yield "document", whole, (document.dialect, document.truncated is None)
    for cell in document.cells:
        yield "cell", cell.span, (cell.number, cell.kind, cell.language)
    yield from _blocks(document)
    yield from _inlines(document)
    yield from _html(document)
    if document.front_matter:
        yield from _front_matter(document, document.front_matter)


def _blocks(document: Document) -> Iterator[_Piece]:
    for block in document.blocks:
        yield "block", block.span, (block.kind, block.depth)
    for heading in document.headings:
        yield "heading", heading.span, (heading.level, heading.form)
    for definition in document.definitions:
        about = definition.label, definition.footnote, definition.duplicate
        yield "definition", definition.span, about
        yield "destination", definition.target_span, definition.target


def _inlines(document: Document) -> Iterator[_Piece]:
    for link in document.links:
        yield "link", link.span, (link.kind, link.element, link.label)
    for image in document.images:
        yield "image", image.span, (image.kind, image.alt is None, image.label)
    for target in document.targets:
        yield "target", target.span, (target.kind, target.value, target.image)
    for unresolved in document.unresolved:
        yield "unresolved", unresolved.span, (unresolved.form, unresolved.image)
    # Code and formulas are for programs, so they must not change.
    for code in document.code:
        source = code.span.of(document.text)
        yield "code", code.span, (code.form, code.info, code.closed, source)
    for formula in document.math:
        yield "math", formula, formula.of(document.text)


def _html(document: Document) -> Iterator[_Piece]:
    """Yield HTML: what an attribute or a comment says is for programs, so it must not change."""
    targets = sorted(target.span.start for target in document.targets)
    for tag in document.tags:
        names = tuple(attribute.name for attribute in tag.attributes)
        yield "tag", tag.span, (tag.name, tag.form, names)
        for attribute in tag.attributes:
            if not _holds_any(attribute.span, targets):
                yield "attribute", attribute.span, attribute.value
    for comment in document.comments:
        yield "comment", comment.span, comment.text
    for anchor in document.anchors:
        # Other names are made of words: of headings, terms and labels.
        if anchor.origin == "html" or anchor.span.of(document.text) == anchor.name:
            yield "anchor", anchor.span, anchor.name


def _front_matter(document: Document, front_matter: FrontMatter) -> Iterator[_Piece]:
    """Yield the fields of front matter; those that are read as prose may change."""
    prose = sorted(run.span.start for run in document.prose)
    # Of what cannot be read, nobody knows what a change would do to it.
    unread = front_matter.span.of(document.text) if front_matter.problems else None
    yield "front matter", front_matter.span, (front_matter.format, unread)
    for entry in front_matter.entries:
        yield "key", entry.key_span, (entry.path, type(entry.value).__name__)
        if not (isinstance(entry.value, dict | list) or _holds_any(entry.value_span, prose)):
            yield "value", entry.value_span, str(entry.value)


def _holds_any(span: Span, offsets: Sequence[int]) -> bool:
    """Tell whether one of the offsets, which are sorted, lies within the span."""
    return bisect_left(offsets, span.start) < bisect_left(offsets, span.end)
