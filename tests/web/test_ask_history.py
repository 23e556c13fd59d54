"""What is asked in later runs, seen in the requests that reach the servers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asking import AT_ONCE, about, asking, verdict_on
from loopback.answers import page, redirect, status, versioned
from loopback.endings import reset
from nblint.web.settings import WebSettings

if TYPE_CHECKING:
    from pathlib import Path

    from loopback.exchange import Behaviour
    from loopback.web import Web
    from nblint.model.link_status import LinkStatus
    from nblint.web.check_request import CheckRequest

DAY = 86_400.0
BEGIN = 1_795_000_000.0  # in November 2026
BODY = "<title>Tulips</title><h1 id=soil>Tulips</h1>"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / ".nblint_cache"


def run(
    question: CheckRequest | str,
    cache: Path,
    *,
    days: float = 0.0,
    settings: WebSettings = AT_ONCE,
    refresh: bool = False,
) -> LinkStatus:
    """Ask so many days after the first run."""

    def now() -> float:
        return BEGIN + days * DAY

    asked = asking(settings, cache=cache, now=now, refresh=refresh)
    return verdict_on(question, asked=asked)


@pytest.mark.parametrize("behaviour", [page(BODY), redirect("/end"), *map(status, (403, 404, 500))])
def test_what_an_earlier_run_found_is_not_asked_again(
    web: Web, cache: Path, behaviour: Behaviour
) -> None:
    web.route("/", behaviour)
    web.page("/end", BODY)
    first = run(web.url(), cache)
    asked = len(web.log.seen)
    assert run(web.url(), cache, days=0.003) == first
    assert len(web.log.seen) == asked


def test_what_is_told_to_be_asked_anew_is(web: Web, cache: Path) -> None:
    web.page("/", BODY)
    run(web.url(), cache)
    run(web.url(), cache, refresh=True)
    assert len(web.log.seen) == 2
    run(web.url(), cache)
    assert len(web.log.seen) == 2, "what was found anew is kept, too"


def test_a_fragment_that_nobody_asked_about_is_looked_up(web: Web, cache: Path) -> None:
    web.page("/", BODY)
    run(web.url(), cache)
    verdict = run(about(web.url("/#soil")), cache)
    assert verdict.fragments["soil"].state == "found"
    assert len(web.log.seen) == 2
    run(about(web.url("/#soil")), cache)
    assert len(web.log.seen) == 2


def test_a_code_that_the_settings_now_accept_is_asked_about_again(web: Web, cache: Path) -> None:
    web.route("/", status(403))
    assert run(web.url(), cache).outcome == "blocked"
    accepting = WebSettings(retries=0, host_gap=0.0, accept=(403,))
    assert run(web.url(), cache, settings=accepting).outcome == "alive"
    assert run(web.url(), cache).outcome == "blocked"


@pytest.mark.parametrize(
    ("validators", "header"),
    [
        ({"etag": '"1"'}, "If-None-Match"),
        ({"etag": 'W/"1"'}, "If-None-Match"),
        ({"modified": "Mon, 23 Nov 2026 00:00:00 GMT"}, "If-Modified-Since"),
    ],
)
def test_what_has_not_changed_is_not_sent_again(
    web: Web, cache: Path, validators: dict[str, str], header: str
) -> None:
    [value] = validators.values()
    web.route("/", versioned(BODY, **validators))
    url = web.url("/#soil")
    first = run(url, cache)
    second = run(url, cache, days=30)
    sooner, later = web.log.seen
    assert (sooner.header(header), later.header(header)) == (None, value)
    assert (sooner.bytes_sent, later.bytes_sent) == (len(BODY), 0)
    assert (second.outcome, second.title) == ("alive", "Tulips")
    assert second.fragments == first.fragments
    assert second.evidence.when == BEGIN + 30 * DAY
    run(url, cache, days=30.1)
    assert len(web.log.seen) == 2, "it lives as long again"


def test_what_has_changed_is_read_anew(web: Web, cache: Path) -> None:
    web.route("/", versioned(BODY, etag='"1"'))
    run(web.url("/#soil"), cache)
    web.route("/", versioned("<title>Roses</title>" + "<p>Words." * 100, etag='"2"'))
    verdict = run(web.url("/#soil"), cache, days=30)
    assert (verdict.title, verdict.fragments["soil"].state) == ("Roses", "missing")


def test_what_fails_in_three_runs_over_three_days_is_dead_since_the_first(
    web: Web, cache: Path
) -> None:
    web.page("/", BODY)
    assert run(web.url(), cache, days=-20).past.last_success == BEGIN - 20 * DAY
    web.route("/", reset)
    outcomes = [run(web.url(), cache, days=days).outcome for days in (0, 1, 2)]
    assert outcomes == ["unreachable"] * 3
    verdict = run(web.url(), cache, days=3)
    assert verdict.outcome == "dead"
    assert verdict.evidence.reason == "the connection was reset, in 4 runs since 2026-11-18"
    assert verdict.past.first_failure == BEGIN
    assert verdict.past.last_success == BEGIN - 20 * DAY
    assert verdict.past.streak == 4
    web.page("/", BODY)
    verdict = run(web.url(), cache, days=5)
    assert (verdict.outcome, verdict.past.streak) == ("alive", 0)


def test_a_file_that_is_damaged_costs_no_verdict(web: Web, cache: Path) -> None:
    web.page("/", BODY)
    run(web.url(), cache)
    (cache / "links.db").write_bytes(b"no database at all" * 1000)
    assert run(web.url(), cache).outcome == "alive"
    assert run(web.url(), cache).outcome == "alive"
    assert len(web.log.seen) == 2, "a new one was begun"


def test_a_folder_that_can_not_be_made_costs_no_verdict(web: Web, tmp_path: Path) -> None:
    web.page("/", BODY)
    (tmp_path / "file").touch()
    assert run(web.url(), tmp_path / "file" / "cache").outcome == "alive"
