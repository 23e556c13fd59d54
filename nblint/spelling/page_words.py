"""The words in the prose of a document, each with its context."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from nblint.model import ProseRole, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet

    from nblint.model import Document, Prose

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+(?:['\u2019][^\W\d_]+)*)")
_MAX_LOOK_BACK = 40
"""How many characters before a word are searched for its left neighbours."""
_MAX_QUOTATION = 60
"""How many characters before and after a word are searched for quotation marks."""
_PART_BEFORE = re.compile(r"([^\W\d_]+)-\s*\Z")
_PART_AFTER = re.compile(r"-\s*([^\W\d_]+)")
_OPENING = "([{\"'*_\u2018\u201c"
# Characters that make a word part of a path, URL, handle, formula or identifier.
_JOINED_BEFORE = frozenset("@#$/\\_=+^|&%`0123456789")
_JOINED_AFTER = frozenset("@/\\_=+^|&%`0123456789")
# The same if a letter or digit is on the other side: "so.is this", "(o)bject".
_JOINED_BEFORE_IF_TOUCHING = frozenset(".:)")
_JOINED_AFTER_IF_TOUCHING = frozenset(".:")
_EMPHASIS = frozenset("*_~")
_MAX_EMPHASIS = 8
"""How many characters emphasis delimiters within a word may have."""
_CONDITIONAL = frozenset({"if", "If", "when", "When"})
_ENDS_SENTENCE = frozenset('.!?:"\u201c(*')


class Word(Struct, frozen=True, kw_only=True, gc=False):
    """A word in the text of a document.

    `lower` is the word in lower case with a straight apostrophe. `before_left`, `left` and `right`
    are its neighbours in the same form, or "" if there is more than white space between. The flags:
    `starts_sentence`; `beside_capital`, a neighbour has a capital; `hyphenated`, a hyphen joins it
    to another word; `after_number`; `after_trigger`, the word before is one after which each word
    is checked.
    """

    text: str
    lower: str
    span: Span
    role: ProseRole
    block: int
    before_left: str
    left: str
    right: str
    starts_sentence: bool
    beside_capital: bool
    hyphenated: bool
    after_number: bool
    after_trigger: bool


def normalized(text: str) -> str:
    """Return a word in lower case with a straight apostrophe."""
    return text.lower().replace("\u2019", "'")


class PageWords:
    """The words of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._blocks: dict[int, list[str]] = {}
        self._shares: dict[tuple[int, Callable[[str], bool]], tuple[int, int]] = {}

    def unsettled(
        self, correct: set[str], triggers: AbstractSet[str], agreeing: AbstractSet[tuple[str, str]]
    ) -> Iterator[Word]:
        """Yield the words whose spelling is not in `correct`.

        Also yield those after a word in `triggers`, unless the two are in `agreeing`. Parts of
        paths, URLs, identifiers and numbers are skipped.
        """
        text = self._document.text
        for run in self._document.prose:
            words = _WORD.findall(text, run.span.start, run.span.end)
            # Most runs have nothing to yield, and this is the fastest test for that.
            if correct.issuperset(words) and not any(
                before in triggers and (before, written) not in agreeing
                for before, written in pairwise(words)
            ):
                continue
            before = ""
            for match in _WORD.finditer(text, run.span.start, run.span.end):
                written, triggered = match[0], before in triggers
                if written not in correct or (triggered and (before, written) not in agreeing):
                    start, end = match.span()
                    if not _is_joined(text, start, end):
                        yield _word(text, run, Span(start, end), after_trigger=triggered)
                before = written

    def is_quoted(self, span: Span, *, alone: bool) -> bool:
        """Return whether quotation marks enclose a span, `alone` or with a few words around it."""
        text, reach = self._document.text, 1 if alone else _MAX_QUOTATION
        before = text[max(span.start - reach, 0) : span.start]
        after = text[span.end : span.end + reach]
        if before.rfind("\u201c") > before.rfind("\u201d"):
            return "\u201d" in after
        return before.count('"') % 2 == 1 and '"' in after

    def unhyphenated(self, span: Span) -> Iterator[str]:
        """Yield the words, in lower case, that a span makes with the part beyond a hyphen.

        That is "documentation" for both parts of "docu-mentation", also across lines.
        """
        text = self._document.text
        part = normalized(span.of(text))
        if before := _PART_BEFORE.search(text, max(span.start - _MAX_LOOK_BACK, 0), span.start):
            yield normalized(before[1]) + part
        if after := _PART_AFTER.match(text, span.end):
            yield part + normalized(after[1])

    @cached_property
    def counts(self) -> Counter[str]:
        """How often the document uses each word, in lower case."""
        text, counts = self._document.text, Counter[str]()
        for run in self._document.prose:
            counts.update(_WORD.findall(normalized(run.span.of(text))))
        return counts

    def block(self, number: int) -> list[str]:
        """Return the words of a block, in their letter case."""
        text = self._document.text
        if number not in self._blocks:
            runs = self._runs.get(number, ())
            self._blocks[number] = [w for run in runs for w in _WORD.findall(run.span.of(text))]
        return self._blocks[number]

    def share(self, number: int, predicate: Callable[[str], bool]) -> tuple[int, int]:
        """Return how many words a block has, and how many of them satisfy `predicate`.

        The result is cached.
        """
        key = number, predicate
        if key not in self._shares:
            words = self.block(number)
            self._shares[key] = len(words), sum(map(predicate, words))
        return self._shares[key]

    def has_condition(self, number: int) -> bool:
        """Return whether a block has a conditional word such as "if"."""
        return self.share(number, _is_conditional)[1] > 0

    @cached_property
    def _runs(self) -> dict[int, list[Prose]]:
        runs: dict[int, list[Prose]] = {}
        for run in self._document.prose:
            runs.setdefault(run.block, []).append(run)
        return runs

    @cached_property
    def not_prose(self) -> frozenset[str]:
        """The words, in lower case, of code, link destinations, anchors and metadata keys."""
        document, text = self._document, self._document.text
        parts = [code.span.of(text) for code in document.code]
        parts += [target.value for target in document.targets]
        parts += [anchor.name for anchor in document.anchors if anchor.origin != "heading"]
        if document.front_matter:
            parts += [key for entry in document.front_matter.entries for key in entry.path]
        return frozenset(_WORD.findall("\n".join(parts).lower()))


