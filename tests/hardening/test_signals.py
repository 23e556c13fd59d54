"""A run that a signal ends at any moment: no traceback, no process left, no page half written."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from hardening.amount import random_for, share
from hardening.pages import states, strangers, write_pages
from hardening.processes import Ended, Started, left_running, run
from loopback.answers import page

if TYPE_CHECKING:
    from pathlib import Path

    from loopback.web import Web

MOMENTS = share(500)
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL]
MANY = 400
LINES = 60
"""Lines of a page: with these, many pages are worth processes of their own."""
URLS = 1_200
LOST = 500
"""Results that a run has not yet written at most."""
LOADING = 0.4
"""Seconds in which modules are loaded: a signal may come before nblint can answer it."""
UNDER_WAY = 64
"""Requests at a time."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")


def duration(directory: Path, *arguments: str) -> float:
    """Return how many seconds a whole run takes."""
    started = time.monotonic()
    run(directory, *arguments)
    return time.monotonic() - started


def ended_by(
    number: signal.Signals,
    delay: float,
    directory: Path,
    *arguments: str,
) -> Ended:
    """Send a signal to a run after some seconds; see that it ends and leaves no process."""
    started = Started(directory, *arguments)
    time.sleep(delay)
    workers = started.children()
    started.process.send_signal(number)
    ended = started.end()
    assert not left_running(workers, 5.0), f"workers outlive a run that {number.name} ended"
    assert not ended.faults, ended
    if number == signal.SIGINT:
        assert ended.status in {0, 1, 130}, ended
    return ended


@pytest.mark.parametrize("number", SIGNALS)
def test_check_that_is_ended_leaves_no_process_and_no_traceback(
    tmp_path: Path, number: signal.Signals
) -> None:
    write_pages(tmp_path, MANY, LINES * 2)
    arguments = ("check", "--offline")
    whole = duration(tmp_path, *arguments)
    for moment in range(MOMENTS):
        random = random_for(f"check {number.name}", moment)
        delay = random.uniform(0, random.choice((LOADING, whole)))
        ended = ended_by(number, delay, tmp_path, *arguments)
        if ended.status == 130 and ended.out:
            assert "interrupted" in (ended.out + ended.errors).lower()
    assert strangers(tmp_path) == []


@pytest.mark.parametrize("number", SIGNALS)
def test_fix_that_is_ended_leaves_each_page_old_or_new(
    tmp_path: Path, number: signal.Signals
) -> None:
    arguments = ("check", "--offline", "--fix", "--select", "link-syntax")
    directory = tmp_path / "whole"
    write_pages(directory, MANY)
    whole = duration(directory, *arguments)
    assert set(states(directory, MANY)) == {"new"}
    for moment in range(MOMENTS):
        directory = tmp_path / str(moment)
        write_pages(directory, MANY)
        # Pages are written last, and that is when to look.
        delay = random_for(f"fix {number.name}", moment).triangular(0, whole, whole * 0.9)
        ended_by(number, delay, directory, *arguments)
        assert "broken" not in states(directory, MANY)
        left = strangers(directory)
        # Nobody can remove a file once the process is gone; there is never more than one.
        assert len(left) <= (number == signal.SIGKILL), left
        run(directory, *arguments)
        assert set(states(directory, MANY)) == {"new"}


@pytest.mark.parametrize("number", SIGNALS)
def test_run_over_urls_that_is_ended_keeps_what_it_found(
    tmp_path: Path, web: Web, number: signal.Signals
) -> None:
    web.route("*", page("<title>Tulips</title><h1 id=soil>Tulips</h1>" + "<p>Words." * 50))
    (tmp_path / "nblint.toml").write_text("[web]\nhost-gap = 0\nretries = 0\n")
    links = "".join(f"[Tulip {at}]({web.url(f'/{at}')})\n\n" for at in range(URLS))
    (tmp_path / "page.md").write_text(f"# Garden\n\n{links}")
    whole = duration(tmp_path, "check", "--no-cache")
    cache = tmp_path / ".nblint_cache/links.db"
    for moment in range(MOMENTS):
        delay = random_for(f"web {number.name}", moment).uniform(whole * 0.2, whole)
        cache.unlink(missing_ok=True)
        before = len(web.log.seen)
        ended_by(number, delay, tmp_path, "check")
        assert_whole(cache)
        answered = sum(seen.finished for seen in web.log.seen[before:])
        kept = known(cache)
        assert kept >= answered - LOST - UNDER_WAY, (answered, kept)
    ended = run(tmp_path, "check")
    assert ended.status == 0, ended
    assert "damaged" not in ended.out + ended.errors
    assert known(cache) == URLS


def assert_whole(cache: Path) -> None:
    if cache.exists():
        with closing(sqlite3.connect(cache)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def known(cache: Path) -> int:
    """Return how many URLs a cache has results of."""
    if not cache.exists():
        return 0
    with closing(sqlite3.connect(cache)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'links'").fetchall():
            return 0
        [[count]] = connection.execute("SELECT count(*) FROM links").fetchall()
    return int(count)
