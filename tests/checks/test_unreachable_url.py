from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.checks.unreachable_url import CHECK
from nblint.model.link_status import ResponseEvidence

if TYPE_CHECKING:
    from nblint.model.link_status import Outcome
    from tests.checks.conftest import MakeVisits

TEXT = "[a](https://garden.org/a)"


@pytest.mark.parametrize(
    ("evidence", "message"),
    [
        (
            ResponseEvidence(reason="timed out after 20 s"),
            '"https://garden.org/a" did not respond: timed out after 20 s',
        ),
        (
            ResponseEvidence(503, reason="returned 503 Service Unavailable"),
            '"https://garden.org/a" returned 503 Service Unavailable',
        ),
        (ResponseEvidence(500), '"https://garden.org/a" returned 500 Internal Server Error'),
        (
            ResponseEvidence(302, reason="redirect loop"),
            '"https://garden.org/a": redirect loop',
        ),
    ],
)
def test_the_message_has_the_reason(
    visits: MakeVisits, evidence: ResponseEvidence, message: str
) -> None:
    (finding,) = CHECK.run(visits(TEXT, "unreachable", evidence=evidence), CHECK.options())
    assert finding.message == message
    assert finding.verdict


@pytest.mark.parametrize("outcome", ["alive", "moved", "dead", "blocked", "skipped"])
def test_other_outcomes_are_left_to_others(visits: MakeVisits, outcome: Outcome) -> None:
    assert not list(CHECK.run(visits(TEXT, outcome), CHECK.options()))
