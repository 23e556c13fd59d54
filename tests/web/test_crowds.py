"""Addresses that all end at one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from nblint.model.link_status import LinkStatus, Redirect, ResponseEvidence
from nblint.web.catch_all_redirects import catch_all_redirects

if TYPE_CHECKING:
    from nblint.model.link_status import Outcome

END = "https://garden.org/welcome"


def ended(url: str, final: str = END, outcome: Outcome = "alive", status: int = 302) -> LinkStatus:
    return LinkStatus(url, outcome, ResponseEvidence(200, final, (Redirect(url, status),)))


CROWD = [ended(f"https://garden.org/{name}") for name in ("tulips", "roses", "soil/dry", "beds")]


def lost(*verdicts: LinkStatus) -> set[str]:
    return {verdict.url for verdict in catch_all_redirects(verdicts)}


def test_many_addresses_that_end_at_one_page_are_lost() -> None:
    amended = list(catch_all_redirects(CROWD))
    assert {item.url for item in amended} == {item.url for item in CROWD}
    reason = "leads to the same page as 3 other URLs of its host"
    assert {item.not_found for item in amended} == {reason}


def test_three_are_no_crowd() -> None:
    assert lost(*CROWD[:3]) == set()
    assert lost(*CROWD[:3], ended("https://other.org/soil")) == set()
    assert lost(*CROWD[:3], ended("https://garden.org/soil", "https://garden.org/x")) == set()


def test_a_page_that_is_linked_to_itself_is_no_page_for_what_is_lost() -> None:
    assert lost(*CROWD, LinkStatus(END, "alive", ResponseEvidence(200, END))) == set()


def test_addresses_that_are_sent_on_in_different_ways_are_no_crowd() -> None:
    assert lost(*CROWD[:3], ended("https://garden.org/soil", status=301)) == set()


def test_two_spellings_of_one_path_are_one() -> None:
    again = (ended("http://garden.org/tulips/"), ended("https://garden.org/tulips?a=b"))
    assert lost(*CROWD[:3], *again) == set()
    assert len(lost(*CROWD, *again)) == 6


@pytest.mark.parametrize(
    "other",
    [
        ended("https://garden.org/"),
        ended("https://garden.org/welcome/"),
        ended("https://garden.org/x", outcome="blocked"),
        replace(ended("https://garden.org/x"), not_found="says that it is not found"),
        ended("https://garden.org/x", "https://a..b"),
        LinkStatus("https://garden.org/x", "alive", ResponseEvidence(200, END)),
    ],
)
def test_who_is_no_part_of_a_crowd(other: LinkStatus) -> None:
    assert lost(*CROWD[:3], other) == set()
