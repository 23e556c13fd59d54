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
_PLURAL_SUBJECTS = frozenset({"we", "you", "they"})
_SINGULAR = frozenset({"this", "every"})
_PLURAL = frozenset("these those several many various multiple few".split())
_DETERMINERS = frozenset("a an the this these your our their its my it them you us me".split())
_BEFORE_NOUNS = frozenset("a an the this its their my your our".split())
_CANS_AND_WILLS = frozenset("trash recycling garbage jerry tin good free strong ill".split())
_BEFORE_INFINITIVES = frozenset({"", "there", "do", "does", "did", "done"})
_GIVES = frozenset(
    "give gives gave send sends sent show shows showed offer offers tell tells bring brings get"
    " gets grant grants save saves cost costs teach teaches ask asks buy buys".split()
)
_SINGULAR_IN_S = frozenset(
    "news means series species goods basics dynamics physics mathematics statistics analytics"
    " economics graphics headquarters works settings".split()
)
_AFTER_NOUNS = frozenset("of is are was were that which will can".split())
_PREPOSITIONS = frozenset("of in by to as with for on from using".split())
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
_SELDOM = 3


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


def may_slip(lexicon: Lexicon, left: str, word: str) -> bool:
    """Tell whether another form of `word` is ever seen after `left`: if not, it is no slip."""
    forms = (without_s(lexicon, word), _without_ed(lexicon, word), with_ed(word), with_s(word))
    return any(form and lexicon.pairs.count(left, form) >= _SELDOM for form in forms)


def _after_modal(lexicon: Lexicon, word: Word) -> Slip | None:
    """Such as "can ensures", "will generated"; "the can" and "their will" are nouns."""
    if word.before_left in _BEFORE_NOUNS | _CANS_AND_WILLS:
        return None
    why = f'the plain form of a verb stands after "{word.left}"'
    base = without_s(lexicon, word.lower)
    if base and is_verb(lexicon, base) and _never(lexicon, word, base, 3):
        return Slip(base, why)
    base = _without_ed(lexicon, word.lower)
    # A participle may belong to the noun behind it: "will related pages be listed".
    fixed = lexicon.pairs.count(word.lower, word.right) >= _OFTEN
    if base and not fixed and _never(lexicon, word, base, 5):
        return Slip(base, why)
    return None


def _after_to(lexicon: Lexicon, word: Word) -> Slip | None:
    """Such as "to renders the list", "to provided a type"."""
    base = without_s(lexicon, word.lower) or _without_ed(lexicon, word.lower)
    if not base or word.right not in _DETERMINERS or not is_verb(lexicon, base):
        return None
    if lexicon.pairs.count("the", word.lower) > _SELDOM:
        return None  # a noun, as in "to routes the user knows"
    if _never(lexicon, word, base, 6):
        return Slip(base, 'the plain form of a verb stands after "to"')
    return None


def _after_be(lexicon: Lexicon, word: Word) -> Slip | None:
    """Such as "will be remove."; "there may be support" has a noun."""
    right = with_ed(word.lower)
    if word.right and word.right not in _CLOSED:
        return None
    if _is_verb_alone(lexicon, word) and _never(lexicon, word, right, 5):
        return Slip(right, f'a participle stands after "{word.left}"')
    return None


def _after_is(lexicon: Lexicon, word: Word) -> Slip | None:
    """Such as "is describe in the guide"; "what it does is compare" is right."""
    right = with_ed(word.lower)
    if word.right not in _PREPOSITIONS or word.before_left in _BEFORE_INFINITIVES:
        return None
    if _is_verb_alone(lexicon, word) and _never(lexicon, word, right, 6):
        return Slip(right, f'a participle stands after "{word.left}"')
    return None


def _is_verb_alone(lexicon: Lexicon, word: Word) -> bool:
    """Tell whether a word is the plain form of a verb and no noun."""
    return is_verb(lexicon, word.lower) and lexicon.pairs.count("the", word.lower) <= _SELDOM


def _after_plural_subject(lexicon: Lexicon, word: Word) -> Slip | None:
    """Such as "lets you displays"; "sends you updates" has an object."""
    base = without_s(lexicon, word.lower)
    if word.before_left in _GIVES or not base or not is_verb(lexicon, base):
        return None
    if _never(lexicon, word, base, 5):
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
    if not base or word.lower in _SINGULAR_IN_S or not _never(lexicon, word, base, 5):
        return None
    told = word.right in _AUXILIARIES or is_verb(lexicon, without_s(lexicon, word.right))
    if told or (word.right in _CLOSED and not is_verb(lexicon, base)):
        return Slip(base, f'a singular stands after "{word.left}"')
    return None


def _after_article(lexicon: Lexicon, word: Word) -> Slip | None:
    """Such as "a parameters of"; "a news and weather app" is right."""
    base = without_s(lexicon, word.lower)
    if not base or word.lower in _SINGULAR_IN_S or word.right not in _AFTER_NOUNS:
        return None
    if _never(lexicon, word, base, 6):
        return Slip(base, f'a singular stands after "{word.left}"')
    return None


def _after_plural(lexicon: Lexicon, word: Word) -> Slip | None:
    """Such as "of these function"; "these function as gates" has a verb, "type hints" a plural."""
    right = with_s(word.lower)
    is_plural = word.lower.endswith("s") or without_s(lexicon, word.right)
    if is_plural or not lexicon.is_word(right, 3.5):
        return None
    noun = word.before_left in _PREPOSITIONS or word.right in _AUXILIARIES
    if not noun and (is_verb(lexicon, word.lower) or (word.right and word.right not in _CLOSED)):
        return None
    if _never(lexicon, word, right, 5):
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
WATCHED_IN_CAPITALS = frozenset(word.capitalize() for word in WATCHED - _MODALS)
"""Those that may begin a sentence: "Will needs" and "May changes" are others."""
