from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.checks.soft_404_url import CHECK

if TYPE_CHECKING:
    from nblint.model.link_status import Outcome
    from tests.checks.conftest import MakeVisits

TEXT = "[a](https://garden.org/a#b)"


@pytest.mark.parametrize(
    ("reason", "message"),
    [
        ("redirects to the home page", '"https://garden.org/a" redirects to the home page'),
        ("the domain is parked", '"https://garden.org/a": the domain is parked'),
    ],
)
def test_the_message_has_the_reason(visits: MakeVisits, reason: str, message: str) -> None:
    (finding,) = CHECK.run(visits(TEXT, "alive", not_found=reason), CHECK.options())
    assert finding.message == message


@pytest.mark.parametrize("outcome", ["alive", "moved", "insecure"])
def test_found_wherever_it_answers(visits: MakeVisits, outcome: Outcome) -> None:
    assert list(CHECK.run(visits(TEXT, outcome, not_found="is parked"), CHECK.options()))


def test_a_long_reason_is_shortened(visits: MakeVisits) -> None:
    (finding,) = CHECK.run(visits(TEXT, "alive", not_found="gone\n" * 999), CHECK.options())
    assert len(finding.message) < 200


@pytest.mark.parametrize(
    ("outcome", "not_found"), [("alive", ""), ("dead", "is gone"), ("blocked", "is gone")]
)
def test_silent(visits: MakeVisits, outcome: Outcome, not_found: str) -> None:
    assert not list(CHECK.run(visits(TEXT, outcome, not_found=not_found), CHECK.options()))
