"""Asks the web: a probe of each address, sent at the pace that each server is given."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import anyio
from msgspec.structs import replace

import nblint
from nblint.verdict import Evidence, Verdict
from nblint.web.address import normalise
from nblint.web.journey import Limits
from nblint.web.politeness import retry_after
from nblint.web.probe import Result, Rules, probe
from nblint.web.recipes import load_recipes
from nblint.web.schedule import Job, Pace, Scheduler
from nblint.web.transport.transport import Transport

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nblint.web.asking import Asking
    from nblint.web.history.history import Remembered
    from nblint.web.hosts import Hosts
    from nblint.web.message import Answer, NoAnswer, Request
    from nblint.web.politeness import Server
    from nblint.web.question import Question

_HOME: Final = "https://pypi.org/project/nblint/"
_TICK: Final = 0.1  # seconds
_UNSET: Final = frozenset({"", "0", "false"})


def fetch_all(
    questions: Sequence[tuple[Question, Remembered | None]],
    asking: Asking,
    hosts: Hosts,
    take: Callable[[Result], None],
) -> None:
    """Ask all questions; `take` is called with each result as soon as it is known.

    With a question comes what an earlier run knew, if that answers it but is no longer fresh. What
    is not answered when the time for the run is up has no result. Raises RecipeError.
    """
    fetcher = _Fetcher(asking, hosts, take)
    anyio.run(fetcher.run, questions)


class _Fetcher:
    def __init__(self, asking: Asking, hosts: Hosts, take: Callable[[Result], None]) -> None:
        self._asking, self._hosts, self._take = asking, hosts, take
        self._done = 0
        settings = asking.settings
        self._rules = Rules(
            Limits(
                settings.timeout,
                settings.address_timeout,
                settings.retries,
                settings.max_redirects,
                settings.max_retry_after,
            ),
            load_recipes(asking.recipes),
            hosts.accepted,
            self._wait,
            asking.now,
            settings.max_body,
        )

    async def run(self, questions: Sequence[tuple[Question, Remembered | None]]) -> None:
        """Ask all questions, or as many as the time for the run allows."""
        settings = self._asking.settings
        pace = Pace[Result](settings.concurrency, self._new_server, self._wait)
        async with self._transport() as transport, anyio.create_task_group() as tasks:
            scheduler = Scheduler(_Bound(transport, self._hosts), pace, _fail)
            tasks.start_soon(self._tell, scheduler, len(questions))
            with anyio.move_on_after(settings.deadline):
                jobs = (self._job(*question) for question in questions)
                await scheduler.run(jobs, self._finish)
            tasks.cancel_scope.cancel()

    def _job(self, question: Question, remembered: Remembered | None) -> Job[Result]:
        ask = self._rules.recipes.find(question.url)
        first = normalise(ask.url) if ask and ask.url else question.url
        return Job(question.url, first, partial(probe, question, remembered, self._rules))

    def _finish(self, result: Result) -> None:
        self._done += 1
        self._take(result)

    def _new_server(self, name: str) -> Server[Job[Result]]:
        return self._hosts.new_server(name, self._rules.recipes.gaps.get(name, 0.0))

    def _transport(self) -> Transport:
        settings, environ = self._asking.settings, self._asking.environ
        # What CI checks may be a stranger's, and it stands inside somebody's network.
        denied = settings.private_hosts == "deny" or (
            settings.private_hosts is None and environ.get("CI", "").lower() not in _UNSET
        )
        user_agent = settings.user_agent or f"nblint/{nblint.__version__} (+{_HOME})"
        return Transport(user_agent=user_agent, allow_private=not denied, environ=environ)

    async def _tell(self, scheduler: Scheduler[Result], total: int) -> None:
        """Tell whoever wants to know how far the asking has come."""
        progress = self._asking.progress
        while progress:
            progress.show(self._done, total, scheduler.waited_for())
            await anyio.sleep(_TICK)

    def _wait(self, answer: Answer) -> float | None:
        return retry_after(answer, self._asking.now)


class _Bound:
    """A transport that tells each host what the settings have for it, and nobody else."""

    def __init__(self, transport: Transport, hosts: Hosts) -> None:
        self._transport, self._hosts = transport, hosts
        self.release = transport.release

    async def send(self, request: Request) -> Answer | NoAnswer:
        """Send a request with the headers and the time that are set for its host."""
        place = normalise(request.url)
        headers, timeout = self._hosts.headers(place), self._hosts.timeout(place)
        if headers or timeout:
            timeout = timeout or request.timeout
            request = replace(request, headers=request.headers + headers, timeout=timeout)
        return await self._transport.send(request)


def _fail(job: Job[Result], error: Exception) -> Result:
    words = " ".join(str(error).split())
    reason = f"internal error: {type(error).__name__}: {words}; please report it"
    return Result(Verdict(job.name, "skipped", Evidence(reason=reason)))
