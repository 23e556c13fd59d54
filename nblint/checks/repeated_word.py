"""Words written twice in a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.words import is_quoted, run_at
from nblint.finding import Edit, Finding, Fix
from nblint.model import Span
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
_DOUBLED = frozenset(
    """aye bah bang big bla blah boo bye chop clap dot double far ha had haha he heh her ho hush it
    knock long many more most much never no nom now oh okay old please pow quack really same sh so
    tap test that there tick tsk tut very wait well win woof wow yada yeah yes you""".split()  # noqa: SIM905 - a list takes a line a word
)
"""Words that English doubles: for emphasis, as a sound, or where two clauses meet."""
_PHRASES = {
    "in": {"check", "checked", "come", "log", "logged", "logging", "plug", "plugged", "sign"},
    "is": {"he", "it", "she", "that", "this", "what"},
    "on": {"based", "carry", "go", "goes", "going", "later", "log", "move", "turn", "turned"},
}
"""Words after which the doubled one belongs to two phrases: *log in in*, *what it is is*."""
_ASKING = frozenset({"what", "who", "where", "how", "why", "problem", "thing", "all", "way"})
"""Words of which one stands shortly before *it is is*, which else is a slip."""
_CLAUSE = 6
_ENGLISH = frozenset(
    """and are be can each from has if it its not of other that the their these this to use used
    when which with you your""".split()  # noqa: SIM905 - a list takes a line a word
)
_ENGLISH_WORDS_NEAR = 2
_NEAR = 300


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find each word that follows itself in one run of English prose, also on the next line.

    Names are doubled on purpose (Walla Walla), so the second word must be in lower case, and other
    languages double words by grammar (nous nous, pelan pelan), so it must be an English one or have
    English words near it.
    """
    text = document.text
    # The newline lets the pattern find the first word of the page.
    for match in _REPEATED.finditer(f"\n{text}"):
        word, span = match["again"], Span(match.start("word") - 1, match.end() - 1)
        if (
            word.islower()
            and word.isalpha()
            and word not in _DOUBLED
            and not _is_meant(text, span, same_case=match["word"] == word)
            and _is_prose(document, span, match["gap"])
        ):
            second = Span(span.end - len(match["gap"]) - len(word), span.end)
            yield Finding(
                span,
                f'the word "{word}" stands twice',
                "remove one, or write the word that was meant",
                Fix("remove the second one", (Edit(second, ""),), safe=False),
                word=word,
            )


def _is_meant(text: str, span: Span, *, same_case: bool) -> bool:
    """Tell whether the words around a doubled one, or quotation marks, say that it is right."""
    before = text[max(0, span.start - _NEAR) : span.start].lower().split()
    after = text[span.end : span.end + _NEAR].lower().split()
    word = span.of(text).split()[-1]
    if before and not same_case and before[-1][-1] not in _SENTENCE_END:
        return True
    asking = word != "is" or not _ASKING.isdisjoint(before[-_CLAUSE:])
    if asking and before and before[-1].strip("\"'([*_\u201c") in _PHRASES.get(word, ()):
        return True
    is_english = (
        word in _ENGLISH or len(_ENGLISH.intersection(before + after)) >= _ENGLISH_WORDS_NEAR
    )
    return not is_english or is_foreign(before + after) or is_quoted(text, span)


def _is_prose(document: Document, span: Span, gap: str) -> bool:
    """Tell whether both words are in one block, divided by no markup but a line break."""
    first, last = run_at(document, span.start), run_at(document, span.end - 1)
    if first is None or last is None:
        return False
    if first is last:
        return ">" not in gap
    return (first.block, first.role) == (last.block, last.role)


CHECK = PageCheck("repeated-word", check)
