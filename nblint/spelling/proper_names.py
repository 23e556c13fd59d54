"""Recognize names of people, accounts and command-line options."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nblint.model import Span

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
"""Words, in lower case, that English always capitalizes."""
_PART = r"(?:[A-Z][\w'\u2019-]*\.?|van|von|de|der|den|da|del|di|la|le|bin|al)"
# Changelogs name the author at the end of an entry: "Fix the gate (Ada van Dyk)".
_PERSON = re.compile(rf"\({_PART}(?: {_PART}){{0,3}}\)")
_MAX_BEFORE = 60
"""How many characters before a word the parenthesis around a name may begin."""
# Or the author's account, after the number of the change: "Fix the gate (#12) (advd)".
_ACCOUNT = re.compile(r"(?<=\d\) )\([\w.-]{1,40}\)$", re.MULTILINE)
_FULL_NAME = re.compile(r"[A-Z][\w.'\u2019-]*(?: [A-Z][\w.'\u2019-]*)+")
_CONTEXT = 200
"""How many characters before and after a word are searched for a list of names."""
_MIN_NAMES = 3
"""How many full names a list of people has at least."""
_MENTION_OR_OPTION = re.compile(r"(?:@|(?<![\w-])--)[\w-]*\Z")


def is_name(text: str, span: Span) -> bool:
    """Return whether a span is within the name of a person, an account or an option."""
    first = max(span.start - _MAX_BEFORE, 0)
    if _MENTION_OR_OPTION.search(text, first, span.start):
        return True
    opening = text.rfind("(", first, span.start)
    if opening >= 0:
        person = _PERSON.match(text, opening) if text[span.start].isupper() else None
        name = person or _ACCOUNT.match(text, opening)
        if name and span.end < name.end():
            return True
    return _is_in_list_of_people(text, span)


def _is_in_list_of_people(text: str, span: Span) -> bool:
    """Return whether a span is an item, such as an account, of a list with full names."""
    before = text[max(span.start - _CONTEXT, 0) : span.start].rpartition("\n\n")[2]
    after = text[span.end : span.end + _CONTEXT].partition("\n\n")[0]
    items = f"{before}\0{after}".replace(" and ", ",").split(",")
    names = [" ".join(item.split()).rstrip(".") for item in items]
    return "\0" in names and sum(map(bool, map(_FULL_NAME.fullmatch, names))) >= _MIN_NAMES
