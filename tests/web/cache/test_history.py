"""What earlier runs saw makes an address dead, and for how long a verdict counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from asking import KEY
from nblint.model.link_status import (
    Aspect,
    FailureHistory,
    FragmentState,
    FragmentStatus,
    LinkStatus,
    Outcome,
    Redirect,
    ResponseEvidence,
)
from nblint.web.cache.link_cache import LIVES, LinkCache
from nblint.web.cache.records import Record, Store, Validators

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

URL = "https://example.org/"
MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
START = 1_795_132_800.0  # 2026-11-20, midnight in UTC


def run(
    folder: Path, outcome: Outcome, days: float, *, reason: str = "no response", jitter: float = 0.5
) -> LinkStatus:
    """Settle an outcome in a run of its own, so many days after the start."""
    history = LinkCache(folder, now=lambda: START + days * DAY, jitter=lambda: jitter)
    verdict = history.settle(
        LinkStatus(URL, outcome, ResponseEvidence(reason=reason)), Validators()
    )
    history.close()
    assert history.warning is None
    return verdict


def runs(folder: Path, steps: Sequence[tuple[Outcome, float]]) -> LinkStatus:
    return [run(folder, outcome, days) for outcome, days in steps][-1]


def is_fresh(folder: Path, days: float) -> bool:
    history = LinkCache(folder, now=lambda: START + days * DAY)
    remembered = history.recall([URL])[URL]
    history.close()
    return remembered.fresh


def test_address_that_fails_in_three_runs_over_three_days_is_dead(tmp_path: Path) -> None:
    assert runs(tmp_path, [("unreachable", 0), ("unreachable", 1)]).outcome == "unreachable"
    verdict = run(tmp_path, "unreachable", 3)
    assert verdict.outcome == "dead"
    assert verdict.evidence.reason == "no response, in 3 runs since 2026-11-20"
    assert verdict.past == FailureHistory(first_failure=START, streak=3)
    assert run(tmp_path, "unreachable", 4).evidence.reason == (
        "no response, in 4 runs since 2026-11-20"
    )


@pytest.mark.parametrize(
    "steps",
    [
        [("unreachable", 0), ("unreachable", 4)],
        [("unreachable", 0), ("unreachable", 1), ("unreachable", 2), ("unreachable", 2.99)],
        [("unreachable", 0), ("unreachable", 2), ("alive", 3), ("unreachable", 4)],
        [("unreachable", 0), ("unreachable", 2), ("moved", 3), ("unreachable", 4)],
        [("unreachable", 0), ("unreachable", 2), ("insecure", 3), ("unreachable", 4)],
        [("unreachable", 0), ("unreachable", 0.001), ("unreachable", 4)],
        [("unreachable", 0), ("blocked", 1), ("skipped", 2), ("unreachable", 4)],
    ],
)
def test_address_that_failed_less_is_still_unreachable(
    tmp_path: Path, steps: list[tuple[Outcome, float]]
) -> None:
    assert runs(tmp_path, steps).outcome == "unreachable"


def test_what_is_dead_counts_as_failing(tmp_path: Path) -> None:
    assert runs(tmp_path, [("dead", 0), ("dead", 2), ("unreachable", 4)]).outcome == "dead"


def test_verdict_that_is_dead_by_itself_keeps_its_reason(tmp_path: Path) -> None:
    verdict = runs(tmp_path, [("dead", 0), ("dead", 2), ("dead", 4)])
    assert verdict.evidence.reason == "no response"
    assert verdict.past == FailureHistory(first_failure=START, streak=3)


def test_blocked_and_skipped_runs_neither_count_nor_forgive(tmp_path: Path) -> None:
    runs(tmp_path, [("unreachable", 0), ("blocked", 1), ("unreachable", 2), ("skipped", 3)])
    assert run(tmp_path, "blocked", 4).past == FailureHistory(first_failure=START, streak=2)
    assert run(tmp_path, "unreachable", 5).outcome == "dead"


def test_success_is_remembered_when_the_address_fails(tmp_path: Path) -> None:
    past = runs(tmp_path, [("alive", 0), ("unreachable", 1), ("unreachable", 2)]).past
    assert past == FailureHistory(first_failure=START + DAY, last_success=START, streak=2)


def test_runs_every_half_hour_count_once_an_hour(tmp_path: Path) -> None:
    half = 30 * MINUTE / DAY
    streaks = [run(tmp_path, "unreachable", times * half).past.streak for times in range(6)]
    assert streaks == [1, 1, 2, 2, 3, 3]


def test_blocked_run_does_not_hide_when_a_failure_last_counted(tmp_path: Path) -> None:
    hour = HOUR / DAY
    runs(tmp_path, [("unreachable", 0), ("blocked", hour)])
    assert run(tmp_path, "unreachable", hour + MINUTE / DAY).past.streak == 2


def test_address_settled_twice_in_a_run_counts_once(tmp_path: Path) -> None:
    history = LinkCache(tmp_path, now=lambda: START)
    for _ in range(2):
        verdict = history.settle(LinkStatus(URL, "unreachable"), Validators())
    history.close()
    assert verdict.past.streak == 1


@pytest.mark.parametrize("outcome", LIVES)
def test_verdict_lives_as_long_as_its_outcome_says(tmp_path: Path, outcome: Outcome) -> None:
    run(tmp_path, outcome, 0)
    life = LIVES[outcome] / DAY
    assert is_fresh(tmp_path, 0)
    assert is_fresh(tmp_path, life - MINUTE / DAY)
    assert not is_fresh(tmp_path, life)


def test_every_outcome_but_skipped_has_a_life() -> None:
    assert {*LIVES, "skipped"} == set(get_args(Outcome))


@pytest.mark.parametrize(("jitter", "life"), [(0.0, 0.8 * 7), (1.0, 1.2 * 7)])
def test_lives_differ_by_a_fifth(tmp_path: Path, jitter: float, life: float) -> None:
    run(tmp_path, "alive", 0, jitter=jitter)
    assert is_fresh(tmp_path, life - MINUTE / DAY)
    assert not is_fresh(tmp_path, life + MINUTE / DAY)


def test_what_is_dead_for_being_out_of_reach_is_soon_asked_again(tmp_path: Path) -> None:
    runs(tmp_path, [("unreachable", 0), ("unreachable", 2), ("unreachable", 4)])
    assert not is_fresh(tmp_path, 4 + 11 * MINUTE / DAY)


def test_skipped_is_not_kept(tmp_path: Path) -> None:
    run(tmp_path, "skipped", 0)
    assert LinkCache(tmp_path).recall([URL]) == {}


def test_verdict_from_the_future_does_not_count(tmp_path: Path) -> None:
    run(tmp_path, "alive", 400)
    assert not is_fresh(tmp_path, 0)


@pytest.mark.parametrize("expires", [1e300, START + 400 * DAY])
def test_verdict_that_claims_a_life_no_verdict_has_does_not_count(
    tmp_path: Path, expires: float
) -> None:
    put(tmp_path, Record(LinkStatus(URL, "alive"), Validators(), START, expires))
    assert not is_fresh(tmp_path, 1)


@pytest.mark.parametrize(
    "past",
    [
        FailureHistory(first_failure=START + 9 * DAY, streak=2),
        FailureHistory(first_failure=-1e300, streak=2),
        FailureHistory(first_failure=START, streak=-5),
        FailureHistory(first_failure=START, streak=2**64 - 1),
    ],
)
def test_past_that_can_not_be_is_forgotten(tmp_path: Path, past: FailureHistory) -> None:
    put(tmp_path, Record(LinkStatus(URL, "unreachable", past=past), Validators(), START, START))
    assert run(tmp_path, "unreachable", 4).past == FailureHistory(START + 4 * DAY, streak=1)


def put(folder: Path, record: Record) -> None:
    store = Store(folder)
    store.put(record)
    store.close()


TEXT = st.text(st.characters(codec=None), max_size=20)  # with control characters and surrogates
TIMES = st.floats(0, 1e11)
EVIDENCE = st.builds(
    ResponseEvidence,
    status=st.none() | st.integers(0, 999),
    final=TEXT,
    redirects=st.lists(st.builds(Redirect, TEXT, st.integers(0, 999)), max_size=3).map(tuple),
    reason=TEXT,
    attempts=st.integers(0, 9),
    elapsed=TIMES,
    when=TIMES,
)
FRAGMENTS = st.builds(
    FragmentStatus, st.sampled_from(get_args(FragmentState)), TEXT, st.lists(TEXT).map(tuple)
)
VERDICTS = st.builds(
    LinkStatus,
    st.just(URL),
    st.sampled_from(sorted(LIVES)),
    EVIDENCE,
    fragments=st.dictionaries(TEXT, FRAGMENTS, max_size=3),
    aspects=st.frozensets(st.sampled_from(get_args(Aspect))),
    media_type=TEXT,
    title=TEXT,
    not_found=TEXT,
    target=st.just("") | TEXT.map("https://example.org/".__add__),
)


@settings(max_examples=50)
@given(verdict=VERDICTS, validators=st.builds(Validators, TEXT, TEXT))
def test_verdict_comes_back_as_it_went(
    tmp_path_factory: pytest.TempPathFactory, verdict: LinkStatus, validators: Validators
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    first = LinkCache(folder, key=KEY)
    settled = first.settle(verdict, validators)
    first.close()
    second = LinkCache(folder, key=KEY)
    remembered = second.recall([URL, "https://example.org/other"])
    second.close()
    assert settled == replace(verdict, past=settled.past)
    assert [(one.verdict, one.validators) for one in remembered.values()] == [(settled, validators)]
