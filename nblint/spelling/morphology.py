"""Inflection and derivation of English words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nblint.spelling.lexicon import Lexicon

_PREFIXES = tuple(
    "un re non pre sub multi auto micro macro meta pseudo semi inter hyper super over under "
    "anti post co de dis mis out up bi tri uni mono poly mini mega ultra intra trans cyber "
    "bio geo neuro photo tele thermo electro hydro psycho socio nano quasi counter cross "
    "self eigen omni proto para ortho homo hetero iso".split()
)
_SUFFIXES = tuple(
    "s es ed d ing er ers or ors able ability ably ly ness less like ish ize izes ized "
    "izing izer ization ise ises ised ising isation ism ist ists wise ful ment ments y ic "
    "al ally ship hood ify ified ifies esque abilities let ian n r rs".split()
)
_MIN_PREFIXED_ZIPF = 3.0
_MIN_STEM_ZIPF = 2.5
_MIN_STEM_LENGTH = 3
_SIBILANTS = ("s", "x", "z", "ch", "sh")
_VOWELS = "aeiou"


def is_prefixed(lexicon: Lexicon, word: str) -> bool:
    """Return whether `word` is a prefix followed by a common word."""
    return any(
        word.startswith(prefix)
        and len(word) - len(prefix) > _MIN_STEM_LENGTH
        and lexicon.is_word(word[len(prefix) :], _MIN_PREFIXED_ZIPF)
        for prefix in _PREFIXES
    )


def is_suffixed(lexicon: Lexicon, word: str) -> bool:
    """Return whether `word` is a fairly common word with a suffix, spelled by English rules."""
    return any(
        word.endswith(suffix) and _is_stem(lexicon, word[: -len(suffix)], suffix)
        for suffix in _SUFFIXES
    )


def _is_stem(lexicon: Lexicon, stem: str, suffix: str) -> bool:
    if len(stem) < _MIN_STEM_LENGTH:
        return False
    if lexicon.is_word(stem, _MIN_STEM_ZIPF):
        return True
    if len(suffix) == 1:
        return False
    changed = [stem + "e"]  # bake, baking
    if stem[-1] == stem[-2]:
        changed.append(stem[:-1])  # run, running
    if stem[-1] == "i":
        changed.append(stem[:-1] + "y")  # happy, happily
    return any(lexicon.is_word(word, _MIN_STEM_ZIPF) for word in changed)


def with_s(word: str) -> str:
    """Return the regular plural of a noun, or third person singular of a verb."""
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(_SIBILANTS) else "s")


def without_s(lexicon: Lexicon, word: str) -> str:
    """Return the word whose regular plural or third person is `word`, or ""."""
    if not word.endswith("s") or word.endswith("ss"):
        return ""
    stems = (word[:-3] + "y" if word.endswith("ies") else "", word[:-1], word[:-2])
    return next((stem for stem in stems if lexicon.is_word(stem, 3) and with_s(stem) == word), "")


def with_ed(word: str) -> str:
    """Return the past tense of a regular verb that does not double its last consonant."""
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ied"
    return word + "ed"


def is_verb(lexicon: Lexicon, word: str) -> bool:
    """Return whether `word` is the base form of a common regular verb."""
    gerunds = (word + "ing", word[:-1] + "ing")
    return lexicon.is_word(with_ed(word), 3.2) and any(lexicon.is_word(g, 2.5) for g in gerunds)
