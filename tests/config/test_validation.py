from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from msgspec import Meta, Struct

from nblint.config.validation import first_problem, unknown


class Inner(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    max_length: Annotated[int, Meta(ge=0)] = 9
    style: Literal["plain", "strict"] = "plain"
    words: tuple[str, ...] | None = None


class Settings(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    inner: Inner = Inner()
    many: dict[str, Inner] = {}
    lists: dict[str, tuple[str, ...]] = {}
    folder: str | tuple[str, ...] = ()
    on: bool = True


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"inner": {"max-length": 0, "style": "strict", "words": []}, "on": False},
        {"many": {"a": {"words": ["b"]}}, "lists": {"a": ["b"]}, "folder": "a"},
    ],
)
def test_what_fits_has_no_problem(value: dict[str, Any]) -> None:
    assert first_problem(value, Settings) is None


@pytest.mark.parametrize(
    ("value", "path", "message"),
    [
        ({"iner": 1}, "iner", 'unknown key "iner"; did you mean "inner"?'),
        (
            {"inner": {"max_length": 1}},
            "inner.max_length",
            'unknown key "max_length"; did you mean "max-length"?',
        ),
        (
            {"many": {"a": {"x": 1}}},
            "many.a.x",
            'unknown key "x"; the known ones are max-length, style, words',
        ),
        ({"inner": 3}, "inner", '"inner" must be a table, not a whole number'),
        (
            {"inner": {"max-length": -1}},
            "inner.max-length",
            '"inner.max-length" must be a whole number >= 0',
        ),
        (
            {"inner": {"style": "strickt"}},
            "inner.style",
            'unknown style "strickt"; did you mean "strict"?',
        ),
        (
            {"inner": {"style": 1}},
            "inner.style",
            '"inner.style" must be a string, not a whole number',
        ),
        (
            {"inner": {"words": "a"}},
            "inner.words",
            '"inner.words" must be a list, not a string; write ["a"]',
        ),
        (
            {"lists": {"*.md": ["a", 2]}},
            "lists.*.md.1",
            'item 2 of "lists.*.md" must be a string, not a whole number',
        ),
        ({"folder": True}, "folder", '"folder" must be a string or a list, not true or false'),
        ({"on": {}}, "on", '"on" must be true or false, not a table'),
        ({"on": "yes"}, "on", '"on" must be true or false, not a string'),
    ],
)
def test_problem_is_told_with_its_place(value: dict[str, Any], path: str, message: str) -> None:
    problem = first_problem(value, Settings)
    assert problem is not None
    assert (".".join(problem[0]), problem[1]) == (path, message)


def test_complaint_of_another_form_is_passed_on() -> None:
    problem = first_problem([{"x": 1}], tuple[Inner, ...], ("a",))
    assert problem == (("a", "0"), 'item 1 of "a" is wrong: object contains unknown field `x`')


def test_unknown_name_without_a_near_one_gets_the_known_ones() -> None:
    assert unknown("rule", "zzz", ["b", "a"]) == 'unknown rule "zzz"; the known ones are a, b'
