"""The instructions to nblint that a page holds: comments and the `nblint` key of front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, cast, get_args

from msgspec import Struct

from nblint.model import Span
from nblint.model.finding import Edit, Finding, Fix
from nblint.model.nearest import nearest
from nblint.rulebook.comment_place import CommentPlaces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nblint.model import Document, FrontMatter, MetaEntry

Verb = Literal["ignore", "ignore-file", "off", "on"]

Names = tuple[tuple[str, Span], ...]
"""Rules and groups as they are written, with their places; none means all rules."""

# In HTML's comments, in MDX's and in Obsidian's; one whose colon was forgotten is told by its verb.
_INSTRUCTION = re.compile(
    r"(?:<!--|\{\s*+/\*|%%)\s*+nblint(:?)\s*+((?:(?!-->|\*/|%%)[^\s,])*+)(.*)"
    r"(?:-->|\*/\s*+\}|%%)",
    re.DOTALL,
)
_NAME = re.compile(r"[^\s,]+")


class Directive(Struct, frozen=True, gc=False):
    """What a comment or a key asks for; its names are not yet judged.

    `within` is where it holds: for `off` and `on`, all that follows. `removal` takes it out of the
    page and is `safe` when a reader cannot tell; it is None in front matter.
    """

    verb: Verb
    names: Names
    span: Span
    within: Span
    removal: Edit | None = None
    safe: bool = False


def read_directives(document: Document) -> Iterator[Directive | Finding]:
    """Return the instructions of a page in document order; a Finding is one that makes no sense."""
    if document.front_matter is not None and "nblint" in document.front_matter.fields:
        yield from _front_matter(document.front_matter, _from(document, 0))
    places = CommentPlaces(document)
    for comment in document.comments:
        match = _INSTRUCTION.fullmatch(document.text, comment.span.start, comment.span.end)
        if match and (match[1] or _lacks_its_colon(match)):
            yield _comment(places, comment.span, match)


def _lacks_its_colon(match: re.Match[str]) -> bool:
    """Tell whether a comment is an instruction but for the colon, and no remark about nblint."""
    return match[2].startswith("ignore") or (match[2] in get_args(Verb) and not match[3].strip())


def _from(document: Document, start: int) -> Span:
    """Return the span of all that follows, a finding at the very end of the file included."""
    return Span(start, len(document.text) + 1)


def _front_matter(front_matter: FrontMatter, page: Span) -> Iterator[Directive | Finding]:
    items: dict[tuple[str, ...], list[MetaEntry]] = {}
    for entry in front_matter.entries:
        items.setdefault(entry.path[:-1], []).append(entry)
    for entry in front_matter.entries:
        if entry.path == ("nblint",) and not isinstance(entry.value, dict):
            # YAML 1.1 reads `off` as false.
            if entry.value is False or entry.value == "off":
                yield Directive("ignore-file", (), entry.key_span, page)
            else:
                yield _senseless(entry, "use nblint: off, or nblint: {ignore: [rule, rule]}")
        elif entry.path[:-1] == ("nblint",):
            names = _listed(entry, items.get(entry.path, ()))
            if entry.path[1] == "ignore" and names:
                yield Directive("ignore-file", names, entry.key_span, page)
            else:
                yield _senseless(entry, "use ignore: [rule, rule]")


def _senseless(entry: MetaEntry, help_text: str) -> Finding:
    return Finding(entry.key_span, f'unknown directive "{".".join(entry.path)}"', help_text)


def _listed(entry: MetaEntry, items: Iterable[MetaEntry]) -> Names:
    """Return the names in a list, or in a text that parts them as a comment does."""
    if isinstance(entry.value, str):
        return tuple((name, entry.value_span) for name in _NAME.findall(entry.value))
    return tuple((str(item.value), item.value_span) for item in items)


def _comment(places: CommentPlaces, span: Span, match: re.Match[str]) -> Directive | Finding:
    verbs = get_args(Verb)
    if match[2] not in verbs:
        near = nearest(match[2], verbs)
        help_text = f"replace with {near}" if near else f"use one of {', '.join(verbs)}"
        message = f'unknown directive "nblint: {match[2]}'.rstrip() + '"'
        return Finding(span, message, help_text)
    if not match[1]:
        fix = Fix("add the colon", (Edit(Span(match.start(1), match.end(1)), ":"),), safe=False)
        return Finding(span, f'"nblint {match[2]}" lacks a colon', "add the colon", fix)
    verb = cast("Verb", match[2])
    names = tuple(
        (name[0], Span(*name.span())) for name in _NAME.finditer(places.text, *match.span(3))
    )
    place = places.of(span)
    if verb == "ignore":
        within = place.next_block() if place.alone else place.line
    else:
        within = _from(places.document, 0 if verb == "ignore-file" else span.end)
    removal, safe = place.removal()
    return Directive(verb, names, span, within, removal, safe)
