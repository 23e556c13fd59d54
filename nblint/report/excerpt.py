"""The line a finding is about, cut to the terminal's width, with a mark under the exact span."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from nblint.report.terminal import Style, escape_controls

if TYPE_CHECKING:
    from collections.abc import Callable

    from nblint.model.finding import Diagnostic

_TAB: Final = "    "
_CUT: Final = "…"

_EMOJI_PRESENTATION: Final = "\ufe0f"

_REACH: Final = 4
"""Characters looked at per cell of the terminal, so that a line of megabytes costs no more than a
short one; combining marks make it more than one."""


def draw(diagnostic: Diagnostic, style: Style) -> list[str]:
    """Return the numbered excerpt and the line of carets under it, or nothing for an empty line.

    A span that goes on in later lines is marked to the end of its first one.
    """
    excerpt, location = diagnostic.excerpt, diagnostic.location
    place = location.cell or location
    if not excerpt:
        return []
    number = f"{place.line:>4}"
    room = style.width - len(number) - len(" | ")
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(excerpt)
    before = _shown(lambda reach: excerpt[max(0, start - reach) : start], room)
    marked = _shown(lambda reach: excerpt[start : min(end, start + reach)], room)
    after = _shown(lambda reach: excerpt[end : end + reach], room)
    before, marked, after = _fit(before, marked, after, room)
    carets = style.paint(diagnostic.severity, "^" * max(1, cells(marked)))
    gutter = style.paint("faint", f"{number} |")
    blank = style.paint("faint", f"{'':>{len(number)}} |")
    return [
        f"{gutter} {before}{marked}{after}".rstrip(),
        f"{blank} {' ' * cells(before)}{carets}",
    ]


def _shown(piece: Callable[[int], str], room: int) -> str:
    """Return a piece of a line as it is shown, of no more characters than are needed.

    `piece` returns at most so many of them.
    """
    text = piece(room + 1)
    shown = _show(text)
    if len(text) > room and cells(shown) <= room:
        shown = _show(piece(room * _REACH))
    return shown


def _show(text: str) -> str:
    return escape_controls(text.replace("\t", _TAB))


def _fit(before: str, marked: str, after: str, room: int) -> tuple[str, str, str]:
    """Cut three parts of a line so that together they take `room` cells at most.

    What is marked comes first, then as much on either side as there is room for, shared evenly.
    """
    if cells(before) + max(1, cells(marked) + cells(after)) <= room:
        return before, marked, after
    shown = cut(marked, room - len(_CUT) * 2)
    spare = room - max(1, cells(shown))
    before = _tail(before, max(spare // 2, spare - cells(after)))
    after = cut(after, spare - cells(before)) if shown == marked else ""
    return before, shown, after


def cut(text: str, room: int) -> str:
    """Return as much of the beginning of `text` as `room` cells hold; no control characters."""
    if cells(text) <= room:
        return text
    if text.isascii():
        return text[: max(room - len(_CUT), 0)] + _CUT
    ends = list(accumulate(_widths(text)))
    return text[: bisect_right(ends, room - len(_CUT))] + _CUT


def _tail(text: str, room: int) -> str:
    if cells(text) <= room:
        return text
    if text.isascii():
        return _CUT + text[len(text) - max(room - len(_CUT), 0) :]
    ends = list(accumulate(reversed(_widths(text))))
    return _CUT + text[len(text) - bisect_right(ends, room - len(_CUT)) :]


def cells(text: str) -> int:
    """Return how many cells of a terminal `text` takes; it holds no control characters."""
    return len(text) if text.isascii() else sum(_widths(text))


def _widths(text: str) -> list[int]:
    if text.isascii():
        return [1] * len(text)
    widths: list[int] = []
    for char in text:
        if char == _EMOJI_PRESENTATION:
            # It makes a symbol of one cell an emoji of two (UTS #51, section 2.3).
            widths.append(1 if widths and widths[-1] == 1 else 0)
        else:
            widths.append(_width(char))
    return widths


@lru_cache(maxsize=4096)
def _width(char: str) -> int:
    """Return 0, 1 or 2: the East Asian Width of UAX #11, marks that combine taken for 0."""
    from unicodedata import category, east_asian_width  # noqa: PLC0415 - most pages need none

    # Skin tones, vowels and finals of Hangul, and the joiners all merge with what precedes them.
    merges = "\U0001f3fb" <= char <= "\U0001f3ff" or "\u1160" <= char <= "\u11ff"
    if merges or char in "\u200c\u200d" or category(char) in {"Mn", "Me"}:
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
