"""How much one server is asked at a time: a window, a gap, and pauses that it asks for."""

from __future__ import annotations

import re
from collections import deque
from email.utils import parsedate_to_datetime
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from msgspec.structs import replace

from nblint.model.link_status import status_text
from nblint.web.messages import NoResponse, Response

if TYPE_CHECKING:
    from collections.abc import Callable

Job = TypeVar("Job")

AT_ONCE: Final = float("-inf")
"""The time of what is due already."""

_FIRST_WINDOW: Final = 4.0
_LONGEST_GAP: Final = 5.0
_FIRST_SLOWED_GAP: Final = 0.25
# Addresses of one server that get no connection in a row before the rest is spared the wait.
_SILENT: Final = 3
# Likewise of those that are told to wait for too long, which may be meant for a single page.
_REFUSED: Final = 5
# Likewise of those that get one and no answer, which may be the fault of a single page.
_UNANSWERED: Final = 12
_OVERLOADED: Final = frozenset({429, 503})
_NO_CONNECTION: Final = frozenset({"resolver", "network", "refused", "timeout", "tls"})


class Server(Generic[Job]):
    """One server: the jobs that wait for it and how fast they may go.

    `window` is how many requests it takes at a time: it grows with every answer up to
    `concurrency`, and is halved, the gap doubled, when the server says that it is too much
    (429, 503), as TCP does (RFC 5681). Times are in seconds of the caller's monotonic clock.
    `closed` is what every further job is told instead of being sent: that the server does not
    answer, or asks again and again to be left alone for longer than `longest_wait`. `queued_at` is
    for whoever queues servers by when they are ready.
    """

    def __init__(
        self, name: str, concurrency: int, gap: float, longest_wait: float = float("inf")
    ) -> None:
        self.name = name
        self.closed: NoResponse | None = None
        self.in_flight = 0
        self.window = min(_FIRST_WINDOW, concurrency)
        self.pause_until = 0.0
        self._concurrency, self._least_gap, self._longest_wait = concurrency, gap, longest_wait
        self._gap = gap
        self.last_start = AT_ONCE
        self.queued_at: float | None = None
        self._fresh: deque[Job] = deque()
        self._begun: list[tuple[float, int, Job]] = []
        self._number = count()
        self._silent = 0
        self._unanswered = 0
        self._refused: set[str] = set()
        self._slowing: set[str] = set()

    def __bool__(self) -> bool:
        """Tell whether a job waits."""
        return bool(self._fresh or self._begun)

    def queue(self, job: Job) -> None:
        """Let a job wait until those queued before it are begun."""
        self._fresh.append(job)

    def add(self, job: Job, due: float) -> None:
        """Let a job that is begun wait until `due`; it goes before those that are not."""
        heappush(self._begun, (due, next(self._number), job))

    def ready_at(self) -> float | None:
        """Return when the next job may start; None where none waits or the window is full."""
        if not self:
            return None
        if self.closed:
            return AT_ONCE
        if self.in_flight >= int(self.window):
            return None
        due = AT_ONCE if self._fresh else self._begun[0][0]
        return max(due, self.last_start + self._gap, self.pause_until)

    def take(self, now: float) -> Job:
        """Return the next job: the first that is due, else the first that is not begun.

        While the server leaves requests without an answer, others come before those again.
        """
        is_due = self._begun and (self._begun[0][0] <= now or not self._fresh)
        is_due = is_due and not (self._unanswered and self._fresh)
        return heappop(self._begun)[2] if is_due else self._fresh.popleft()

    def begin(self, now: float) -> None:
        """Take note that a request is sent."""
        self.last_start = now
        self.in_flight += 1

    def record(self, answer: Response | NoResponse, now: float, wait: float) -> None:
        """Take note of how a request ended; `wait` is how long the server asks to be left alone."""
        self.in_flight -= 1
        if isinstance(answer, NoResponse):
            self._learn_silence(answer)
            return
        self._silent = self._unanswered = 0
        if answer.status in _OVERLOADED:
            if answer.url not in self._slowing:  # again and again, it is the page's own trouble
                self._slowing.add(answer.url)
                self.window = max(1.0, self.window / 2)
                self._gap = min(_LONGEST_GAP, max(_FIRST_SLOWED_GAP, 2 * self._gap))
            refusal = too_long(answer, wait, self._longest_wait)
            if refusal:
                # It may mean this page alone (RFC 6585, section 4), until others say so too.
                self._refused.add(answer.url)
                if len(self._refused) >= _REFUSED:
                    self._close(refusal)
            else:
                self.pause_until = max(self.pause_until, now + wait)
        else:
            self._refused.clear()
            self.window = min(self._concurrency, self.window + 1 / self.window)
            self._gap = max(self._least_gap, 0.9 * self._gap)

    def _learn_silence(self, answer: NoResponse) -> None:
        if answer.kind == "no host":
            self._close(answer)
        elif _is_unanswered(answer):
            self._unanswered += 1
            if self._unanswered >= _UNANSWERED:
                reason = "its server did not respond to many other requests"
                self._close(replace(answer, reason=reason))
        elif answer.kind in _NO_CONNECTION:
            self.window = max(1.0, self.window / 2)
            self._silent += 1

    def mark_down(self, answer: NoResponse) -> None:
        """Take note that an address of this server had no connection in all its attempts."""
        is_unconnected = answer.kind in _NO_CONNECTION and not _is_unanswered(answer)
        if is_unconnected and self._silent >= _SILENT:
            self._close(answer)

    def _close(self, answer: NoResponse) -> None:
        self.closed = replace(answer, elapsed=0.0, sent=False)


def _is_unanswered(answer: NoResponse) -> bool:
    return answer.connected and answer.kind == "timeout"


def retry_after(answer: Response, wall_clock: Callable[[], float]) -> float | None:
    """Return how many seconds the server asks to wait; None where it does not say.

    Both forms are read, seconds and a date (RFC 9110, section 10.2.3); a date that is past is 0.
    `wall_clock` returns seconds since the epoch.
    """
    value = answer.headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]+", value):
        return float(value[:12])
    try:
        until = parsedate_to_datetime(value).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return max(0.0, until - wall_clock())


def too_long(answer: Response, wait: float | None, longest: float) -> NoResponse | None:
    """Return that the server asks for more patience than there is, None where it does not."""
    if wait is None or wait <= longest:
        return None
    reason = f"{status_text(answer.status)}, Retry-After: {wait:.0f} s"
    return NoResponse("wait", reason, answer.elapsed)
