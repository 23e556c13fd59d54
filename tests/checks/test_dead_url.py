from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.checks.dead_url import CHECK
from nblint.model.link_status import ResponseEvidence

if TYPE_CHECKING:
    from nblint.model.link_status import Outcome
    from tests.checks.conftest import MakeVisits

TEXT = "[a](https://garden.org/a#b)"


@pytest.mark.parametrize(
    ("evidence", "message"),
    [
        (ResponseEvidence(404), '"https://garden.org/a" returned 404 Not Found'),
        (
            ResponseEvidence(410, reason="returned 410 Gone"),
            '"https://garden.org/a" returned 410 Gone',
        ),
        (
            ResponseEvidence(reason="the host does not exist"),
            '"https://garden.org/a": the host does not exist',
        ),
        (ResponseEvidence(), '"https://garden.org/a": no response'),
        (
            ResponseEvidence(200, provider="YouTube", reason="the video is private"),
            '"https://garden.org/a": the video is private',
        ),
        (
            ResponseEvidence(
                503, reason="returned 503 Service Unavailable, in 4 runs since 2026-11-20"
            ),
            '"https://garden.org/a" returned 503 Service Unavailable, in 4 runs since 2026-11-20',
        ),
    ],
)
def test_the_message_has_the_reason(
    visits: MakeVisits, evidence: ResponseEvidence, message: str
) -> None:
    (visit,) = visits(TEXT, "dead", evidence=evidence)
    (finding,) = CHECK.run([visit], CHECK.options())
    assert finding.message == message
    assert finding.verdict is visit.verdict
    assert finding.span.of(TEXT) == finding.target == "https://garden.org/a#b"


def test_each_place_is_reported(visits: MakeVisits) -> None:
    twice = visits("[a](https://garden.org/a) <https://garden.org/a>", "dead")
    assert len(list(CHECK.run(twice, CHECK.options()))) == 2


def test_what_a_stranger_wrote_stays_short_and_on_one_line(visits: MakeVisits) -> None:
    address = f"https://garden.org/{'x' * 3000}"
    evidence = ResponseEvidence(reason="gone\r\n" * 3000)
    (finding,) = CHECK.run(visits(f"<{address}>", "dead", evidence=evidence), CHECK.options())
    assert len(finding.message) < 200
    assert finding.message.isprintable()


@pytest.mark.parametrize("outcome", ["alive", "moved", "blocked", "unreachable", "skipped"])
def test_other_outcomes_are_left_to_others(visits: MakeVisits, outcome: Outcome) -> None:
    assert not list(CHECK.run(visits(TEXT, outcome), CHECK.options()))
