"""Which words are in a dictionary or a list of terms, and of what kind they are."""

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
Further = dict[str, Literal["variant", "rare"]]
"""Words in lower case that are right, if they are no slips."""

_OWN = Path(__file__).with_name("terms.toml")
_RANK = {"w": 3, "a": 2, "b": 2, "n": 1}
_DIALECT_LIST = re.compile(
    r"/(english|american|british|canadian|australian)-words\.(?:[1-6]\d|70)$"
)
_VARIANTS = re.compile(r"variant_[12]-words\.[1-8]\d$")
_RARE = re.compile(r"/(?:english|american|british|canadian|australian)-words\.80$")
_NAMES = "@cspell/dict-people-names"
# Short entries of the lists of terms are abbreviations that stand for too many other things.
_SHORT_TERMS_FROM = frozenset({"@cspell/dict-software-terms", "@cspell/dict-data-science"})
_SHORT = 3


def classify(archives: Mapping[str, Path]) -> Kinds:
    """Return the kinds of all words that the dictionaries among the archives have."""
    kinds: Kinds = {}
    for word, dialects in _dialects(archives["scowl"]).items():
        _put(kinds, word.lower(), _kind(dialects))
    files = _files(archives["dictionary-en"], (".aff", ".dic"))
    affixes, words = (text for _, text in sorted(files))
    # Those in lower case come first: an abbreviation that is a name, too, is a word.
    for word in sorted(expand(affixes, words), key=str.swapcase):
        if WORD.fullmatch(word) and (word.islower() or word[1:].islower()):
            _put(kinds, word.lower(), "w" if word.islower() else "n", over=not word.islower())
    for word, lists in _terms(archives).items():
        if lists == {_NAMES}:
            _put(kinds, word, "n")
        elif len(word) > _SHORT or lists & _SHORT_TERMS_FROM:
            _put(kinds, word, "w", over=kinds.get(word) == "n")
    for name in _own("names"):
        _put(kinds, name, "n")
    return kinds | dict.fromkeys(_own("words"), "w")


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
    for name, text in _files(archive):
        if match := _DIALECT_LIST.search(name):
            for word in text.split():
                if not word.endswith("'s"):  # nothing that nblint asks for
                    words.setdefault(word, set()).add(match[1])
    return words


def further(archives: Mapping[str, Path]) -> Further:
    """Return the variants and rare words of SCOWL, but for those that are known to be slips."""
    variants, rare = set[str](), set[str]()
    for name, text in _files(archives["scowl"]):
        if _VARIANTS.search(name):
            variants.update(text.lower().split())
        elif _RARE.search(name):
            rare.update(text.lower().split())
    words = (variants | rare) - _own("slips")
    return {word: "variant" if word in variants else "rare" for word in words}


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


def _own(key: Literal["words", "names", "slips"]) -> frozenset[str]:
    return frozenset(tomllib.loads(_OWN.read_text("utf-8"))[key].lower().split())


def _files(archive: Path, endings: tuple[str, ...] = ("",)) -> Iterator[tuple[str, str]]:
    with _open(archive) as tar:
        for member in tar:
            file = tar.extractfile(member) if member.name.endswith(endings) else None
            if file:
                raw = file.read()
                raw = gzip.decompress(raw) if member.name.endswith(".gz") else raw
                yield member.name, raw.decode(errors="replace")


def _open(archive: Path) -> tarfile.TarFile:
    if archive.suffix != ".deb":
        return tarfile.open(archive)
    command = ["dpkg-deb", "--fsys-tarfile", str(archive)]
    files = subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603 - our own
    return tarfile.open(fileobj=io.BytesIO(files))
