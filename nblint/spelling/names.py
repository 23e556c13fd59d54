"""Words that stand where a name does: a person's in parentheses, an account's or an option's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nblint.model import Span
    from nblint.spelling.speller import Suspect

_PART = r"(?:[A-Z][\w'\u2019-]*\.?|van|von|de|der|den|da|del|di|la|le|bin|al)"
# Changelogs have the author of a change behind it: "Mend the gate (Ada van Dyk)".
_PERSON = re.compile(rf"\({_PART}(?: {_PART}){{0,3}}\)")
_REACH = 60
"""Characters before a word among which the parenthesis of a name begins."""
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
    person = _PERSON.match(text, opening) if opening >= 0 else None
    return person is not None and text[span.start].isupper() and span.end < person.end()
