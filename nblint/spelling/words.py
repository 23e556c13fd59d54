"""The words of a page's prose, each with what stands around it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from nblint.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet

    from nblint.model import Document, Prose, ProseRole

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_AFTER = re.compile(r"\s+([^\W\d_]+(?:['\u2019][^\W\d_]+)*)")
_LOOK_BACK = 40
"""How many characters before a word its neighbours there are looked for in."""
_QUOTATION = 60
"""How many characters of a quotation are looked at before and after a word."""
_PART_BEFORE = re.compile(r"([^\W\d_]+)-\s*\Z")
_PART_AFTER = re.compile(r"-\s*([^\W\d_]+)")
_OPENING = "([{\"'*_\u2018\u201c"
# Marks that make a word a part of a path, an address, a handle, a formula or an identifier.
_GLUE_BEFORE = frozenset("@#$/\\_=+^|&%`0123456789")
_GLUE_AFTER = frozenset("@/\\_=+^|&%`0123456789")
_DOTS = frozenset(".:")
_JOINS = frozenset(".:)")
_EMPHASIS = frozenset("*_~")
_MARKS = 8
"""How many characters the marks of emphasis may take."""
_CONDITIONS = frozenset({"if", "If", "when", "When"})
_ENDS_SENTENCE = frozenset('.!?:"\u201c(*')


class Word(NamedTuple):
    """A word as it stands on a page.

    `lower` is the word in lower case with a plain apostrophe. `before_left`, `left` and `right` are
    its neighbours, likewise, "" where anything but white space stands between. `opens` tells
    whether it begins a sentence, `beside_capital` whether a neighbour has a capital, `hyphenated`
    whether a hyphen joins it to another, `numbered` whether a number stands before it, `watched`
    whether the word before is one of those after which each word is looked at.
    """

    text: str
    lower: str
    span: Span
    role: ProseRole
    block: int
    before_left: str
    left: str
    right: str
    opens: bool
    beside_capital: bool
    hyphenated: bool
    numbered: bool
    watched: bool


def lowered(text: str) -> str:
    """Return a word in lower case with a plain apostrophe."""
    return text.lower().replace("\u2019", "'")


class PageWords:
    """The words of one page."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._blocks: dict[int, list[str]] = {}
        self._shares: dict[tuple[int, Callable[[str], bool]], tuple[int, int]] = {}

    def each(
        self, settled: set[str], watched: AbstractSet[str], agreeing: AbstractSet[tuple[str, str]]
    ) -> Iterator[Word]:
        """Yield the words, as they are written, that are not in `settled`.

        Besides, those after a word in `watched`, unless the two are in `agreeing`. Parts of paths,
        addresses, identifiers and numbers are left out.
        """
        text = self._document.text
        for run in self._document.prose:
            words = _WORD.findall(text, run.span.start, run.span.end)
            # Most runs hold nothing to look at, and this is the quickest way to know.
            if settled.issuperset(words) and not any(
                before in watched and (before, written) not in agreeing
                for before, written in pairwise(words)
            ):
                continue
            before = ""
            for match in _WORD.finditer(text, run.span.start, run.span.end):
                written, is_watched = match[0], before in watched
                if written not in settled or (is_watched and (before, written) not in agreeing):
                    start, end = match.span()
                    if not _is_glued(text, start, end):
                        yield _word(text, run, start, end, watched=is_watched)
                before = written

    def is_quoted(self, span: Span, *, alone: bool) -> bool:
        """Tell whether quotation marks enclose a span, `alone` or with a few words around it."""
        text, reach = self._document.text, 1 if alone else _QUOTATION
        before = text[max(span.start - reach, 0) : span.start]
        after = text[span.end : span.end + reach]
        if before.rfind("\u201c") > before.rfind("\u201d"):
            return "\u201d" in after
        return before.count('"') % 2 == 1 and '"' in after

    def wholes(self, span: Span) -> Iterator[str]:
        """Yield the words, in lower case, of which a span is a part that a hyphen parts from it.

        That is "documentation" for both parts of "docu-mentation", at the end of a line or not.
        """
        text = self._document.text
        part = lowered(span.of(text))
        if before := _PART_BEFORE.search(text, max(span.start - _LOOK_BACK, 0), span.start):
            yield lowered(before[1]) + part
        if after := _PART_AFTER.match(text, span.end):
            yield part + lowered(after[1])

    @cached_property
    def counts(self) -> Counter[str]:
        """How often the page uses each word, in lower case."""
        text, counts = self._document.text, Counter[str]()
        for run in self._document.prose:
            counts.update(_WORD.findall(lowered(run.span.of(text))))
        return counts

    def block(self, number: int) -> list[str]:
        """Return the words of a block, given by its number, as they are written."""
        text = self._document.text
        if number not in self._blocks:
            runs = self._runs.get(number, ())
            self._blocks[number] = [w for run in runs for w in _WORD.findall(run.span.of(text))]
        return self._blocks[number]

    def share(self, number: int, holds: Callable[[str], bool]) -> tuple[int, int]:
        """Return how many words a block has, and of how many `holds` is true.

        What holds is remembered for each block.
        """
        key = number, holds
        if key not in self._shares:
            words = self.block(number)
            self._shares[key] = len(words), sum(map(holds, words))
        return self._shares[key]

    def is_condition(self, number: int) -> bool:
        """Tell whether a block has a word that calls for what happens then."""
        return self.share(number, _is_conditional)[1] > 0

    @cached_property
    def _runs(self) -> dict[int, list[Prose]]:
        runs: dict[int, list[Prose]] = {}
        for run in self._document.prose:
            runs.setdefault(run.block, []).append(run)
        return runs

    @cached_property
    def elsewhere(self) -> frozenset[str]:
        """The words, in lower case, of the page's code, addresses, anchors and metadata keys."""
        document, text = self._document, self._document.text
        parts = [code.span.of(text) for code in document.code]
        parts += [target.value for target in document.targets]
        parts += [anchor.name for anchor in document.anchors if anchor.origin != "heading"]
        if document.front_matter:
            parts += [key for entry in document.front_matter.entries for key in entry.path]
        return frozenset(_WORD.findall("\n".join(parts).lower()))


