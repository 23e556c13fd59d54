"""What earlier runs found of each address: verdicts with a life, and how long one has failed."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from nblint.model.link_status import FailureHistory, LinkStatus, Outcome
from nblint.web.cache.records import Record, Store, Validators

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_MINUTE: Final = 60.0
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR

LIVES: Final[dict[Outcome, float]] = {
    "alive": 7 * _DAY,
    "moved": 7 * _DAY,
    "insecure": 7 * _DAY,
    "blocked": 3 * _DAY,  # to knock again soon only hardens a wall
    "dead": _HOUR,  # whoever has fixed it wants to see so
    "unreachable": 10 * _MINUTE,  # a rerun is to ask again, a second job of one push is not
}
"""For how many seconds a verdict is taken for true without asking again."""

_JITTER: Final = 0.2
_LONGEST_LIFE: Final = max(LIVES.values()) * (1 + _JITTER)
_FAILURES: Final = frozenset({"unreachable", "dead"})
_SUCCESSES: Final = frozenset({"alive", "moved", "insecure"})
# After so many failing runs, over so many seconds, what is out of reach counts as dead.
_DEAD_AFTER_RUNS: Final = 3
_DEAD_AFTER: Final = 3 * _DAY
# A failing run so soon after one that counted is the same trouble seen twice: a rerun, another job.
_SAME_TROUBLE: Final = _HOUR
_LONGEST_STREAK: Final = 1_000_000


class CachedStatus(Struct, frozen=True):
    """An earlier verdict; `fresh` tells that it still counts without asking.

    `is_own` tells that this user has recorded it on this computer.
    """

    verdict: LinkStatus
    validators: Validators
    fresh: bool
    is_own: bool = True


class LinkCache:
    """The verdicts of earlier runs, kept in `folder`, and this run's, which it settles.

    Nothing that is wrong with the folder or the file in it is an error: `warning` then says in one
    line why nothing is kept. `now` is in seconds since the epoch; `jitter` returns 0 to 1. By `key`
    the user's own records are told from those of a file that came from elsewhere.
    """

    def __init__(
        self,
        folder: Path,
        *,
        key: bytes | None = None,
        now: Callable[[], float] = time.time,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._store = Store(folder, key)
        self._now, self._jitter = now, jitter

    @property
    def warning(self) -> str | None:
        """Why the history cannot be kept, None where it is."""
        return self._store.warning

    def recall(self, urls: Iterable[str]) -> dict[str, CachedStatus]:
        """Return what is known of addresses in normal form; ask for some thousands at a time."""
        now = self._now()
        return {
            url: CachedStatus(
                replace(record.verdict, is_confirmed=record.is_own),
                record.validators,
                _is_fresh(record, now),
                record.is_own,
            )
            for url, record in self._store.get(urls).items()
        }

    def settle(self, verdict: LinkStatus, validators: Validators) -> LinkStatus:
        """Return this run's verdict with its past, and keep it.

        An address that is out of reach counts as dead once it has failed in three runs over three
        days. A run that fails within an hour of one that counted does not count again, so that
        neither a rerun nor the jobs of one push are taken for more than they are.
        """
        if verdict.outcome == "skipped":
            return verdict
        now = self._now()
        before = self._store.get([verdict.url]).get(verdict.url)
        past, counted = _past(verdict.outcome, before, now)
        # What is out of reach may come back at any time, for however long it has been.
        life = LIVES[verdict.outcome] * (1 + _JITTER * (2 * self._jitter() - 1))
        verdict = _condemned(replace(verdict, past=past), now)
        self._store.put(Record(verdict, validators, now, now + life, counted, is_own=True))
        return verdict

    def close(self) -> None:
        """Write what is not yet written."""
        self._store.close()


def _is_fresh(record: Record, now: float) -> bool:
    # A clock that was wrong, or a file from elsewhere, must not make a verdict last for ever.
    return record.asked <= now < record.expires <= record.asked + _LONGEST_LIFE


def _past(outcome: Outcome, before: Record | None, now: float) -> tuple[FailureHistory, float]:
    """Return what an outcome makes of the past, and when a run last counted as failing."""
    past, counted = (before.verdict.past, before.counted) if before else (FailureHistory(), 0.0)
    if outcome in _SUCCESSES:
        return FailureHistory(last_success=now), 0.0
    if outcome not in _FAILURES:
        return past, counted
    first = past.first_failure
    if first is None or not (0 <= first <= now and 0 < past.streak < _LONGEST_STREAK):
        return FailureHistory(now, past.last_success, 1), now
    if 0 <= now - counted < _SAME_TROUBLE:
        return past, counted
    return replace(past, streak=past.streak + 1), now


def _condemned(verdict: LinkStatus, now: float) -> LinkStatus:
    """Return the verdict as `dead` if the address has been out of reach for long enough."""
    first, streak = verdict.past.first_failure, verdict.past.streak
    if verdict.outcome != "unreachable" or first is None:
        return verdict
    if streak < _DEAD_AFTER_RUNS or now - first < _DEAD_AFTER:
        return verdict
    since = datetime.fromtimestamp(first, UTC).date().isoformat()
    reason = f"{verdict.evidence.reason}, in {streak} runs since {since}"
    return replace(verdict, outcome="dead", evidence=replace(verdict.evidence, reason=reason))
