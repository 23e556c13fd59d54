from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nblint.checks.common.mojibake import find_mojibake


def misread(text: str) -> str:
    """Return `text` as a program shows it that takes its UTF-8 for Windows-1252."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize(
    "text", ["\u2019", "é", "\u00a9", "\U0001f600", "привет", "日本語", "→", "\u201d", "ñandú"]
)
def test_restored(text: str) -> None:
    restored = once = misread(text)
    for start, end, original in reversed(list(find_mojibake(once))):
        restored = restored[:start] + original + restored[end:]
    assert restored == text != once


def test_misread_twice() -> None:
    twice = misread(misread("\u2019"))
    assert list(find_mojibake(twice)) == [(0, len(twice), "\u2019")]


def test_in_the_middle_of_a_word() -> None:
    assert list(find_mojibake("noÃ«l, koÅ¡ara")) == [(2, 4, "ë"), (9, 11, "š")]


@pytest.mark.parametrize(
    "text",
    [
        "AMANHÃ\u2026 e MAÇÃ\u201d",
        "\u00ab\u00a0été\u00a0\u00bb\u2026 «été»\u2026",
        "\u201cCAFÉ\u201d",
        "10 Å\u00b3, 5 Å\u00b2",
        "Ä\u201c und Ö\u201c",
        "Ångström, São Paulo, naïve, Þórr, ðe",
        "\u00c2\x81 decodes to a control character",
        "\u00e0\u201a\u201a\u00e0\u201a\u201a does not decode",
        "\u00b1 \u00b0 \u00b2 \u20ac",
    ],
)
def test_good_text_is_left_alone(text: str) -> None:
    assert list(find_mojibake(text)) == []


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_ascii_is_left_alone(text: str) -> None:
    assert list(find_mojibake(text)) == []


@given(
    st.text(st.characters(categories=["L"], min_codepoint=0xC0, max_codepoint=0x24F), min_size=3)
)
def test_words_in_latin_letters_are_restored_or_left_alone(text: str) -> None:
    assume(not list(find_mojibake(text)))  # or it would be restored twice
    for start, end, original in find_mojibake(misread(text)):
        assert misread(original) == misread(text)[start:end]
