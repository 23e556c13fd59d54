"""Real-word errors of agreement with the word before: "can ensures", "a parameters".

Each pattern is narrow, and counts of word pairs in a large corpus must confirm it: the written
form is never or hardly ever found after that word, the correction is found often.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nblint.spelling.morphology import is_verb, with_ed, with_s, without_s

if TYPE_CHECKING:
    from collections.abc import Callable

    from nblint.spelling.lexicon import Lexicon
    from nblint.spelling.page_words import Word

_MODALS = frozenset(
    "can could will would should must may might cannot can't won't wouldn't shouldn't "
    "couldn't don't doesn't didn't".split()
)
_PLURAL_SUBJECTS = frozenset({"we", "you", "they"})
_SINGULAR_DETERMINERS = frozenset({"this", "every"})
_PLURAL_DETERMINERS = frozenset("these those several many various multiple few".split())
_DETERMINERS = frozenset("a an the this these your our their its my it them you us me".split())
_ARTICLES_AND_POSSESSIVES = frozenset("a an the this its their my your our".split())
_BEFORE_CAN_AND_WILL = frozenset("trash recycling garbage jerry tin good free strong ill".split())
_BEFORE_IS_AND_INFINITIVE = frozenset({"", "there", "do", "does", "did", "done"})
_DITRANSITIVE_VERBS = frozenset(
    "give gives gave send sends sent show shows showed offer offers tell tells bring brings get"
    " gets grant grants save saves cost costs teach teaches ask asks buy buys".split()
)
_NOUNS_IN_S = frozenset(
    "news means series species goods basics dynamics physics mathematics statistics analytics"
    " economics graphics headquarters works settings".split()
)
_AFTER_NOUN = frozenset("of is are was were that which will can".split())
_PREPOSITIONS = frozenset("of in by to as with for on from using".split())
_CONJUNCTIONS = frozenset("and but because since so then when while as".split())
_AUXILIARIES = frozenset("is are was were can will may should must has have does do".split())
_FUNCTION_WORDS = (
    frozenset("of at and or but that so if because than then when".split())
    | _DETERMINERS
    | _PREPOSITIONS
    | _AUXILIARIES
)

# Limits for binary logarithms of pair counts.
_OFTEN = 7
_RARE_RATIO = 6
_FEW = 3


class AgreementError(NamedTuple):
    """A word form that does not agree with the word before, its correction and the reason."""

    correction: str
    reason: str


def agreement_error(lexicon: Lexicon, word: Word) -> AgreementError | None:
    """Return the agreement error of a word with the word before it, or None."""
    if not word.left:
        return None
    for triggers, find in _PATTERNS:
        if word.left in triggers:
            return find(lexicon, word)
    return None


def has_other_form_after(lexicon: Lexicon, left: str, word: str) -> bool:
    """Return whether another form of `word` occurs after `left`; without one there is no error."""
    forms = (without_s(lexicon, word), _without_ed(lexicon, word), with_ed(word), with_s(word))
    return any(form and lexicon.pairs.log_count(left, form) >= _FEW for form in forms)


def _after_modal(lexicon: Lexicon, word: Word) -> AgreementError | None:
    """Check "can ensures" and "will generated"; in "the can" and "their will" it is a noun."""
    if word.before_left in _ARTICLES_AND_POSSESSIVES | _BEFORE_CAN_AND_WILL:
        return None
    reason = f'a verb after "{word.left}" has its base form'
    base = without_s(lexicon, word.lower)
    if base and is_verb(lexicon, base) and _is_confirmed(lexicon, word, base, 3):
        return AgreementError(base, reason)
    base = _without_ed(lexicon, word.lower)
    # A participle may modify the next noun: "will related pages be listed".
    modifies_next = lexicon.pairs.log_count(word.lower, word.right) >= _OFTEN
    if base and not modifies_next and _is_confirmed(lexicon, word, base, 5):
        return AgreementError(base, reason)
    return None


def _after_to(lexicon: Lexicon, word: Word) -> AgreementError | None:
    """Check "to renders the list" and "to provided a type"."""
    base = without_s(lexicon, word.lower) or _without_ed(lexicon, word.lower)
    if not base or word.right not in _DETERMINERS or not is_verb(lexicon, base):
        return None
    if lexicon.pairs.log_count("the", word.lower) > _FEW:
        return None  # a noun, as in "to routes the user knows"
    if _is_confirmed(lexicon, word, base, 6):
        return AgreementError(base, 'a verb after "to" has its base form')
    return None


def _after_be(lexicon: Lexicon, word: Word) -> AgreementError | None:
    """Check "will be remove."; "there may be support" has a noun."""
    participle = with_ed(word.lower)
    if word.right and word.right not in _FUNCTION_WORDS:
        return None
    if _is_only_verb(lexicon, word) and _is_confirmed(lexicon, word, participle, 5):
        return AgreementError(participle, f'a verb after "{word.left}" is a participle')
    return None


def _after_is(lexicon: Lexicon, word: Word) -> AgreementError | None:
    """Check "is describe in the guide"; "what it does is compare" is correct."""
    participle = with_ed(word.lower)
    if word.right not in _PREPOSITIONS or word.before_left in _BEFORE_IS_AND_INFINITIVE:
        return None
    if _is_only_verb(lexicon, word) and _is_confirmed(lexicon, word, participle, 6):
        return AgreementError(participle, f'a verb after "{word.left}" is a participle')
    return None


def _is_only_verb(lexicon: Lexicon, word: Word) -> bool:
    """Return whether a word is the base form of a verb and not also a noun."""
    return is_verb(lexicon, word.lower) and lexicon.pairs.log_count("the", word.lower) <= _FEW


def _after_plural_subject(lexicon: Lexicon, word: Word) -> AgreementError | None:
    """Check "lets you displays"; in "sends you updates" it is an object."""
    base = without_s(lexicon, word.lower)
    if word.before_left in _DITRANSITIVE_VERBS or not base or not is_verb(lexicon, base):
        return None
    if _is_confirmed(lexicon, word, base, 5):
        return AgreementError(base, f'a verb after "{word.left}" has no final "s"')
    return None


def _after_it(lexicon: Lexicon, word: Word) -> AgreementError | None:
    """Check "it provide access" at the start of a clause; "make it render" is correct."""
    singular = with_s(word.lower)
    starts_clause = not word.before_left or word.before_left in _CONJUNCTIONS
    if not starts_clause or not is_verb(lexicon, word.lower):
        return None
    confirmed = _is_confirmed(lexicon, word, singular, 4)
    if confirmed and lexicon.pairs.log_count(singular, word.right) > 1:
        return AgreementError(singular, f'a verb after "{word.left}" ends in "s"')
    return None


def _after_singular_determiner(lexicon: Lexicon, word: Word) -> AgreementError | None:
    """Check "this sections describes"."""
    base = without_s(lexicon, word.lower)
    if not base or word.lower in _NOUNS_IN_S or not _is_confirmed(lexicon, word, base, 5):
        return None
    before_verb = word.right in _AUXILIARIES or is_verb(lexicon, without_s(lexicon, word.right))
    if before_verb or (word.right in _FUNCTION_WORDS and not is_verb(lexicon, base)):
        return AgreementError(base, f'a noun after "{word.left}" is singular')
    return None


def _after_article(lexicon: Lexicon, word: Word) -> AgreementError | None:
    """Check "a parameters of"; "a news and weather app" is correct."""
    base = without_s(lexicon, word.lower)
    if not base or word.lower in _NOUNS_IN_S or word.right not in _AFTER_NOUN:
        return None
    if _is_confirmed(lexicon, word, base, 6):
        return AgreementError(base, f'a noun after "{word.left}" is singular')
    return None


def _after_plural_determiner(lexicon: Lexicon, word: Word) -> AgreementError | None:
    """Check "of these function"; "these function as gates" and "these type hints" are correct."""
    plural = with_s(word.lower)
    is_plural = word.lower.endswith("s") or without_s(lexicon, word.right)
    if is_plural or not lexicon.is_word(plural, 3.5):
        return None
    is_noun = word.before_left in _PREPOSITIONS or word.right in _AUXILIARIES
    if not is_noun:
        modifies_next = word.right and word.right not in _FUNCTION_WORDS
        if modifies_next or is_verb(lexicon, word.lower):
            return None
    if _is_confirmed(lexicon, word, plural, 5):
        return AgreementError(plural, f'a noun after "{word.left}" is plural')
    return None


def _is_confirmed(lexicon: Lexicon, word: Word, correction: str, min_count: int) -> bool:
    """Return whether pair counts confirm a correction after the word before.

    The correction must occur 2**`min_count` times or more. The written form must not occur, or be
    far rarer, because large corpora contain errors too.
    """
    written = lexicon.pairs.log_count(word.left, word.lower)
    corrected = lexicon.pairs.log_count(word.left, correction)
    return corrected >= min_count and (written == 0 or corrected - written >= _RARE_RATIO)


def _without_ed(lexicon: Lexicon, word: str) -> str:
    """Return the base form whose regular past tense is `word`, or ""."""
    if not word.endswith("ed"):
        return ""
    stems = (word[:-1], word[:-2], word[:-3] + "y")
    return next((stem for stem in stems if lexicon.is_word(stem, 3) and with_ed(stem) == word), "")


_PATTERNS: tuple[tuple[frozenset[str], Callable[[Lexicon, Word], AgreementError | None]], ...] = (
    (_MODALS, _after_modal),
    (frozenset({"to"}), _after_to),
    (frozenset({"be", "been"}), _after_be),
    (frozenset({"is", "are", "was", "were"}), _after_is),
    (_PLURAL_SUBJECTS, _after_plural_subject),
    (frozenset({"it"}), _after_it),
    (_SINGULAR_DETERMINERS, _after_singular_determiner),
    (frozenset({"a", "an"}), _after_article),
    (_PLURAL_DETERMINERS, _after_plural_determiner),
)
TRIGGERS = frozenset().union(*(words for words, _ in _PATTERNS))
"""The words after which agreement is checked."""
CAPITALIZED_TRIGGERS = frozenset(word.capitalize() for word in TRIGGERS - _MODALS)
"""Triggers at the start of a sentence; not modals, as "Will" and "May" are names there."""