def _is_joined(text: str, start: int, end: int) -> bool:
    """Return whether the word at these offsets is part of something that is not prose."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if before[-1:] in _JOINED_BEFORE or after[:1] in _JOINED_AFTER or after == "()":
        return True
    if before[-1:] == after[:1] == ":":
        return True  # the name of an emoji
    if before[:1].isalnum() and before[1:] in _JOINED_BEFORE_IF_TOUCHING:
        return True
    if after[1:].isalnum() and after[:1] in _JOINED_AFTER_IF_TOUCHING:
        return True
    # Emphasis within a word: only part of the word was matched.
    if before[-1:] in _EMPHASIS:
        return text[max(start - _MAX_EMPHASIS, 0) : start].rstrip("*_~")[-1:].isalnum()
    return after[:1] in _EMPHASIS and text[end : end + _MAX_EMPHASIS].lstrip("*_~")[:1].isalnum()


def _word(text: str, run: Prose, span: Span, *, after_trigger: bool) -> Word:
    before = text[max(run.span.start, span.start - _MAX_LOOK_BACK) : span.start]
    earlier = before.split()
    previous = earlier[-1].lstrip(_OPENING) if before[-1:].isspace() and earlier else ""
    match = _NEXT_WORD.match(text, span.end, run.span.end)
    following = match[1] if match else ""
    written = span.of(text)
    return Word(
        text=written,
        lower=normalized(written),
        span=span,
        role=run.role,
        block=run.block,
        before_left=_neighbour(earlier[-2].lstrip(_OPENING)) if len(earlier) > 1 else "",
        left=_neighbour(previous),
        right=normalized(following),
        starts_sentence=not earlier or earlier[-1][-1] in _ENDS_SENTENCE,
        beside_capital=previous[:1].isupper() or following[:1].isupper(),
        hyphenated="-" in (text[span.start - 1 : span.start], text[span.end : span.end + 1]),
        after_number=bool(earlier) and earlier[-1][-1].isdigit(),
        after_trigger=after_trigger,
    )


def _is_conditional(written: str) -> bool:
    return written in _CONDITIONAL


def _neighbour(written: str) -> str:
    """Return a neighbour in lower case, or "" if it is not a word."""
    word = normalized(written)
    return word if word.replace("'", "").isalpha() else ""
