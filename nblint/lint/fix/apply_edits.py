"""The edits of fixes applied to text: pure functions, nothing is read or written."""

from __future__ import annotations

from bisect import bisect_right, insort
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nblint.model.finding import Edit, Fix


def apply_fixes(text: str, fixes: Iterable[Fix]) -> tuple[str, tuple[Fix, ...]]:
    """Return `text` with the fixes applied that can be applied together, and those fixes.

    The edits of a fix are made together or not at all. Where edits overlap, or insert at the same
    place, the fix that begins first is applied and the other left out, whatever order they come in.
    A fix whose own edits overlap is never applied.
    """
    taken: list[Edit] = []
    applied = []
    for fix in sorted(fixes, key=_order):
        edits = sorted(fix.edits, key=_place)
        if clashes_with_itself(fix) or not _fit(edits, taken):
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


def clashes_with_itself(fix: Fix) -> bool:
    """Tell whether edits of the fix overlap."""
    return any(_clash(a, b) for a, b in pairwise(sorted(fix.edits, key=_place)))


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
