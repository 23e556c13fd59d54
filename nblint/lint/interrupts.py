"""What an interrupt leads to: a report of what is known, soon, and the end at once if it is wanted.

The first Ctrl-C raises KeyboardInterrupt, as Python has it, and is caught where work can be cut
short. The next one ends the process.
"""

from __future__ import annotations

import _thread
import os
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

GRACE: Final = 0.7
"""Seconds in which an interrupted run may still judge what it has read."""

_STATUS: Final = 130


class _Interrupts:
    """What the handler of the signal knows."""

    def __init__(self) -> None:
        self.is_limited = False
        self.has_expired = False

    def expire(self) -> None:
        """Interrupt the main thread, on behalf of a timer."""
        self.has_expired = True
        _thread.interrupt_main()

    def handle(self, *_: object) -> None:
        """Tell the timer's interrupt, which ends the work that is limited, from the user's."""
        if not self.has_expired:
            os._exit(_STATUS)
        self.has_expired = False
        if self.is_limited:
            raise KeyboardInterrupt


_interrupts = _Interrupts()


def end_at_next() -> None:
    """Have the next interrupt by the user end the process at once."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, _interrupts.handle)


@contextmanager
def limited() -> Iterator[None]:
    """Raise KeyboardInterrupt in work that takes longer than GRACE, once `end_at_next` was called.

    Work that is done in another thread than the main one cannot be interrupted.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    timer = threading.Timer(GRACE, _interrupts.expire)
    timer.daemon = True
    _interrupts.is_limited = True
    timer.start()
    try:
        yield
    finally:
        _interrupts.is_limited = False
        timer.cancel()
