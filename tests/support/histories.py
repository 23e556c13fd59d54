"""Histories on disk, and what can be done to them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from nblint.model.link_status import LinkStatus
from nblint.web.cache.link_cache import LinkCache
from nblint.web.cache.records import Validators

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

URLS = [f"https://example.org/{number}" for number in range(200)]
DAY = 86_400.0
GIVEN_UP = "results of this run are not saved in cache/links.db: "
BEGUN_ANEW = "cache/links.db was damaged and is created again: "


def settle(folder: Path, now: float, urls: Iterable[str] = URLS) -> LinkCache:
    """Find addresses out of reach in a run of its own."""
    history = LinkCache(folder, now=lambda: now, jitter=lambda: 0.5)
    for url in urls:
        history.settle(LinkStatus(url, "unreachable"), Validators())
    history.close()
    return history


def known(folder: Path) -> int:
    """Return how many of the addresses a new run knows."""
    history = LinkCache(folder)
    count = len(history.recall(URLS))
    history.close()
    return count


def failing_since_two_runs(parent: Path) -> Path:
    """Make a history in which every address was out of reach, in one run and a day later."""
    for now in (0.0, DAY):
        settle(parent / "cache", now)
    return parent / "cache"


def change(file: Path, script: str) -> None:
    """Run statements on a file."""
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(script)
