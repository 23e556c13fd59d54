"""Combine dictionaries and counts in the file that nblint reads."""

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
from nblint.spelling.corrections import candidates
from nblint.spelling.lexicon import KEY_LENGTH, Data, Lexicon

if TYPE_CHECKING:
    from pathlib import Path

    from lexicon.counts import CorpusCounts
    from lexicon.dictionaries import Kinds, UncertainWords

_MAX_LENGTH = 30
_MIN_ZIPF = 1.0
_MIN_SUGGESTED_ZIPF = 1.0
_MIN_SUGGESTED_LENGTH = 4
_MIN_COUNT = 3
_MIN_NAME_ZIPF, _MIN_NAME_CAPITALS, _MAX_WORD_CAPITALS = 2.5, 0.8, 0.6
_MIN_PACKAGES, _MIN_MANY_PACKAGES, _MIN_USES = 4, 12, 8
_MIN_USED_LENGTH = 3
_MAX_LIKENESS = {"variant": 1.2, "rare": 0.6}
_MIN_UNCERTAIN_PACKAGES = {"variant": 0, "rare": 2}


def write(
    target: Path, kinds: Kinds, uncertain: UncertainWords, counts: CorpusCounts, wordfreq: Path
) -> None:
    """Write the lexicon of the words in `kinds` and of those in the counts.

    Uncertain words and words that packages use are included as words unless they are more likely
    misspellings.
    """
    frequencies = _read_wordfreq(wordfreq)
    zipf = _ZipfFrequency(frequencies, counts)
    pairs = _pack_pairs(counts)
    all_words = set(kinds) | set(frequencies)
    all_words |= {
        word
        for word in counts.words
        if counts.packages[word] > 1 or counts.words[word] >= _MIN_COUNT
    }
    for word in frequencies:
        if word not in kinds and _is_name(word, zipf, counts):
            kinds[word] = "n"
    known = Lexicon(_pack(all_words, kinds, zipf, pairs))
    kinds |= _words_in_packages(kinds, counts, zipf, known)
    kinds |= _plausible_words(kinds, uncertain, counts, zipf, known)
    target.write_bytes(msgspec.msgpack.encode(_pack(all_words, kinds, zipf, pairs)))


def _read_wordfreq(wheel: Path) -> dict[str, float]:
    """Return the Zipf frequencies of wordfreq's large English list.

    Its format "cB" is a list of lists of words, each 0.01 lower on the Zipf scale than the last.
    """
    with zipfile.ZipFile(wheel) as archive:
        raw = gzip.decompress(archive.read("wordfreq/data/large_en.msgpack.gz"))
    _, *bins = msgspec.msgpack.decode(raw)
    return {word: 9 - at / 100 for at, words in enumerate(bins) for word in words}


class _ZipfFrequency:
    """The Zipf frequency of words, half from general English, half from technical prose."""

    def __init__(self, general: dict[str, float], counts: CorpusCounts) -> None:
        self._general, self._counts = general, counts
        self._total = sum(counts.words.values())

    def general(self, word: str) -> float:
        return self._general.get(word, 0)

    def __call__(self, word: str) -> float:
        general = 10 ** self._general[word] if word in self._general else 0
        technical = self._counts.words[word] / self._total * 1e9
        mixed = (general + technical) / 2
        return math.log10(mixed) if mixed > 1 else 0


def _is_name(word: str, zipf: _ZipfFrequency, counts: CorpusCounts) -> bool:
    """Return whether a common word of no dictionary nearly always has a capital."""
    is_common = zipf.general(word) >= _MIN_NAME_ZIPF and counts.packages[word] > 1
    return is_common and counts.capitals[word] >= _MIN_NAME_CAPITALS * counts.words[word]


def _words_in_packages(
    kinds: Kinds, counts: CorpusCounts, zipf: _ZipfFrequency, known: Lexicon
) -> Kinds:
    """Return the words of no dictionary that several packages use, without misspellings."""
    used: Kinds = {}
    for word, packages in counts.packages.items():
        uses = counts.words[word]
        plain = word.isalpha() and word.isascii()
        if word in kinds or not plain or packages < _MIN_PACKAGES or uses < _MIN_USES:
            continue
        if counts.capitals[word] > _MAX_WORD_CAPITALS * uses:
            used[word] = "n"
        elif len(word) >= _MIN_USED_LENGTH:
            max_likeness = 0.6 if packages >= _MIN_MANY_PACKAGES else 0
            if _misspelling_likeness(word, zipf, known) < max_likeness:
                used[word] = "w"
    return used


def _plausible_words(
    kinds: Kinds,
    uncertain: UncertainWords,
    counts: CorpusCounts,
    zipf: _ZipfFrequency,
    known: Lexicon,
) -> Kinds:
    """Return the variants, and the rare words in packages, without names and misspellings."""
    return {
        word: "w"
        for word, source in uncertain.items()
        if word not in kinds
        and zipf(word) >= _MIN_ZIPF
        and counts.packages[word] >= _MIN_UNCERTAIN_PACKAGES[source]
        and counts.capitals[word] <= _MAX_WORD_CAPITALS * counts.words[word]
        and _misspelling_likeness(word, zipf, known) < _MAX_LIKENESS[source]
    }


def _misspelling_likeness(word: str, zipf: _ZipfFrequency, known: Lexicon) -> float:
    """Return how plausible it is that a word is a misspelling, as a decimal logarithm.

    A misspelling is rarer than its correction, by more the higher the typing cost is. A result
    below 0 means that the word is too frequent for that.
    """
    frequency = zipf(word)
    likeness = (item.entry.zipf - frequency - item.cost for item in candidates(known, word))
    return max(likeness, default=-1)


def _pack(all_words: set[str], kinds: Kinds, zipf: _ZipfFrequency, pairs: bytes) -> Data:
    words: dict[str, list[str]] = {}
    endings: dict[str, list[str]] = {}
    for word in sorted(all_words):
        frequency, kind = zipf(word), kinds.get(word, "s")
        if not WORD.fullmatch(word) or len(word) > _MAX_LENGTH:
            continue
        if kind == "s" and (frequency < _MIN_ZIPF or word.endswith("'s")):
            continue
        level = round(min(frequency, 9) * 10)
        words.setdefault(word[:KEY_LENGTH], ["\n"]).append(f"{word}\t{chr(33 + level)}{kind}\n")
        if kind != "s" and level >= _MIN_SUGGESTED_ZIPF * 10 and len(word) >= _MIN_SUGGESTED_LENGTH:
            endings.setdefault(word[-KEY_LENGTH:], []).append(word)
    return Data(
        {prefix: "".join(lines) for prefix, lines in words.items()},
        {suffix: "\n".join(lines) for suffix, lines in endings.items()},
        pairs,
    )


def _pack_pairs(counts: CorpusCounts) -> bytes:
    """Return the data of `nblint.spelling.pairs`, in little-endian byte order."""
    numbers: dict[int, int] = {}
    for (left, right), times in counts.pairs.items():
        if times >= _MIN_COUNT and counts.pair_packages[left, right] > 1:
            key = crc32(f"{left} {right}".encode()) & 0xFFFFFFF0
            numbers[key] = max(numbers.get(key, 0), min(15, int(math.log2(times))))
    packed = array("I", sorted(key | level for key, level in numbers.items()))
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()
