from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.lint.fix import FixLoopError, apply_fixes, converge
from nblint.model import Span
from nblint.model.finding import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

TEXT = "abcdefghij"


def fix(*edits: tuple[int, int, str], title: str = "fix") -> Fix:
    return Fix(title, tuple(Edit(Span(start, end), new) for start, end, new in edits), safe=True)


@st.composite
def edits(draw: st.DrawFn) -> tuple[int, int, str]:
    start = draw(st.integers(0, len(TEXT)))
    end = draw(st.integers(start, len(TEXT)))
    return start, end, draw(st.text("XYZ", max_size=3))


FIXES = st.lists(
    st.builds(lambda *parts: fix(*parts[0]), st.lists(edits(), min_size=1, max_size=3)), max_size=8
)


@pytest.mark.parametrize(
    ("fixes", "expected"),
    [
        ([], "abcdefghij"),
        ([fix((1, 3, "X"))], "aXdefghij"),
        ([fix((0, 0, "X"), (10, 10, "Y"))], "XabcdefghijY"),
        # Edits that touch live together, an insertion before what is replaced.
        ([fix((2, 4, "X")), fix((4, 6, "Y"))], "abXYghij"),
        ([fix((4, 6, "Y")), fix((4, 4, "X"))], "abcdXYghij"),
        ([fix((2, 4, "X")), fix((4, 4, "Y"))], "abXYefghij"),
    ],
)
def test_edits_apart_are_all_made(fixes: list[Fix], expected: str) -> None:
    text, applied = apply_fixes(TEXT, fixes)
    assert text == expected
    assert sorted(map(repr, applied)) == sorted(map(repr, fixes))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (fix((1, 4, "X")), fix((3, 6, "Y")), "aXefghij"),
        (fix((1, 6, "X")), fix((3, 3, "Y")), "aXghij"),
        (fix((2, 2, "X")), fix((2, 2, "Y")), "abXcdefghij"),
        (fix((2, 3, "X")), fix((2, 3, "X"), title="other"), "abXdefghij"),
        # The second loses both edits, though only one is in the way.
        (fix((1, 4, "X")), fix((3, 6, "Y"), (8, 9, "Z")), "aXefghij"),
        (fix((1, 2, "X"), (7, 8, "X")), fix((3, 9, "Y")), "aXcdefgXij"),
    ],
)
def test_of_two_fixes_in_each_others_way_the_first_is_applied(
    first: Fix, second: Fix, expected: str
) -> None:
    assert apply_fixes(TEXT, [first, second]) == (expected, (first,))
    assert apply_fixes(TEXT, [second, first]) == (expected, (first,))


def test_a_fix_whose_own_edits_overlap_is_not_applied() -> None:
    other = fix((8, 9, "Y"))
    assert apply_fixes(TEXT, [fix((1, 4, "X"), (3, 6, "X")), other]) == ("abcdefghYj", (other,))


@given(FIXES, st.randoms())
def test_the_order_of_fixes_does_not_matter(fixes: list[Fix], random: Random) -> None:
    shuffled = fixes.copy()
    random.shuffle(shuffled)
    assert apply_fixes(TEXT, shuffled) == apply_fixes(TEXT, fixes)


@given(FIXES)
def test_text_outside_the_edits_is_untouched(fixes: list[Fix]) -> None:
    text, applied = apply_fixes(TEXT, fixes)
    edited = {at for item in applied for e in item.edits for at in range(e.span.start, e.span.end)}
    kept = "".join(char for at, char in enumerate(TEXT) if at not in edited)
    # The alphabets of the text and of the replacements share no letter.
    assert "".join(char for char in text if char in TEXT) == kept
    inserted = sum(len(e.replacement) for item in applied for e in item.edits)
    assert len(text) == len(kept) + inserted


@given(FIXES)
def test_a_fix_is_left_out_only_for_another(fixes: list[Fix]) -> None:
    _, applied = apply_fixes(TEXT, fixes)
    for left in fixes:
        if left not in applied:
            assert (
                apply_fixes(TEXT, [left])[1] == ()
                or apply_fixes(TEXT, [*applied, left])[1] == applied
            )


def test_rounds_go_on_until_nothing_changes() -> None:
    def shorten(text: str) -> list[Fix]:
        return [fix((at, at + 2, "a")) for at in range(len(text) - 1)]

    # Half of the neighbouring pairs are fixed in each round.
    assert converge("a" * 8, shorten) == ("a", 7)


def test_a_fix_that_changes_nothing_ends_the_rounds() -> None:
    assert converge("abc", lambda _: [fix((0, 1, "a"))]) == ("abc", 0)


@pytest.mark.parametrize(
    "relint",
    [
        lambda text: [fix((0, 1, "b" if text[0] == "a" else "a"))],
        lambda _: [fix((0, 0, "a"))],
    ],
    ids=["undone", "growing"],
)
def test_fixes_that_never_rest_are_an_error(relint: Callable[[str], list[Fix]]) -> None:
    with pytest.raises(FixLoopError, match="50 rounds"):
        converge("abc", relint)