def _is_glued(text: str, start: int, end: int) -> bool:
    """Tell whether the word at these offsets is joined to something that is no prose."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if before[-1:] in _GLUE_BEFORE or after[:1] in _GLUE_AFTER or after == "()":
        return True
    if before[-1:] == after[:1] == ":":
        return True  # the name of an emoji
    if before[:1].isalnum() and before[1:] in _JOINS:  # so.is this, and (o)bject
        return True
    if after[1:].isalnum() and after[:1] in _DOTS:
        return True
    # Emphasis within a word: only a part of the word was matched.
    if before[-1:] in _EMPHASIS:
        return text[max(start - _MARKS, 0) : start].rstrip("*_~")[-1:].isalnum()
    return after[:1] in _EMPHASIS and text[end : end + _MARKS].lstrip("*_~")[:1].isalnum()


def _word(text: str, run: Prose, start: int, end: int, *, watched: bool) -> Word:
    before = text[max(run.span.start, start - _LOOK_BACK) : start]
    earlier = before.split()
    joined = earlier[-1].lstrip(_OPENING) if before[-1:].isspace() and earlier else ""
    after = _AFTER.match(text, end, run.span.end)
    following = after[1] if after else ""
    written = text[start:end]
    return Word(
        written,
        lowered(written),
        Span(start, end),
        run.role,
        run.block,
        _neighbour(earlier[-2].lstrip(_OPENING)) if len(earlier) > 1 else "",
        _neighbour(joined),
        lowered(following),
        not earlier or earlier[-1][-1] in _ENDS_SENTENCE,
        joined[:1].isupper() or following[:1].isupper(),
        "-" in (text[start - 1 : start], text[end : end + 1]),
        bool(earlier) and earlier[-1][-1].isdigit(),
        watched,
    )


def _is_conditional(written: str) -> bool:
    return written in _CONDITIONS


def _neighbour(written: str) -> str:
    """Return a neighbour in lower case, "" if it is no word."""
    word = lowered(written)
    return word if word.replace("'", "").isalpha() else ""
