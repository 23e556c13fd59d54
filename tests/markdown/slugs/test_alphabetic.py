"""Letters and digits are told as Unicode does, DerivedCoreProperties.txt, Alphabetic."""

from __future__ import annotations

import pytest

from nblint.markdown.slugs.alphabetic import is_alphanumeric


@pytest.mark.parametrize(
    "letter", ["a", "ß", "語", "Ⓑ", "Ⅷ", "½", "\u0e38", "\u0940", "\u05b4", "\u0f72"]
)
def test_letters_vowel_signs_and_numbers_count(letter: str) -> None:
    assert is_alphanumeric(letter)


@pytest.mark.parametrize(
    "other", ["_", "-", " ", "€", "🌱", "\u0301", "\u094d", "\u0e4c", "\ufe0f"]
)
def test_accents_viramas_and_signs_do_not(other: str) -> None:
    assert not is_alphanumeric(other)
