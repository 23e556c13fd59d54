from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.spelling.corrections import one_edit
from nblint.spelling.typing_cost import typing_cost

WORDS = st.text("abcdefgh", min_size=1, max_size=8)


@given(WORDS, WORDS)
def test_only_the_same_word_has_no_typing_cost(wrong: str, right: str) -> None:
    assert (typing_cost(wrong, right) == 0) == (wrong == right)


@given(WORDS)
def test_one_edit_costs_at_most_the_most_expensive_edit(word: str) -> None:
    assert all(typing_cost(other, word) <= 3.2 for other in one_edit(word) if other)


@pytest.mark.parametrize(
    ("likely", "less_likely", "right"),
    [
        ("teh", "txe", "the"),
        ("occured", "occuyred", "occurred"),
        ("seperate", "sepxrate", "separate"),
        ("wprd", "wzrd", "word"),
        ("thier", "hteir", "their"),
        ("commitee", "committwee", "committee"),
    ],
)
def test_a_likelier_mistake_costs_less(likely: str, less_likely: str, right: str) -> None:
    assert typing_cost(likely, right) < typing_cost(less_likely, right)


def test_a_wrong_first_letter_costs_more() -> None:
    assert typing_cost("xord", "word") > typing_cost("woxd", "word")
