"""Text fragments: whether a page has the text that `#:~:text=…` points at.

https://wicg.github.io/scroll-to-text-fragment/
"""

from __future__ import annotations

import re
from itertools import product
from operator import add
from typing import TYPE_CHECKING, Final
from unicodedata import combining, normalize
from urllib.parse import unquote

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

DELIMITER: Final = ":~:"
"""What separates a fragment from its directives (section 3.3)."""

_BLOCK: Final = "\n"  # between two blocks; no term holds one
_EDGE: Final = "\0"  # on both sides of a word; no text holds one
# Past the Indic scripts (U+0E00 on) words are not told by what stands around them: there, a term
# may begin and end anywhere.
_LETTER: Final = r"[^\W\u0e00-\U0010ffff]"
_WORD: Final = re.compile(f"{_LETTER}++")
_PIECE: Final = re.compile(f".{{1,65536}}{_LETTER}*+", re.DOTALL)  # to save memory
# Quotes of all shapes are one to a browser, soft hyphens none.
_FOLDED: Final = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201a": "'"}
    | {"\u201c": '"', "\u201d": '"', "\u201e": '"', "\xad": None, _EDGE: None}
)


class TextDirective(Struct, frozen=True):
    """What a text directive asks for, percent-decoded; "" is a term that it does not have."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    @property
    def words(self) -> str:
        """The text that is to be highlighted, in words."""
        return f"{self.start} … {self.end}" if self.end else self.start


def text_directives(directives: str) -> list[TextDirective]:
    """Return the text directives in what follows the delimiter; others and bad ones are left out.

    `text=[prefix-,]start[,end][,-suffix]`, several of them with `&` between (section 3.3.2).
    """
    found = []
    for item in directives.split("&"):
        name, _, value = item.partition("=")
        directive = _parse(value) if name == "text" else None
        if directive:
            found.append(directive)
    return found


def has_text(text: str, directive: TextDirective) -> bool:
    """Tell whether a text in its searchable form has what the directive asks for.

    Case, diacritics, the shape of quotes and the width of white space do not count; each term
    begins and ends where a word does, and lies in one block (section 3.5.2). The edge of a word is
    part of what is searched for, so that a search ends at its first hit and takes linear time.
    """
    prefix, start, end, suffix = map(
        _fold, (directive.prefix, directive.start, directive.end, directive.suffix)
    )
    if not end:
        return _find(text, 0, prefix, start, suffix) >= 0
    first = _find(text, 0, prefix, start)
    return first >= 0 and _find(text, first, end, suffix) >= 0


def searchable(blocks: Iterable[str]) -> str:
    """Return blocks of text in the form in which `has_text` looks into them."""
    return _bounded(_BLOCK.join(filter(None, map(_fold, blocks))))


def _parse(value: str) -> TextDirective | None:
    terms = value.split(",")
    prefix = terms.pop(0)[:-1] if terms[0].endswith("-") else ""
    suffix = terms.pop()[1:] if terms and terms[-1].startswith("-") else ""
    if not terms or len(terms) > 2 or not all(terms):  # noqa: PLR2004 - a start and an end
        return None
    prefix, suffix, start, end = map(unquote, (prefix, suffix, terms[0], "".join(terms[1:])))
    return TextDirective(start, end, prefix, suffix) if _fold(start) else None


def _find(text: str, position: int, *written: str) -> int:
    """Return where the first run of the terms ends, with at most white space between, or -1."""
    terms = [_bounded(term) for term in written if term]
    ends = []
    for gaps in product(("", " ", _BLOCK), repeat=len(terms) - 1):
        run = terms[0] + "".join(map(add, gaps, terms[1:]))
        start = text.find(run, position)
        if start >= 0:
            ends.append(start + len(run))
    return min(ends, default=-1)


def _bounded(text: str) -> str:
    edged = rf"{_EDGE}\g<0>{_EDGE}"
    return "".join(_WORD.sub(edged, piece) for piece in _PIECE.findall(text))


def _fold(text: str) -> str:
    """Return text without what does not count in a comparison.

    Marks go before the text is decomposed: to order a long run of them takes quadratic time.
    """
    if not text.isascii():
        text = _without_marks(normalize("NFKD", _without_marks(text)))
    return " ".join(text.translate(_FOLDED).casefold().split())


def _without_marks(text: str) -> str:
    return text.translate({ord(character): None for character in set(text) if combining(character)})
