"""Which fixes of a document can be applied, and which of them leave the rest of it as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from nblint.lint.fix.apply_edits import apply_fixes, clashes_with_itself
from nblint.lint.fix.document_tokens import suspects
from nblint.lint.fix.front_matter_guard import is_as_readable, reaches
from nblint.model.finding import Fix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from nblint.lint.fix.document_tokens import View

_PARSED = 2_000_000
"""Characters that are parsed to find the fixes which change the tokens of a document."""

_LEAST, _MOST = 4, 100
"""How many versions of a document are parsed for that, however long or short it is."""


class Applicability(Struct, frozen=True):
    """The fixes of a document that can be applied, and those among them that are safe."""

    applicable: frozenset[Fix] = frozenset()
    safe: frozenset[Fix] = frozenset()


def applicability(
    text: str, fixes: Iterable[Fix], read: Callable[[str], View | None]
) -> Applicability:
    """Return which of the fixes of a file with this text can be applied, and which are safe.

    A fix is safe if its rule says so and if, once all safe fixes are applied, the document has the
    same tokens outside of their edits. A fix that changes nothing or makes the front matter less
    readable cannot be applied. Fixes that could not be judged within the limits are not safe.

    `read` parses a version of the file and returns None for a text that is no document.
    """
    before = read(text)
    if before is None:
        return Applicability()
    search = _FixSearch(text, read)
    able = [fix for fix in dict.fromkeys(fixes) if _does_something(fix, text)]
    applicable = search.readable(before, able)
    promised = [fix for fix in applicable if fix.safe]
    safe = search.select(promised, lambda after, applied: suspects(before, after, applied))
    return Applicability(frozenset(applicable), frozenset(safe))


def _does_something(fix: Fix, text: str) -> bool:
    changes = any(edit.span.of(text) != edit.replacement for edit in fix.edits)
    return changes and not clashes_with_itself(fix)


class _FixSearch:
    """Tries fixes of a text together, and parts of them where some are to blame."""

    def __init__(self, text: str, read: Callable[[str], View | None]) -> None:
        self._text, self._read = text, read
        self._left = min(max(_PARSED // (len(text) + 1), _LEAST), _MOST)

    def readable(self, before: View, fixes: Sequence[Fix]) -> Sequence[Fix]:
        """Return the fixes that keep the front matter as readable as it was."""
        front_matter = before.document.front_matter
        if front_matter is None:
            return fixes
        end = before.index.span(front_matter.span).end
        inside = [fix for fix in fixes if reaches(fix, end)]
        if not inside:
            return fixes
        outside = [fix for fix in fixes if not reaches(fix, end)]

        def blame(after: View, applied: Sequence[Fix]) -> list[Fix]:
            kept = is_as_readable(front_matter, after.document.front_matter)
            return [] if kept else [fix for fix in applied if reaches(fix, end)]

        return [*outside, *self.select(inside, blame)]

    def select(
        self, fixes: Sequence[Fix], blame: Callable[[View, Sequence[Fix]], Sequence[Fix]]
    ) -> list[Fix]:
        """Return those fixes that can be applied together without any to `blame`.

        Fixes that overlap with these are judged by themselves: they are applied in a later round,
        if they are proposed again for the text that the others leave.
        """
        selected: list[Fix] = []
        chosen: list[Fix] = []
        postponed: list[Fix] = []
        waiting = [list(fixes)] if fixes else []
        while waiting and self._left:
            group = waiting.pop()
            candidates = [*chosen, *group]
            applied, blamed = self._try(candidates, blame)
            if not blamed:
                chosen = list(applied)
                postponed += _without(candidates, applied)
            elif len(group) > 1:
                waiting += _parted(group, blamed)
            if not waiting and postponed:
                selected += chosen
                chosen, waiting, postponed = [], [postponed], []
        return selected + chosen

    def _try(
        self, fixes: Sequence[Fix], blame: Callable[[View, Sequence[Fix]], Sequence[Fix]]
    ) -> tuple[Sequence[Fix], Sequence[Fix]]:
        """Return the fixes that can be applied together, and those among them to blame."""
        self._left -= 1
        fixed, applied = apply_fixes(self._text, fixes)
        after = self._read(fixed)
        return applied, (applied if after is None else blame(after, applied))


def _without(fixes: Iterable[Fix], others: Iterable[Fix]) -> list[Fix]:
    others = set(others)
    return [fix for fix in fixes if fix not in others]


def _parted(group: Sequence[Fix], blamed: Sequence[Fix]) -> list[list[Fix]]:
    """Return a group in two, of which the second is tried first: it is less to blame."""
    innocent = _without(group, blamed)
    if 0 < len(innocent) < len(group):
        return [_without(group, innocent), innocent]
    middle = len(group) // 2
    return [[*group[middle:]], [*group[:middle]]]
