"""What the loopback web saw: every request as it came, and what became of it."""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 20.0
"""Seconds after which a test has waited in vain; no test that passes comes near."""


@dataclass(eq=False, slots=True)
class Seen:
    """A request as it came, down to the bytes, and what became of it.

    `time` is when its head had arrived, in seconds of the log's clock. `host` is whom it asks for,
    a name or an address; `address` and `port` are where it came in. `connection` is the number of
    its connection among all of the web, `turn` its own on that connection, both from 1. `proxied`
    tells that the host was asked through a proxy. `in_flight` is how many requests were under way
    at the host when it arrived, itself included.

    `finished` tells that the behaviour came to its end, `gave_up` that the client left before.
    `bytes_sent` counts the bytes of the body, as encoded, that the system took for the client: what
    it read, and what lay unread in the buffers between (some hundred kilobytes).
    """

    time: float
    scheme: str
    host: str
    address: str
    port: int
    connection: int
    turn: int
    proxied: bool
    method: str
    target: bytes
    headers: list[tuple[bytes, bytes]]
    in_flight: int = 0
    finished: bool = False
    gave_up: bool = False
    bytes_sent: int = 0

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.decode("latin-1").partition("?")[0]

    def header(self, name: str) -> str | None:
        """The value of the first header of this name, whatever its case."""
        wanted = name.lower().encode()
        return next((v.decode("latin-1") for n, v in self.headers if n.lower() == wanted), None)


class Log:
    """All requests in the order of their arrival; the server's thread writes, tests read.

    `settle` waits until the server's thread has noted whatever it has already done, so that a test
    which has an answer finds in the log that it was given. That a client has left is noted as soon
    as the server hears of it: wait for that with `until`.
    """

    def __init__(self, settle: Callable[[], None]) -> None:
        self.connections: Counter[str] = Counter()
        self.faults: list[str] = []
        self.clock: Callable[[], float] = time.monotonic
        self._settle = settle
        self._seen: list[Seen] = []
        self._under_way: Counter[str] = Counter()
        self._changes = 0
        self._changed = threading.Condition()

    @property
    def seen(self) -> list[Seen]:
        """All requests so far."""
        self._settle()
        return self._seen

    def connect(self, address: str) -> int:
        """Count a connection to an address; its number among all."""
        self.connections[address] += 1
        self.changed()
        return self.connections.total()

    def begin(self, seen: Seen) -> None:
        """Note a request that has just arrived."""
        self._under_way[seen.host] += 1
        seen.in_flight = self._under_way[seen.host]
        self._seen.append(seen)
        self.changed()

    def end(self, seen: Seen, *, gave_up: bool) -> None:
        """Note that a request is over: it was answered, or its client gave up."""
        self._under_way[seen.host] -= 1
        seen.finished, seen.gave_up = not gave_up, gave_up
        self.changed()

    def changed(self) -> None:
        """Wake whoever waits in `until`."""
        with self._changed:
            self._changes += 1
            self._changed.notify_all()

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so, and fail the test if that never comes.

        It blocks its thread: a coroutine whose loop the client needs calls it in another.
        """
        changes = self._changes
        while not condition():
            with self._changed:
                came = self._changed.wait_for(partial(self._has_changed, changes), PATIENCE)
                assert came, "what was waited for never came"
                changes = self._changes

    def _has_changed(self, since: int) -> bool:
        return self._changes != since

    def requests(
        self, *, host: str | None = None, path: str | None = None, method: str | None = None
    ) -> list[Seen]:
        """The requests to a host, a path or by a method; a path with a query means both."""
        return [
            seen
            for seen in self.seen
            if host in {None, seen.host}
            and path in {None, seen.path, seen.target.decode("latin-1")}
            and method in {None, seen.method}
        ]

    def peak(self, host: str) -> int:
        """The most requests that were ever under way at a host."""
        return max((seen.in_flight for seen in self.requests(host=host)), default=0)

    def gaps(self, host: str) -> list[float]:
        """The seconds from each arrival at a host to the next."""
        return [later.time - sooner.time for sooner, later in pairwise(self.requests(host=host))]
