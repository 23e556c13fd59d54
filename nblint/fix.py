"""The edits of fixes applied to text: pure functions, nothing is read or written."""

from __future__ import annotations

from bisect import bisect_right, insort
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from nblint.finding import Edit, Fix

ROUNDS = 50
"""How often `converge` looks again; the fixes of one page need two or three rounds."""


class FixLoopError(Exception):
    """Fixes that undo or feed one another, so that a page never comes to rest."""


def apply(text: str, fixes: Iterable[Fix]) -> tuple[str, tuple[Fix, ...]]:
    """Return `text` with the fixes applied that can be applied together, and those fixes.

    The edits of a fix are made together or not at all. Where edits overlap, or insert at the same
    place, the fix that begins first is applied and the other left out, whatever order they come in.
    A fix whose own edits overlap is never applied.
    """
    taken: list[Edit] = []
    applied = []
    for fix in sorted(fixes, key=_order):
        edits = sorted(fix.edits, key=_place)
        if any(_clash(a, b) for a, b in pairwise(edits)) or not _fit(edits, taken):
            continue
        for edit in edits:
            insort(taken, edit, key=_place)
        applied.append(fix)
    parts: list[str] = []
    position = 0
    for edit in taken:
        parts += text[position : edit.span.start], edit.replacement
        position = edit.span.end
    return "".join([*parts, text[position:]]), tuple(applied)


def converge(text: str, relint: Callable[[str], Iterable[Fix]]) -> tuple[str, int]:
    """Apply the fixes that `relint` finds in the text until nothing changes.

    Return the text at rest and the number of fixes applied. Raises FixLoopError when it does not
    come to rest.
    """
    count = 0
    for _ in range(ROUNDS):
        fixed, applied = apply(text, relint(text))
        if fixed == text:
            return text, count
        text = fixed
        count += len(applied)
    message = f"the fixes still change the text after {ROUNDS} rounds"
    raise FixLoopError(message)


def _place(edit: Edit) -> tuple[int, int]:
    return edit.span.start, edit.span.end


def _order(fix: Fix) -> tuple[list[tuple[int, int, str]], str]:
    return sorted((*_place(edit), edit.replacement) for edit in fix.edits), fix.title


def _fit(edits: list[Edit], taken: list[Edit]) -> bool:
    """Tell whether no edit clashes with those taken, which are sorted and clash with none."""
    for edit in edits:
        at = bisect_right(taken, _place(edit), key=_place)
        if any(_clash(edit, other) for other in taken[max(at - 1, 0) : at + 1]):
            return False
    return True


def _clash(a: Edit, b: Edit) -> bool:
    """Tell whether two edits overlap or insert at the same place; edits that touch do not."""
    overlap = a.span.start < b.span.end and b.span.start < a.span.end
    return overlap or a.span == b.span
