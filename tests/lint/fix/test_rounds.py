from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.lint.fix.rounds import fix_until_stable
from nblint.model import Span
from nblint.model.finding import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGES = {"a": "one", "b": "two", "c": "three"}


def write(text: str, start: int = 0, end: int | None = None) -> Fix:
    span = Span(start, len(text) if end is None else end)
    return Fix("write", (Edit(span, text),), safe=True)


def test_a_fix_of_one_page_may_wait_for_that_of_another() -> None:
    def relint(texts: Mapping[str, str]) -> dict[str, list[Fix]]:
        if "a" not in texts:
            return {"a": [write("ONE")]}
        return {"b": [write("TWO")]} if texts["a"] == "ONE" else {}

    session = fix_until_stable(PAGES.__getitem__, relint)
    assert session.texts == {"a": "ONE", "b": "TWO"}
    assert {name: len(fixes) for name, fixes in session.applied.items()} == {"a": 1, "b": 1}
    assert not session.restless


def test_a_page_that_never_rests_stays_and_holds_up_no_other() -> None:
    def relint(texts: Mapping[str, str]) -> dict[str, list[Fix]]:
        return {
            "a": [write("two" if texts.get("a", "one") == "one" else "one")],
            "b": [write("x", end=0)],
            "c": [write("THREE")],
        }

    session = fix_until_stable(PAGES.__getitem__, relint)
    assert session.texts == {"c": "THREE"}
    assert session.restless == {"a", "b"}
    assert list(session.applied) == ["c"]


def test_a_page_can_become_empty() -> None:
    def relint(texts: Mapping[str, str]) -> dict[str, list[Fix]]:
        return {} if texts.get("a") == "" else {"a": [write("", 0, 3)]}

    assert fix_until_stable(PAGES.__getitem__, relint).texts == {"a": ""}


def test_only_pages_with_fixes_are_read() -> None:
    def read(name: str) -> str:
        raise AssertionError(name)

    assert fix_until_stable(read, lambda _: {}).texts == {}
