"""Words that are names, and words that stand where a person's, an account's or an option's does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nblint.model import Span
    from nblint.spelling.speller import Suspect

ALWAYS_NAMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february april june july
    september october november december christmas easter african american asian australian austrian
    belgian brazilian british canadian chinese danish dutch egyptian english european finnish french
    german greek hungarian indian indonesian irish israeli italian japanese korean latin mexican
    norwegian persian portuguese russian scottish spanish swedish swiss turkish ukrainian
    vietnamese welsh africa america asia australia austria belgium brazil britain canada denmark
    egypt england europe finland france germany greece india indonesia ireland israel italy japan
    korea mexico norway poland portugal russia scotland spain sweden switzerland ukraine wales
    christian christianity muslim jewish buddhist""".split()
)
"""Words of the lexicon that English writes with a capital, in lower case."""
_PART = r"(?:[A-Z][\w'\u2019-]*\.?|van|von|de|der|den|da|del|di|la|le|bin|al)"
# Changelogs have the author of a change behind it: "Mend the gate (Ada van Dyk)".
_PERSON = re.compile(rf"\({_PART}(?: {_PART}){{0,3}}\)")
_REACH = 60
"""Characters before a word among which the parenthesis of a name begins."""
# Or the author's account, behind the number of the change: "Mend the gate (#12) (advd)".
_ACCOUNT = re.compile(r"(?<=\d\) )\([\w.-]{1,40}\)$", re.MULTILINE)
_FULL_NAME = re.compile(r"[A-Z][\w.'\u2019-]*(?: [A-Z][\w.'\u2019-]*)+")
_AROUND = 200
"""Characters before and after a word among which the names of a list are looked for."""
_SEVERAL = 3
"""So many full names make a list one of people."""
_NAMED = re.compile(r"(?:@|(?<![\w-])--)[\w-]*\Z")


def without_names(text: str, suspects: Iterable[Suspect]) -> Iterator[Suspect]:
    """Yield the suspects of a page with those of their places where no name stands, if any."""
    for suspect in suspects:
        spans = tuple(span for span in suspect.spans if not _is_name(text, span))
        if spans:
            yield suspect if len(spans) == len(suspect.spans) else replace(suspect, spans=spans)


def _is_name(text: str, span: Span) -> bool:
    first = max(span.start - _REACH, 0)
    if _NAMED.search(text, first, span.start):
        return True
    opening = text.rfind("(", first, span.start)
    if opening >= 0:
        person = _PERSON.match(text, opening) if text[span.start].isupper() else None
        name = person or _ACCOUNT.match(text, opening)
        if name and span.end < name.end():
            return True
    return _is_among_people(text, span)


def _is_among_people(text: str, span: Span) -> bool:
    """Tell whether a list has the names of people, and, at the span, that of an account."""
    before = text[max(span.start - _AROUND, 0) : span.start].rpartition("\n\n")[2]
    after = text[span.end : span.end + _AROUND].partition("\n\n")[0]
    items = f"{before}\0{after}".replace(" and ", ",").split(",")
    listed = [" ".join(item.split()).rstrip(".") for item in items]
    return "\0" in listed and sum(map(bool, map(_FULL_NAME.fullmatch, listed))) >= _SEVERAL
