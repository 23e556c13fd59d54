from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.checks.unreachable_url import CHECK
from nblint.verdict import Evidence

if TYPE_CHECKING:
    from nblint.verdict import Outcome
    from tests.checks.conftest import MakeVisits

TEXT = "[a](https://garden.org/a)"


@pytest.mark.parametrize(
    ("evidence", "message"),
    [
        (
            Evidence(reason="timed out after 20 s"),
            '"https://garden.org/a" did not answer: timed out after 20 s',
        ),
        (Evidence(503, reason="answers 503"), '"https://garden.org/a" answers 503'),
        (Evidence(500), '"https://garden.org/a" answers 500'),
        (
            Evidence(302, reason="redirects in a circle"),
            '"https://garden.org/a": redirects in a circle',
        ),
    ],
)
def test_the_message_has_the_reason(visits: MakeVisits, evidence: Evidence, message: str) -> None:
    (finding,) = CHECK.run(visits(TEXT, "unreachable", evidence=evidence), CHECK.options())
    assert finding.message == message
    assert finding.verdict


@pytest.mark.parametrize("outcome", ["alive", "moved", "dead", "blocked", "skipped"])
def test_other_outcomes_are_left_to_others(visits: MakeVisits, outcome: Outcome) -> None:
    assert not list(CHECK.run(visits(TEXT, outcome), CHECK.options()))
