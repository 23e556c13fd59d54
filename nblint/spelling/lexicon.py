"""The words there are: how common each is, of what kind, and which are written much like it."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec
from msgspec import Struct

from nblint.spelling.pairs import Pairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HEAD = 3
"""The words of a block share this many first letters, the endings this many last ones."""

WordKind = Literal["word", "name", "seen", "american", "british"]
"""What is known of a word.

A `word` is in a dictionary or a list of terms; `american` and `british` words are, but in one
dialect only. A `name` is one where it has a capital. What was merely `seen` stands in large
collections of text, where misspellings stand too.
"""

_KINDS: Mapping[str, WordKind] = {
    "w": "word",
    "n": "name",
    "s": "seen",
    "a": "american",
    "b": "british",
}
_WORTH_SUGGESTING = "+"  # a frequency of 1.0


class Data(Struct, frozen=True):
    r"""The file that `python -m lexicon` makes.

    `words` has a block for each beginning of `HEAD` letters: lines ``word\tFK``, in lower case,
    each with a line feed before and after it. F is the frequency, a character from "!" (0) in
    steps of a tenth of the Zipf scale, K the first letter of the kind. `endings` has, for each
    ending of `HEAD` letters, the words that are worth suggesting, line by line. `pairs` is what
    `Pairs` reads.
    """

    words: dict[str, str]
    endings: dict[str, str]
    pairs: bytes


class Entry(NamedTuple):
    """A word's frequency on the Zipf scale (log10 of its occurrences in 10⁹ words) and its kind."""

    zipf: float
    kind: WordKind


class Lexicon:
    """The words of English and of the trades that write in Markdown, in lower case.

    `find` returns what is known of a word, or None; `pairs` knows which stand side by side.
    """

    def __init__(self, data: Data) -> None:
        self._words, self._endings = data.words, data.endings
        self.pairs = Pairs(data.pairs)
        self.find = lru_cache(maxsize=100_000)(self._find)
        self._beginning_with = lru_cache(maxsize=1_000)(self._read_beginning)
        self._ending_in = lru_cache(maxsize=1_000)(self._read_ending)

    def _find(self, word: str) -> Entry | None:
        block = self._words.get(word[:HEAD])
        if block is None:
            return None
        at = block.find(f"\n{word}\t")
        if at < 0:
            return None
        at += len(word) + 2
        return Entry((ord(block[at]) - 33) / 10, _KINDS[block[at + 1]])

    def is_word(self, word: str, zipf: float = 0) -> bool:
        """Tell whether a word is in a dictionary of either dialect, and at least so common."""
        entry = self.find(word)
        return entry is not None and entry.zipf >= zipf and entry.kind not in {"seen", "name"}

    def is_unknown(self, written: str) -> bool:
        """Tell whether a word, as it is written, is neither a word nor a name."""
        entry = self.find(written.lower().replace("\u2019", "'"))
        return entry is None or entry.kind == "seen"

    def like(self, word: str) -> Iterator[list[str]]:
        """Yield lists of words, worth suggesting, that begin or end as `word` does."""
        yield self._beginning_with(word[:HEAD])
        yield self._ending_in(word[-HEAD:])

    def _read_beginning(self, head: str) -> list[str]:
        lines = self._words.get(head, "").split("\n")
        return [
            line[:-3]
            for line in lines
            if line and line[-1] != "s" and line[-2] >= _WORTH_SUGGESTING
        ]

    def _read_ending(self, tail: str) -> list[str]:
        return self._endings.get(tail, "").split("\n")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon that comes with nblint, read from disk when it is first wanted."""
    raw = files("nblint").joinpath("spelling", "english.msgpack").read_bytes()
    return Lexicon(msgspec.msgpack.decode(raw, type=Data))
