"""Sends what probes want sent, each server at its own pace: a slow one holds up no other."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

import anyio

from nblint.web.link_check_options import Waiting
from nblint.web.messages import NoResponse, Request, Response
from nblint.web.rate_limit import AT_ONCE
from nblint.web.request_flow import Send
from nblint.web.url import normalise
from nblint.web.url import server as server_name

if TYPE_CHECKING:
    from anyio.abc import TaskGroup

    from nblint.web.rate_limit import Server

Result = TypeVar("Result")
Probe = Generator[Send, Response | NoResponse, Result]

_NEVER: Final = float("inf")


class Sender(Protocol):
    """What sends a request, and can let go of a server's connections."""

    async def send(self, request: Request) -> Response | NoResponse:
        """Send a request; whatever a server does, there is an answer or a reason for none."""

    async def release(self, url: str) -> None:
        """Close the connections to the server of an address."""


class Job(Generic[Result]):
    """A probe on its way, or one that waits for its turn: there may be very many of these.

    `name` is whose probe it is, `address`, in normal form, what it asks first; `start` begins it.
    """

    __slots__ = ("address", "name", "probe", "request", "start")

    def __init__(self, name: str, address: str, start: Callable[[], Probe[Result]]) -> None:
        self.name, self.address, self.start = name, address, start
        self.probe: Probe[Result] | None = None
        self.request: Request | None = None


class SchedulerOptions(Generic[Result]):
    """What a scheduler goes by: `concurrency` requests at a time in all, and the rest per server.

    `new_server` makes the state of a server by its name, `wait` reads how many seconds an answer
    asks to be left alone, `clock` is monotonic, in seconds.
    """

    def __init__(
        self,
        concurrency: int,
        new_server: Callable[[str], Server[Job[Result]]],
        wait: Callable[[Response], float | None],
        clock: Callable[[], float] = anyio.current_time,
    ) -> None:
        self.concurrency, self.new_server, self.wait = concurrency, new_server, wait
        self.clock = clock


class Scheduler(Generic[Result]):
    """Runs jobs; `failed` makes a result of a job whose probe has a fault."""

    def __init__(
        self,
        sender: Sender,
        pace: SchedulerOptions[Result],
        failed: Callable[[Job[Result], Exception], Result],
    ) -> None:
        self._sender, self._failed = sender, failed
        self._concurrency, self._clock = pace.concurrency, pace.clock
        self._new_server, self._wait = pace.new_server, pace.wait
        self._servers: dict[str, Server[Job[Result]]] = {}
        self._ready: list[tuple[float, int, Server[Job[Result]]]] = []
        self._number = count()
        self._in_flight = 0
        self._open = 0
        self._wake_at = _NEVER
        self._changed = anyio.Event()
        self._done: Callable[[Result], None]

    async def run(self, jobs: Iterable[Job[Result]], done: Callable[[Result], None]) -> None:
        """Run all jobs; `done` is called with each result as soon as it is known."""
        self._done = done
        for job in jobs:
            self._open += 1
            self._server(job.address).queue(job)
        for server in list(self._servers.values()):
            self._note(server)
        async with anyio.create_task_group() as tasks:
            self._start_ready(tasks)
            while self._open:
                with anyio.move_on_at(self._wake_at):
                    await self._changed.wait()
                self._changed = anyio.Event()
                self._start_ready(tasks)

    def waited_for(self) -> list[Waiting]:
        """Return the servers that are waited for, the longest wait first."""
        now = self._clock()
        waits = []
        for server in self._servers.values():
            if server and server.pause_until > now:
                waits.append(Waiting(server.name, server.pause_until - now, asked_to=True))
            elif server.in_flight:
                waits.append(Waiting(server.name, now - server.last_start, asked_to=False))
        return sorted(waits, key=lambda wait: -wait.seconds)

    def _server(self, address: str) -> Server[Job[Result]]:
        name = server_name(address)
        server = self._servers.get(name)
        if server is None:
            server = self._servers[name] = self._new_server(name)
        return server

    def _note(self, server: Server[Job[Result]]) -> None:
        """Put a server into the queue at the time at which its next job may start."""
        at = server.ready_at()
        if at is not None and at != server.queued_at:
            server.queued_at = at
            heappush(self._ready, (at, next(self._number), server))

    def _start_ready(self, tasks: TaskGroup) -> None:
        """Start all jobs that may start now, and set when there will be more."""
        now = self._clock()
        while self._ready and self._ready[0][0] <= now and self._in_flight < self._concurrency:
            at, _, server = heappop(self._ready)
            if at != server.queued_at:
                continue  # its time has changed since
            server.queued_at = None
            ready_at = server.ready_at()
            if ready_at is not None and ready_at <= now:
                self._start(server, now, tasks)
            self._note(server)
        is_full = self._in_flight >= self._concurrency
        wake_at = self._ready[0][0] if self._ready and not is_full else _NEVER
        if wake_at < self._wake_at or not self._open:
            self._changed.set()
        self._wake_at = wake_at

    def _start(self, server: Server[Job[Result]], now: float, tasks: TaskGroup) -> None:
        """Let the next job of a server go on."""
        job = server.take(now)
        if job.request is None:
            # What it asks first may be another server.
            self._advance(job, None)
        elif server.closed:
            self._advance(job, server.closed)
        else:
            server.begin(now)
            self._in_flight += 1
            tasks.start_soon(self._send, server, job, job.request, tasks)

    async def _send(
        self, server: Server[Job[Result]], job: Job[Result], request: Request, tasks: TaskGroup
    ) -> None:
        answer = await self._sender.send(request)
        self._in_flight -= 1
        wait = self._wait(answer) if isinstance(answer, Response) else None
        server.record(answer, self._clock(), wait or 0.0)
        is_done = self._advance(job, answer)
        if is_done and isinstance(answer, NoResponse):
            server.mark_down(answer)
        self._note(server)
        self._start_ready(tasks)
        if not server and not server.in_flight:
            await self._sender.release(request.url)

    def _advance(self, job: Job[Result], answer: Response | NoResponse | None) -> bool:
        """Tell a probe what came back, and queue what it wants sent next; return if it is done."""
        try:
            if job.probe is None or answer is None:
                job.probe = job.start()
                send = next(job.probe)
            else:
                send = job.probe.send(answer)
            server = self._server(normalise(send.request.url))
        except StopIteration as end:
            result: Result = end.value
        except Exception as error:  # noqa: BLE001 - a fault in one probe must not end the run
            result = self._failed(job, error)
        else:
            job.request = send.request
            server.add(job, self._clock() + send.delay if send.delay else AT_ONCE)
            self._note(server)
            return False
        self._open -= 1
        self._done(result)
        return True
