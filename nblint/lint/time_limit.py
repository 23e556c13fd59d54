"""How long a document may take: work on one that takes longer is stopped."""

from __future__ import annotations

import signal
import threading
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_Result = TypeVar("_Result")

_AGAIN = 1.0
"""Seconds after which the work is stopped again, in case the first error was caught."""


class OutOfTimeError(BaseException):
    """Work on a document took too long. What handles the faults of one rule lets it pass."""


class TimeLimit:
    """Stops work that takes more than some seconds of processor time, 0 for no limit.

    A timer stops it wherever it is, but for a single call into C. Where there is none (on Windows,
    and in threads) it is stopped by the next `check`.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = time.process_time) -> None:
        self._seconds, self._clock = seconds, clock
        self._end: float | None = None

    def run(self, work: Callable[[], _Result]) -> _Result:
        """Return what `work` returns; work within other work shares the time of that.

        Raises OutOfTimeError.
        """
        if not self._seconds or self._end is not None:
            return work()
        # The second `_stop` is for a timer that fires while the first one runs.
        try:
            try:
                self._start()
                return work()
            finally:
                self._stop()
        except OutOfTimeError:
            self._stop()
            raise

    def check(self) -> None:
        """Raise OutOfTimeError if the work that runs has used up its time."""
        if self._end is not None and self._clock() > self._end:
            message = (
                f"not checked completely: it took more than {self._seconds:g} s; "
                "exclude it or raise document-timeout"
            )
            raise OutOfTimeError(message)

    def _start(self) -> None:
        self._end = self._clock() + self._seconds
        if _has_timer():
            signal.signal(signal.SIGPROF, lambda *_: self.check())
            signal.setitimer(signal.ITIMER_PROF, self._seconds, _AGAIN)

    def _stop(self) -> None:
        if _has_timer():
            signal.setitimer(signal.ITIMER_PROF, 0)
        self._end = None


def _has_timer() -> bool:
    is_main = threading.current_thread() is threading.main_thread()
    return is_main and hasattr(signal, "setitimer")
