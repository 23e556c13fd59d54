"""Read the words of dictionaries and lists of terms, with their kinds."""

from __future__ import annotations

import gzip
import io
import re
import subprocess
import tarfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lexicon.hunspell import expand

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
Kinds = dict[str, str]
"""Word in lower case → the letter of its kind: w(ord), n(ame), a(merican), b(ritish)."""
UncertainWords = dict[str, Literal["variant", "rare"]]
"""Words in lower case that are correct unless they are more likely misspellings."""

_TERMS_FILE = Path(__file__).with_name("terms.toml")
_RANK = {"w": 3, "a": 2, "b": 2, "n": 1}
_DIALECT_LIST = re.compile(
    r"/(english|american|british|canadian|australian)-words\.(?:[1-6]\d|70)$"
)
_VARIANT_LIST = re.compile(r"variant_[12]-words\.[1-8]\d$")
_RARE_LIST = re.compile(r"/(?:english|american|british|canadian|australian)-words\.80$")
_PEOPLE = "@cspell/dict-people-names"
# Short entries of the other lists are abbreviations with too many meanings.
_LISTS_WITH_SHORT_TERMS = frozenset({"@cspell/dict-software-terms", "@cspell/dict-data-science"})
_MAX_SHORT = 3


def classify(archives: Mapping[str, Path]) -> Kinds:
    """Return the kinds of all words in the dictionaries among the archives."""
    kinds: Kinds = {}
    for word, dialects in _dialects(archives["scowl"]).items():
        _put(kinds, word.lower(), _kind(dialects))
    files = _files(archives["dictionary-en"], (".aff", ".dic"))
    affixes, words = (text for _, text in sorted(files))
    # Words in lower case come first, so that an abbreviation that is also a name is a word.
    for word in sorted(expand(affixes, words), key=str.swapcase):
        if WORD.fullmatch(word) and (word.islower() or word[1:].islower()):
            _put(kinds, word.lower(), "w" if word.islower() else "n", overwrite=not word.islower())
    for word, lists in _terms(archives).items():
        if lists == {_PEOPLE}:
            _put(kinds, word, "n")
        elif len(word) > _MAX_SHORT or lists & _LISTS_WITH_SHORT_TERMS:
            _put(kinds, word, "w", overwrite=kinds.get(word) == "n")
    for name in _own_terms("names"):
        _put(kinds, name, "n")
    return kinds | dict.fromkeys(_own_terms("words"), "w")


def _put(kinds: Kinds, word: str, kind: str, *, overwrite: bool = True) -> None:
    """Give a word the most general of its kinds; keep an earlier kind unless `overwrite`."""
    old = kinds.get(word)
    if old is None or (overwrite and _RANK[kind] > _RANK[old]):
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
    """Return the words of SCOWL up to size 70, each with the dialects that have it."""
    words: dict[str, set[str]] = {}
    for name, text in _files(archive):
        if match := _DIALECT_LIST.search(name):
            for word in text.split():
                if not word.endswith("'s"):  # nblint looks up the stem
                    words.setdefault(word, set()).add(match[1])
    return words


def uncertain_words(archives: Mapping[str, Path]) -> UncertainWords:
    """Return the variants and rare words of SCOWL, without known misspellings."""
    variants, rare = set[str](), set[str]()
    for name, text in _files(archives["scowl"]):
        if _VARIANT_LIST.search(name):
            variants.update(text.lower().split())
        elif _RARE_LIST.search(name):
            rare.update(text.lower().split())
    words = (variants | rare) - _own_terms("misspellings")
    return {word: "variant" if word in variants else "rare" for word in words}


def _terms(archives: Mapping[str, Path]) -> dict[str, set[str]]:
    """Return the terms in lower case, each with the packages that list it."""
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


def _own_terms(key: Literal["words", "names", "misspellings"]) -> frozenset[str]:
    return frozenset(tomllib.loads(_TERMS_FILE.read_text("utf-8"))[key].lower().split())


def _files(archive: Path, extensions: tuple[str, ...] = ("",)) -> Iterator[tuple[str, str]]:
    with _open(archive) as tar:
        for member in tar:
            file = tar.extractfile(member) if member.name.endswith(extensions) else None
            if file:
                raw = file.read()
                raw = gzip.decompress(raw) if member.name.endswith(".gz") else raw
                yield member.name, raw.decode(errors="replace")


def _open(archive: Path) -> tarfile.TarFile:
    if archive.suffix != ".deb":
        return tarfile.open(archive)
    command = ["dpkg-deb", "--fsys-tarfile", str(archive)]
    files = subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603 - a fixed command
    return tarfile.open(fileobj=io.BytesIO(files))
