"""What makes a finding the same finding in the next run, wherever its line has moved."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nblint.finding import Diagnostic
    from nblint.report.context import Context


def fingerprints(diagnostics: Iterable[Diagnostic], context: Context) -> Iterator[str]:
    """Yield for each finding 64 hexadecimal digits that no other one of the report has.

    They rest on the rule, the file's path in the repository, what is marked, and how many findings
    alike come before; so neither on the line nor on words about other lines in the message.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for item in diagnostics:
        key = item.rule, context.from_top(item.location.path), _subject(item)
        seen[key] += 1
        text = "\0".join((*key, str(seen[key])))
        yield sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def _subject(diagnostic: Diagnostic) -> str:
    if diagnostic.target is not None:
        return diagnostic.target
    place = diagnostic.location
    end = place.end_column - 1 if place.end_line == place.line else None
    return diagnostic.word or diagnostic.excerpt[place.column - 1 : end]
