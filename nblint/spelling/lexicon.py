"""English words and technical terms: frequency, kind, and words with similar spelling."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec
from msgspec import Struct

from nblint.spelling.pairs import Pairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KEY_LENGTH = 3
"""How many first letters the words of a block share, and how many last letters those of a list."""

WordKind = Literal["word", "name", "seen", "american", "british"]
"""How a word is known.

A `word` is in a dictionary or a list of terms. `american` and `british` words are too, in one
dialect only. A `name` is correct with a capital. A word that is merely `seen` occurs in large
corpora, which also contain misspellings.
"""

_KINDS: Mapping[str, WordKind] = {
    "w": "word",
    "n": "name",
    "s": "seen",
    "a": "american",
    "b": "british",
}
_MIN_SUGGESTED = "+"  # the encoded frequency 1.0


class Data(Struct, frozen=True):
    r"""The file that `python -m lexicon` writes.

    `words` maps the first `KEY_LENGTH` letters to a block of lines ``word\tFK`` in lower case, each
    with a line feed before and after it. F is the frequency, a character from "!" (0) in steps of
    a tenth on the Zipf scale, K is the first letter of the kind. `endings` maps the last
    `KEY_LENGTH` letters to the words that are common enough to suggest, one a line. `pairs` is the
    data of `Pairs`.
    """

    words: dict[str, str]
    endings: dict[str, str]
    pairs: bytes


class LexiconEntry(NamedTuple):
    """The frequency (Zipf scale: log10 of occurrences per billion words) and kind of a word."""

    zipf: float
    kind: WordKind


class Lexicon:
    """The known words, in lower case.

    `find` returns the entry of a word, or None. `pairs` are the counts of word pairs.
    """

    def __init__(self, data: Data) -> None:
        self._words, self._endings = data.words, data.endings
        self.pairs = Pairs(data.pairs)
        self.find = lru_cache(maxsize=100_000)(self._find)
        self._with_prefix = lru_cache(maxsize=1_000)(self._read_block)
        self._with_suffix = lru_cache(maxsize=1_000)(self._read_endings)

    def _find(self, word: str) -> LexiconEntry | None:
        block = self._words.get(word[:KEY_LENGTH])
        if block is None:
            return None
        at = block.find(f"\n{word}\t")
        if at < 0:
            return None
        at += len(word) + 2
        return LexiconEntry((ord(block[at]) - 33) / 10, _KINDS[block[at + 1]])

    def is_word(self, word: str, min_zipf: float = 0) -> bool:
        """Return whether a word is in a dictionary of either dialect and at least so frequent."""
        entry = self.find(word)
        return entry is not None and entry.zipf >= min_zipf and entry.kind not in {"seen", "name"}

    def is_unknown(self, written: str) -> bool:
        """Return whether a word, in any letter case, is neither a word nor a name."""
        entry = self.find(written.lower().replace("\u2019", "'"))
        return entry is None or entry.kind == "seen"

    def sharing_an_end(self, word: str) -> Iterator[list[str]]:
        """Yield two lists of words to suggest: with the first letters of `word`, and the last."""
        yield self._with_prefix(word[:KEY_LENGTH])
        yield self._with_suffix(word[-KEY_LENGTH:])

    def _read_block(self, prefix: str) -> list[str]:
        lines = self._words.get(prefix, "").split("\n")
        return [
            line[:-3] for line in lines if line and line[-1] != "s" and line[-2] >= _MIN_SUGGESTED
        ]

    def _read_endings(self, suffix: str) -> list[str]:
        return self._endings.get(suffix, "").split("\n")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon of the package, read from disk on first use."""
    raw = files("nblint").joinpath("spelling", "english.msgpack").read_bytes()
    return Lexicon(msgspec.msgpack.decode(raw, type=Data))
