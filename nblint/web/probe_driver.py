"""Drives probes over the real web: at the pace of each host, with what the settings tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import anyio
from msgspec.structs import replace

import nblint
from nblint.web.rate_limit import retry_after
from nblint.web.request_flow import Limits
from nblint.web.schedule import Scheduler, SchedulerOptions
from nblint.web.settings import is_set
from nblint.web.transport.http_client import HttpClient
from nblint.web.url import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from nblint.web.host_settings import Hosts
    from nblint.web.link_check_options import LinkCheckOptions
    from nblint.web.messages import NoResponse, Request, Response
    from nblint.web.rate_limit import Server
    from nblint.web.schedule import Job
    from nblint.web.settings import WebSettings

Result = TypeVar("Result")


_TICK: Final = 0.1  # seconds


class Driver:
    """Asks the web as `asking` says; `hosts` are its settings by host.

    `gaps` are the seconds that some servers want between two requests, by their names.
    """

    def __init__(self, asking: LinkCheckOptions, hosts: Hosts, gaps: Mapping[str, float]) -> None:
        self._asking, self._hosts, self._gaps = asking, hosts, gaps

    def drive(
        self,
        jobs: Iterable[Job[Result]],
        total: int,
        done: Callable[[Result], None],
        failed: Callable[[Job[Result], Exception], Result],
    ) -> None:
        """Run all jobs, of which there are `total`, or as many as the time for the run allows.

        They may come from a generator: none is kept longer than it takes. `done` is called with
        each result as soon as it is known; `failed` makes one of a job whose probe has a fault.
        """
        anyio.run(self._drive, jobs, total, done, failed)

    def wait(self, answer: Response) -> float | None:
        """Return how many seconds an answer asks to be left alone; None where it does not say."""
        return retry_after(answer, self._asking.now)

    async def _drive(
        self,
        jobs: Iterable[Job[Result]],
        total: int,
        done: Callable[[Result], None],
        failed: Callable[[Job[Result], Exception], Result],
    ) -> None:
        settings = self._asking.settings
        pace = SchedulerOptions[Result](settings.concurrency, self._new_server, self.wait)
        results = 0

        def count(result: Result) -> None:
            nonlocal results
            results += 1
            done(result)

        async def tell(scheduler: Scheduler[Result]) -> None:
            progress = self._asking.progress
            while progress:
                progress.show(results, total, scheduler.waited_for())
                await anyio.sleep(_TICK)

        async with self._transport() as transport, anyio.create_task_group() as tasks:
            scheduler = Scheduler(_Bound(transport, self._hosts), pace, failed)
            tasks.start_soon(tell, scheduler)
            with anyio.move_on_after(settings.deadline):
                await scheduler.run(jobs, count)
            tasks.cancel_scope.cancel()

    def _new_server(self, name: str) -> Server[Job[Result]]:
        return self._hosts.new_server(name, self._gaps.get(name, 0.0))

    def _transport(self) -> HttpClient:
        settings, environ = self._asking.settings, self._asking.environ
        # What CI checks may be a stranger's, and it stands inside somebody's network.
        denied = settings.private_hosts == "deny" or (
            settings.private_hosts is None and is_set(environ, "CI")
        )
        user_agent = settings.user_agent or f"nblint/{nblint.__version__}"
        return HttpClient(user_agent=user_agent, allow_private=not denied, environ=environ)


class _Bound:
    """A transport that tells each host what the settings have for it, and nobody else."""

    def __init__(self, transport: HttpClient, hosts: Hosts) -> None:
        self._transport, self._hosts = transport, hosts
        self.release = transport.release

    async def send(self, request: Request) -> Response | NoResponse:
        """Send a request with the headers and the time that are set for its host."""
        place = normalise(request.url)
        headers, timeout = self._hosts.headers(place), self._hosts.timeout(place)
        if headers or timeout:
            timeout = timeout or request.timeout
            request = replace(request, headers=request.headers + headers, timeout=timeout)
        return await self._transport.send(request)


def limits(settings: WebSettings) -> Limits:
    """Return how long and how often one address is asked."""
    return Limits(
        settings.timeout,
        settings.address_timeout,
        settings.retries,
        settings.max_redirects,
        settings.max_retry_after,
    )
