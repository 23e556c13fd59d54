from __future__ import annotations

import random

import pytest

from nblint.model.nearest import Nearest, nearest

KEYS = ["exclude", "extend-select", "ignore", "max-file-size", "rules", "select", "site"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("selct", "select"),
        ("slect", "select"),
        ("sleect", "select"),
        ("sellect", "select"),
        ("Select", "select"),
        ("extend_select", "extend-select"),
        ("maxfilesize", "max-file-size"),
        ("rule", "rules"),
    ],
)
def test_slip_is_forgiven(name: str, meant: str) -> None:
    assert nearest(name, KEYS) == meant


@pytest.mark.parametrize("name", ["xyzzy", "root", "", "-", "url", "file"])
def test_another_word_is_near_nothing(name: str) -> None:
    assert nearest(name, KEYS) is None


def test_nothing_is_near_where_there_are_no_candidates() -> None:
    assert nearest("select", []) is None


def test_letters_decide_before_case_and_separators() -> None:
    assert nearest("Setup.md", ["set-up.md", "setup.md"]) == "setup.md"


def test_order_of_candidates_does_not_matter() -> None:
    candidates = ["page-1", "page-2", "page-3", "page-4"]
    chooser = random.Random(0)  # noqa: S311 - a reproducible order, no secret
    orders = [chooser.sample(candidates, k=4) for _ in range(20)]
    assert {nearest("page-5", order) for order in orders} == {"page-1"}


def test_a_long_name_has_no_candidate() -> None:
    assert nearest("a" * 200, ["a" * 199]) == "a" * 199
    assert nearest("a" * 201, ["a" * 200]) is None


def test_a_document_gets_suggestions_for_a_bounded_number_of_comparisons() -> None:
    candidates = {f"heading-{number}" for number in range(1_000)}
    suggest = Nearest()
    found = [suggest.to("haeding-7", candidates) for _ in range(1_001)]
    assert set(found[:1_000]) == {"heading-7"}
    assert found[1_000] is None
