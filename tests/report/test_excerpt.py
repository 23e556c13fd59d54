from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.model import Span
from nblint.model.finding import Diagnostic, Location
from nblint.report.excerpt import cells, draw
from nblint.report.terminal import Style

if TYPE_CHECKING:
    from collections.abc import Callable

    Diagnose = Callable[[str], Diagnostic]

GUTTER = len("   1 | ")


@pytest.mark.parametrize(
    ("marked", "line", "carets"),
    [
        ("Then «teh» end", "Then teh end", "     ^^^"),
        ("«a»", "a", "^"),
        ("日本 «語» x", "日本 語 x", "     ^^"),
        ("\t«a»\tb", "    a    b", "    ^"),
        ("e\u0301 «e\u0301» x", "e\u0301 e\u0301 x", "  ^"),
        ("👍🏽 «go»", "👍🏽 go", "   ^^"),
        ("⚠\ufe0f «go»", "⚠\ufe0f go", "   ^^"),
        ("한글 «각»", "한글 각", "     ^^"),
        ("می\u200cشود «x»", "می\u200cشود x", "      ^"),
        ("a\u200b«b»", r"a\u200bb", "       ^"),
        ("a«\u202e»b", r"a\u202eb", " ^^^^^^"),
        ("no stop«»", "no stop", "       ^"),
        ("mark «<b>this\nand that»", "mark <b>this", "     ^^^^^^^"),
    ],
    ids=ascii,
)
def test_carets_stand_under_the_span(
    diagnose: Diagnose, marked: str, line: str, carets: str
) -> None:
    assert draw(diagnose(marked), Style()) == [f"   1 | {line}", f"     | {carets}"]


def test_an_empty_line_is_not_drawn(diagnose: Diagnose) -> None:
    assert draw(diagnose("a\n«»\nb"), Style()) == []


def test_a_line_number_of_any_length_keeps_the_gutter_straight(diagnose: Diagnose) -> None:
    assert draw(diagnose("\n" * 99999 + "«a»"), Style()) == ["100000 | a", "       | ^"]


WORDS = "one two three four five six seven "


@pytest.mark.parametrize(
    ("marked", "line", "carets"),
    [
        (
            "«mark» " + WORDS * 2,
            "mark one two three four five six…",
            "^^^^",
        ),
        (
            WORDS * 2 + "«mark»",
            "…o three four five six seven mark",
            "                             ^^^^",
        ),
        (
            WORDS + "«mark» " + WORDS,
            "…ve six seven mark one two three…",
            "              ^^^^",
        ),
        (
            WORDS + "«" + WORDS + "»" + WORDS,
            "…one two three four five six se…",
            " ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
        ),
        (
            "「" * 20 + "«語»" + "」" * 20,
            "…「「「「「「「語」」」」」」」…",
            "               ^^",
        ),
        (
            "x" * 33 + "«»",
            "…" + "x" * 31,
            " " * 32 + "^",
        ),
    ],
)
def test_a_long_line_is_cut_around_the_span(
    diagnose: Diagnose, marked: str, line: str, carets: str
) -> None:
    assert draw(diagnose(marked), Style(width=40)) == [f"   1 | {line}", f"     | {carets}"]


def test_a_line_of_megabytes_is_cut_too(diagnose: Diagnose) -> None:
    huge = diagnose("x" * 2_000_000 + "«" + "y" * 2_000_000 + "»" + "z" * 2_000_000)
    assert draw(huge, Style(width=20)) == ["   1 | …yyyyyyyyyy…", "     |  ^^^^^^^^^^^"]


WIDTHS = {"a": 1, " ": 1, "日": 2, "\t": 4, "\u0301": 0, "\u202e": 6, "\x1b": 4}


@st.composite
def spans(draw_from: st.DrawFn) -> tuple[str, int, int]:
    text = draw_from(st.text(st.sampled_from(sorted(WIDTHS)), min_size=1, max_size=120))
    start = draw_from(st.integers(0, len(text)))
    return text, start, draw_from(st.integers(start, len(text)))


@given(spans(), st.integers(40, 120))
def test_carets_are_as_wide_as_what_they_mark_and_fit(
    case: tuple[str, int, int], width: int
) -> None:
    text, start, end = case
    place = Location("a.md", 1, start + 1, 1, end + 1)
    line, carets = draw(
        Diagnostic("typo", "error", place, Span(start, end), text, ""), Style(width=width)
    )
    assert cells(line) <= width
    assert len(carets) <= width
    before, marked, after = (
        sum(WIDTHS[char] for char in part) for part in (text[:start], text[start:end], text[end:])
    )
    if before + max(1, marked + after) <= width - GUTTER:
        assert carets == "     | " + " " * before + "^" * max(1, marked)
    else:
        assert "…" in line
    if 1 <= marked <= width - GUTTER - 2:
        assert carets.count("^") == marked
