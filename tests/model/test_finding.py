from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nblint.model import Span
from nblint.model.finding import LineIndex, Location

BOM = "\ufeff"

texts = st.text(st.sampled_from(["a", "é", "🌍", "\n", "\r", "\t", BOM, "\u2028", "\x0b"]))


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("", 0, (1, 1)),
        ("ab", 1, (1, 2)),
        ("ab", 2, (1, 3)),
        ("a\nb", 1, (1, 2)),
        ("a\nb", 2, (2, 1)),
        ("a\n", 2, (2, 1)),
        ("a\r\nb", 1, (1, 2)),
        ("a\r\nb", 2, (1, 3)),
        ("a\r\nb", 3, (2, 1)),
        ("a\rb", 2, (2, 1)),
        ("a\r\r\nb", 2, (2, 1)),
        ("a\r\r\nb", 4, (3, 1)),
        ("a\r", 2, (2, 1)),
        ("🌍é\n🌍b", 4, (2, 2)),
        ("a\x0bb\x0cc\x85d\u2028e", 8, (1, 9)),
        (BOM + "ab", 0, (1, 1)),
        (BOM + "ab", 1, (1, 1)),
        (BOM + "ab", 2, (1, 2)),
        (BOM + "a\nb", 4, (2, 2)),
        (BOM, 1, (1, 1)),
    ],
    ids=ascii,
)
def test_an_offset_is_located(text: str, offset: int, place: tuple[int, int]) -> None:
    assert LineIndex(text).locate(offset) == place


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("", 1, ""),
        ("a\n", 1, "a"),
        ("a\n", 2, ""),
        ("a\r\nb", 1, "a"),
        ("a\rb\r\n", 2, "b"),
        ("a\n\r\nb", 2, ""),
        (BOM + "a\nb", 1, "a"),
        ("a\n" + BOM + "b", 2, BOM + "b"),
    ],
    ids=ascii,
)
def test_a_line_comes_without_its_ending(text: str, line: int, expected: str) -> None:
    assert LineIndex(text).line_text(line) == expected


def test_a_span_over_lines_is_located_at_both_ends() -> None:
    assert LineIndex("ab\r\ncd\r\n").location("x.md", Span(1, 6)) == Location("x.md", 1, 2, 2, 3)


@given(texts)
@example(BOM + BOM + "\r" + BOM)
def test_the_column_of_a_character_is_its_place_in_the_line(text: str) -> None:
    index = LineIndex(text)
    for offset, char in enumerate(text):
        line, column = index.locate(offset)
        if char not in "\r\n" and not (offset == 0 and char == BOM):
            assert index.line_text(line)[column - 1] == char


@given(texts)
def test_lines_are_those_of_commonmark(text: str) -> None:
    index = LineIndex(text)
    last, _ = index.locate(len(text))
    lines = re.split(r"\r\n|\r|\n", text.removeprefix(BOM))
    assert [index.line_text(line) for line in range(1, last + 1)] == lines


@given(texts)
def test_places_grow_with_offsets(text: str) -> None:
    index = LineIndex(text)
    places = [index.locate(offset) for offset in range(text.startswith(BOM), len(text) + 1)]
    assert places == sorted(set(places))
