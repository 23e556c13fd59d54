"""Visits made by hand: what the web is made out to say of every address of a page."""

from __future__ import annotations

from typing import Any, Protocol

import pytest

from nblint.checks.check import Visit
from nblint.markdown.parse import parse
from nblint.verdict import Outcome, Verdict


class MakeVisits(Protocol):
    def __call__(self, text: str, outcome: Outcome, **verdict: Any) -> list[Visit]: ...


def make_visits(text: str, outcome: Outcome, **verdict: Any) -> list[Visit]:
    return [
        Visit(target, target.value, Verdict(target.value, outcome, **verdict))
        for target in parse(text, "page.md").targets
    ]


@pytest.fixture
def visits() -> MakeVisits:
    return make_visits
