"""Forms of a word that do not agree with the word before: "can ensures", "a parameters".

Each pattern is narrow, and each reading must be borne out by what stands side by side in large
collections of text: the form that is written is never seen after that word, the other is often.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nblint.spelling.morphology import is_verb, with_ed, with_s, without_s

if TYPE_CHECKING:
    from collections.abc import Callable

    from nblint.spelling.lexicon import Lexicon
    from nblint.spelling.words import Word

_MODALS = frozenset(
    "can could will would should must may might cannot can't won't wouldn't shouldn't "
    "couldn't don't doesn't didn't".split()
)
_PLURAL_SUBJECTS = frozenset(["we", "you", "they", "i"])
_SINGULAR = frozenset(["this", "each", "every", "another"])
_PLURAL = frozenset("these those several many various multiple few".split())
_DETERMINERS = frozenset("a an the this these your our their its my it them you us me".split())
_BEFORE_NOUNS = frozenset("a an the this its their my your our".split())
_PREPOSITIONS = frozenset("in by to as with for on from using".split())
_CONJUNCTIONS = frozenset("and but because since so then when while as".split())
_AUXILIARIES = frozenset("is are was were can will may should must has have does do".split())
_CLOSED = (
    frozenset("of at and or but that so if because than then when".split())
    | _DETERMINERS
    | _PREPOSITIONS
    | _AUXILIARIES
)


_OFTEN = 7
_HARDLY_EVER = 6


class Slip(NamedTuple):
    """A form that does not agree: what is written for `right`, and why it is wrong."""

    right: str
    why: str


def slip(lexicon: Lexicon, word: Word) -> Slip | None:
    """Return what is wrong with a word (lower case) after the word before it, or None."""
    if not word.left:
        return None
    for applies, find in _PATTERNS:
        if word.left in applies:
            return find(lexicon, word)
    return None


def _after_modal(lexicon: Lexicon, word: Word) -> Slip | None:
    """Such as "can ensures", "will generated"; "the can" and "their will" are nouns."""
    if word.before_left in _BEFORE_NOUNS:
        return None
    why = f'the plain form of a verb stands after "{word.left}"'
    base = without_s(lexicon, word.lower)
    if base and is_verb(lexicon, base) and _never(lexicon, word, base, 3):
        return Slip(base, why)
    base = _without_ed(lexicon, word.lower)
    if (
        base
        and lexicon.pairs.count(word.lower, word.right) < _OFTEN
        and _never(lexicon, word, base, 5)
    ):
        return Slip(base, why)
    return None


def _after_to(lexicon: Lexicon, word: Word) -> Slip | None:
    """Such as "to renders the list", "to provided a type"."""
    base = without_s(lexicon, word.lower) or _without_ed(lexicon, word.lower)
    if not base or word.right not in _DETERMINERS or not is_verb(lexicon, base):
        return None
    if lexicon.pairs.count("the", word.lower) > 1:
        return None  # a noun, as in "to routes the user knows"
    if _never(lexicon, word, base, 6):
        return Slip(base, 'the plain form of a verb stands after "to"')
    return None


def _after_be(lexicon: Lexicon, word: Word) -> Slip | None:
    """Such as "will be remove."."""
    right = with_ed(word.lower)
    closed = not word.right or word.right in _CLOSED
    if closed and is_verb(lexicon, word.lower) and _never(lexicon, word, right, 5):
        return Slip(right, f'a participle stands after "{word.left}"')
    return None


def _after_is(lexicon: Lexicon, word: Word) -> Slip | None:
    """Such as "is describe in the guide"."""
    right = with_ed(word.lower)
    phrase = word.right in _PREPOSITIONS and is_verb(lexicon, word.lower)
    if phrase and _never(lexicon, word, right, 6):
        return Slip(right, f'a participle stands after "{word.left}"')
    return None


def _after_plural_subject(lexicon: Lexicon, word: Word) -> Slip | None:
    """Such as "lets you displays"."""
    base = without_s(lexicon, word.lower)
    if base and is_verb(lexicon, base) and _never(lexicon, word, base, 5):
        return Slip(base, f'no "s" belongs to a verb after "{word.left}"')
    return None


def _after_it(lexicon: Lexicon, word: Word) -> Slip | None:
    """Such as "it provide access", where nothing before calls for the plain form."""
    right = with_s(word.lower)
    opens_clause = not word.before_left or word.before_left in _CONJUNCTIONS
    if not opens_clause or not is_verb(lexicon, word.lower):
        return None
    if _never(lexicon, word, right, 4) and lexicon.pairs.count(right, word.right) > 1:
        return Slip(right, f'a verb after "{word.left}" ends in "s"')
    return None


def _after_singular(lexicon: Lexicon, word: Word) -> Slip | None:
    """Such as "this sections describes"."""
    base = without_s(lexicon, word.lower)
    if not base or not _never(lexicon, word, base, 5):
        return None
    closed = not word.right or word.right in _CLOSED
    told = word.right in _AUXILIARIES or _is_verb_form(lexicon, word.right)
    if told or (closed and not is_verb(lexicon, base)):
        return Slip(base, f'a singular stands after "{word.left}"')
    return None


def _after_article(lexicon: Lexicon, word: Word) -> Slip | None:
    """Such as "a parameters of"."""
    base = without_s(lexicon, word.lower)
    if base and word.right in _CLOSED and _never(lexicon, word, base, 6):
        return Slip(base, f'a singular stands after "{word.left}"')
    return None


def _after_plural(lexicon: Lexicon, word: Word) -> Slip | None:
    """Such as "these function are"."""
    right = with_s(word.lower)
    closed = not word.right or word.right in _CLOSED
    if not closed or word.lower.endswith("s") or not lexicon.is_word(right, 3.5):
        return None
    # "These list the parts" has a verb.
    told = word.right in _DETERMINERS and is_verb(lexicon, word.lower)
    if not told and _never(lexicon, word, right, 5):
        return Slip(right, f'a plural stands after "{word.left}"')
    return None


def _never(lexicon: Lexicon, word: Word, right: str, often: int) -> bool:
    """Tell whether `right` stands there 2**`often` times or more, and the word hardly ever.

    Large collections have slips too.
    """
    own, better = (lexicon.pairs.count(word.left, form) for form in (word.lower, right))
    return better >= often and (own == 0 or better - own >= _HARDLY_EVER)


def _without_ed(lexicon: Lexicon, word: str) -> str:
    if not word.endswith("ed"):
        return ""
    stems = (word[:-1], word[:-2], word[:-3] + "y")
    return next((s for s in stems if lexicon.is_word(s, 3) and with_ed(s) == word), "")


def _is_verb_form(lexicon: Lexicon, word: str) -> bool:
    base = without_s(lexicon, word) or word
    return word not in _CLOSED and is_verb(lexicon, base)


_PATTERNS: tuple[tuple[frozenset[str], Callable[[Lexicon, Word], Slip | None]], ...] = (
    (_MODALS, _after_modal),
    (frozenset({"to"}), _after_to),
    (frozenset({"be", "been"}), _after_be),
    (frozenset({"is", "are", "was", "were"}), _after_is),
    (_PLURAL_SUBJECTS, _after_plural_subject),
    (frozenset({"it"}), _after_it),
    (_SINGULAR, _after_singular),
    (frozenset({"a", "an"}), _after_article),
    (_PLURAL, _after_plural),
)
WATCHED = frozenset().union(*(words for words, _ in _PATTERNS))
"""The words after which another is looked at."""
