"""Visits made by hand: what the web is made out to say of every address of a page."""

from __future__ import annotations

from typing import Any, Protocol

import pytest

from nblint.checks.check import CheckedLink
from nblint.markdown.parse import parse
from nblint.model.link_status import LinkStatus, Outcome


class MakeVisits(Protocol):
    def __call__(self, text: str, outcome: Outcome, **verdict: Any) -> list[CheckedLink]: ...


def make_visits(text: str, outcome: Outcome, **verdict: Any) -> list[CheckedLink]:
    return [
        CheckedLink(target, target.value, LinkStatus(target.value, outcome, **verdict))
        for target in parse(text, "page.md").targets
    ]


@pytest.fixture
def visits() -> MakeVisits:
    return make_visits
