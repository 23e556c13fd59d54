"""Whether a stretch of text is English: words of other languages are not misspelt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nblint.model import Document, Span
    from nblint.spelling.speller import Suspect

# The commonest little words of each language, but for those that are English words too.
_ENGLISH = frozenset(
    "the of and to a is that it for on with as are was be this have by not but from or you "
    "at we an they which one all were when there can your if will each how their use what "
    "its no".split()
)
# Those of them that no other language here writes so.
_ENGLISH_ONLY = _ENGLISH - frozenset(
    "a is as on no or we at all can will use one but have be was".split()
)
_OTHERS = (
    frozenset(
        # German, Dutch, Danish, Norwegian, Swedish
        "der das und ist nicht ein eine den dem mit auf für von zu im des sich auch als wird"
        " werden het een van niet zijn voor ook maar wordt naar og det til med som av ikke på är"
        # French, Spanish, Portuguese, Italian, Catalan, Romanian
        " och för att le les du est une dans que pour qui sur avec pas sont vous nous cette ce ne"
        " el los las y en por para con una su al como más pero o os uma não com dos da di che per"
        " gli della è il sono un del nel alla si și în cu pe din"
        # Polish, Czech, Turkish, Finnish, Hungarian, Indonesian, Latin
        " nie się jest na w z jak ale je se że pro ve bir bu için ile olan ja ei että hogy az egy"
        " nem és yang dan untuk dengan ini itu et non sed cum quod".split()
    )
    - _ENGLISH
)
_FEW = 2
_MANY = 10
"""So many little words of other languages make a page one of these, if twice as many as English."""
_WORD = re.compile(r"[^\W\d_]+")
_ATTRIBUTES = re.compile(r"\{[#:.][^{}\n]{0,200}\}")
"""An attribute list, `{#its-own-id}`."""


def is_foreign(words: Sequence[str]) -> bool:
    """Tell whether words, as they are written, are of another language than English."""
    lower = [word.lower() for word in words]
    others = sum(word in _OTHERS for word in lower)
    return others >= _FEW and others > sum(word in _ENGLISH for word in lower)


def in_english(document: Document, suspects: Sequence[Suspect]) -> Sequence[Suspect]:
    """Return the suspects without those of a page in another language, its English blocks aside.

    A heading of such a page is often too short to tell its language by itself.
    """
    text = document.text
    if not suspects or not _is_foreign_page(run.span.of(text) for run in document.prose):
        return suspects
    blocks: dict[int, list[str]] = {}
    for run in document.prose:
        blocks.setdefault(run.block, []).extend(_words(run.span.of(text)))
    counts = {number: _count(words) for number, words in blocks.items()}
    english = [run.span for run in document.prose if counts[run.block][1] > counts[run.block][0]]
    return [item for item in suspects if any(_holds(span, item.spans[0]) for span in english)]


def _holds(span: Span, other: Span) -> bool:
    return span.start <= other.start < span.end


def _is_foreign_page(texts: Iterable[str]) -> bool:
    others, english = _count([word for text in texts for word in _words(text)])
    return others >= _MANY and others > 2 * english


def _words(text: str) -> list[str]:
    return _WORD.findall(_ATTRIBUTES.sub("", text))


def _count(words: Sequence[str]) -> tuple[int, int]:
    """Return how many of the words are little ones of other languages, and of English alone."""
    lower = [word.lower() for word in words]
    return sum(word in _OTHERS for word in lower), sum(word in _ENGLISH_ONLY for word in lower)
