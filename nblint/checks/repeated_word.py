"""Find words written twice in a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.prose_position import is_quoted, run_at
from nblint.model import Span
from nblint.model.finding import Edit, Finding, Fix
from nblint.spelling.languages import is_foreign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document

# Any other mark at either side makes the word a part of something: a path, a compound, an option.
# The pattern begins with plain characters, to which `re` skips ahead, and none of them is part of
# the word, so that no word is read from more than one of them.
_REPEATED = re.compile(
    r"""[\s(\[{"*_>|~\u2013\u2014\u2018\u201c\u201d] (?P<word>[^\W\d_]++) (?P<gap>\s[\s>]*+)
    (?P<again>(?i:(?P=word))) (?![\w@#$%&*/\\'\u2019=+(-] | [.:]\w)""",
    re.VERBOSE,
)
_SENTENCE_END = frozenset(".!?:>*_#-|")
_VALID_REPETITIONS = frozenset(
    """aye bah bang big bla blah boo bye chop clap dot double far ha had haha he heh her ho hush it
    knock long many more most much never no nom now oh okay old please pow quack really same sh so
    tap test that there tick tsk tut very wait well win woof wow yada yeah yes you""".split()  # noqa: SIM905 - a list takes a line a word
)
"""Words that English repeats: for emphasis, as a sound, or where two clauses meet."""
_PHRASE_ENDS = {
    "in": {"check", "checked", "come", "log", "logged", "logging", "plug", "plugged", "sign"},
    "is": {"he", "it", "she", "that", "this", "what"},
    "on": {"based", "carry", "go", "goes", "going", "later", "log", "move", "turn", "turned"},
}
"""Words after which the repeated one belongs to two phrases: *log in in*, *what it is is*."""
_BEFORE_IS_IS = frozenset({"what", "who", "where", "how", "why", "problem", "thing", "all", "way"})
"""Words of which one shortly precedes *it is is* if that is correct."""
_CLAUSE_LENGTH = 6
_ENGLISH = frozenset(
    """and are be can each from has if it its not of other that the their these this to use used
    when which with you your""".split()  # noqa: SIM905 - a list takes a line a word
)
_MIN_ENGLISH_WORDS = 2
_CONTEXT = 300


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Report each word that follows itself in English prose, also on the next line.

    The second word must be in lower case, because names repeat words (Walla Walla). It must be
    English or near English words, because the grammar of other languages repeats words (nous nous).
    """
    text = document.text
    # The newline lets the pattern match the first word of the document.
    for match in _REPEATED.finditer(f"\n{text}"):
        word, span = match["again"], Span(match.start("word") - 1, match.end() - 1)
        if (
            word.islower()
            and word.isalpha()
            and word not in _VALID_REPETITIONS
            and not _is_intended(text, span, same_case=match["word"] == word)
            and _is_prose(document, span, match["gap"])
        ):
            second = Span(span.end - len(match["gap"]) - len(word), span.end)
            yield Finding(
                span,
                f'repeated word "{word}"',
                "remove one, or write the intended word",
                Fix("remove the second word", (Edit(second, ""),), safe=False),
                word=word,
            )


def _is_intended(text: str, span: Span, *, same_case: bool) -> bool:
    """Return whether the context of a repeated word shows that it is intended."""
    before = text[max(0, span.start - _CONTEXT) : span.start].lower().split()
    after = text[span.end : span.end + _CONTEXT].lower().split()
    word = span.of(text).split()[-1]
    if before and not same_case and before[-1][-1] not in _SENTENCE_END:
        return True
    ends_phrase = word != "is" or not _BEFORE_IS_IS.isdisjoint(before[-_CLAUSE_LENGTH:])
    previous = before[-1].strip("\"'([*_\u201c") if before else ""
    if ends_phrase and previous in _PHRASE_ENDS.get(word, ()):
        return True
    is_english = (
        word in _ENGLISH or len(_ENGLISH.intersection(before + after)) >= _MIN_ENGLISH_WORDS
    )
    return not is_english or is_foreign(before + after) or is_quoted(text, span)


def _is_prose(document: Document, span: Span, gap: str) -> bool:
    """Return whether only white space separates both words, in one block."""
    first, last = run_at(document, span.start), run_at(document, span.end - 1)
    if first is None or last is None:
        return False
    if first is last:
        return ">" not in gap
    return (first.block, first.role) == (last.block, last.role)


CHECK = PageCheck("repeated-word", check)
