"""Brings dictionaries and counts together in the file that nblint reads."""

from __future__ import annotations

import gzip
import math
import sys
import zipfile
from array import array
from typing import TYPE_CHECKING
from zlib import crc32

import msgspec

from lexicon.dictionaries import WORD
from nblint.spelling.candidates import candidates
from nblint.spelling.lexicon import KEY_LENGTH, Data, Lexicon

if TYPE_CHECKING:
    from pathlib import Path

    from lexicon.counts import Counts
    from lexicon.dictionaries import Further, Kinds

_LONGEST = 30
_LEAST_ZIPF = 1.0
_SUGGESTED_ZIPF = 1.0
_SHORTEST_ENDING = 4
_LEAST_TIMES = 3
_COMMON_NAME, _NEARLY_ALWAYS, _MOSTLY = 2.5, 0.8, 0.6
_SEVERAL_PACKAGES, _MANY_PACKAGES, _SEVERAL_TIMES = 4, 12, 8
_SHORTEST = 3
_MOST_ALIKE = {"variant": 1.2, "rare": 0.6}
_LEAST_PACKAGES = {"variant": 0, "rare": 2}


def write(target: Path, kinds: Kinds, further: Further, counts: Counts, wordfreq: Path) -> None:
    """Write the lexicon of words and terms (`kinds`) and of what the counts have besides.

    Of the `further` words those that are no slips are words, too.
    """
    frequencies = _read_wordfreq(wordfreq)
    zipf = _Mixture(frequencies, counts)
    pairs = _pack_pairs(counts)
    every = set(kinds) | set(frequencies)
    every |= {
        word
        for word in counts.words
        if counts.packages[word] > 1 or counts.words[word] >= _LEAST_TIMES
    }
    for word in frequencies:
        if word not in kinds and _is_name(word, zipf, counts):
            kinds[word] = "n"
    known = Lexicon(_pack(every, kinds, zipf, pairs))
    kinds |= _used(kinds, counts, zipf, known)
    kinds |= _listed(kinds, further, counts, zipf, known)
    target.write_bytes(msgspec.msgpack.encode(_pack(every, kinds, zipf, pairs)))


def _read_wordfreq(wheel: Path) -> dict[str, float]:
    """Return the Zipf frequencies of wordfreq's large English list.

    Its format "cB" is a list of lists of words, each a hundredth of a decade rarer than the last.
    """
    with zipfile.ZipFile(wheel) as archive:
        raw = gzip.decompress(archive.read("wordfreq/data/large_en.msgpack.gz"))
    _, *bins = msgspec.msgpack.decode(raw)
    return {word: 9 - at / 100 for at, words in enumerate(bins) for word in words}


class _Mixture:
    """The Zipf frequency of words: half general English, half technical prose."""

    def __init__(self, general: dict[str, float], counts: Counts) -> None:
        self._general, self._counts = general, counts
        self._total = sum(counts.words.values())

    def general(self, word: str) -> float:
        return self._general.get(word, 0)

    def __call__(self, word: str) -> float:
        general = 10 ** self._general[word] if word in self._general else 0
        technical = self._counts.words[word] / self._total * 1e9
        mixed = (general + technical) / 2
        return math.log10(mixed) if mixed > 1 else 0


def _is_name(word: str, zipf: _Mixture, counts: Counts) -> bool:
    """Tell whether a common word of no dictionary nearly always has a capital."""
    often = zipf.general(word) >= _COMMON_NAME and counts.packages[word] > 1
    return often and counts.capitals[word] >= _NEARLY_ALWAYS * counts.words[word]


def _used(kinds: Kinds, counts: Counts, zipf: _Mixture, known: Lexicon) -> Kinds:
    """Return the words of no dictionary that several packages use and that are no slips."""
    used: Kinds = {}
    for word, packages in counts.packages.items():
        times = counts.words[word]
        plain = word.isalpha() and word.isascii()
        if word in kinds or not plain or packages < _SEVERAL_PACKAGES or times < _SEVERAL_TIMES:
            continue
        if counts.capitals[word] > _MOSTLY * times:
            used[word] = "n"
        elif len(word) >= _SHORTEST:
            most = 0.6 if packages >= _MANY_PACKAGES else 0
            if _likeness_to_slip(word, zipf, known) < most:
                used[word] = "w"
    return used


def _listed(
    kinds: Kinds, further: Further, counts: Counts, zipf: _Mixture, known: Lexicon
) -> Kinds:
    """Return the variants, and the rare words that packages use, that are no names and no slips."""
    return {
        word: "w"
        for word, why in further.items()
        if word not in kinds
        and zipf(word) >= _LEAST_ZIPF
        and counts.packages[word] >= _LEAST_PACKAGES[why]
        and counts.capitals[word] <= _MOSTLY * counts.words[word]
        and _likeness_to_slip(word, zipf, known) < _MOST_ALIKE[why]
    }


def _likeness_to_slip(word: str, zipf: _Mixture, known: Lexicon) -> float:
    """Return by how many decades a word is rarer than a slip for another could be.

    A slip is much rarer than what was meant: what is not, in proportion to how easily one is
    typed for the other, is a word of its own.
    """
    own = zipf(word)
    alike = (item.entry.zipf - own - item.cost for item in candidates(known, word))
    return max(alike, default=-1)


def _pack(every: set[str], kinds: Kinds, zipf: _Mixture, pairs: bytes) -> Data:
    words: dict[str, list[str]] = {}
    endings: dict[str, list[str]] = {}
    for word in sorted(every):
        frequency, kind = zipf(word), kinds.get(word, "s")
        if not WORD.fullmatch(word) or len(word) > _LONGEST:
            continue
        if kind == "s" and (frequency < _LEAST_ZIPF or word.endswith("'s")):
            continue
        level = round(min(frequency, 9) * 10)
        words.setdefault(word[:KEY_LENGTH], ["\n"]).append(f"{word}\t{chr(33 + level)}{kind}\n")
        if kind != "s" and level >= _SUGGESTED_ZIPF * 10 and len(word) >= _SHORTEST_ENDING:
            endings.setdefault(word[-KEY_LENGTH:], []).append(word)
    return Data(
        {head: "".join(lines) for head, lines in words.items()},
        {tail: "\n".join(lines) for tail, lines in endings.items()},
        pairs,
    )


def _pack_pairs(counts: Counts) -> bytes:
    """Return what `nblint.spelling.pairs` reads, little-endian."""
    numbers: dict[int, int] = {}
    for (left, right), times in counts.pairs.items():
        if times >= _LEAST_TIMES and counts.pair_packages[left, right] > 1:
            key = crc32(f"{left} {right}".encode()) & 0xFFFFFFF0
            numbers[key] = max(numbers.get(key, 0), min(15, int(math.log2(times))))
    packed = array("I", sorted(key | level for key, level in numbers.items()))
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()
