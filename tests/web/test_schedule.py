"""Who is asked when: servers at their own pace, none held up by another."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import anyio
import pytest

from nblint.web.messages import NoResponse, Request, Response
from nblint.web.rate_limit import Server
from nblint.web.request_flow import Send
from nblint.web.schedule import Job, Probe, Scheduler, SchedulerOptions
from nblint.web.url import host
from virtual_time import run_in_virtual_time

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nblint.web.link_check_options import Waiting
    from nblint.web.messages import NoAnswerKind

LATENCY = 0.25


class Web:
    """Servers that answer after a while, with a log of when each was asked."""

    def __init__(self, answers: Callable[[str], Response | NoResponse] | None = None) -> None:
        self.log: list[tuple[float, str]] = []
        self.released: list[str] = []
        self.in_flight: Counter[str] = Counter()
        self.peak: Counter[str] = Counter()
        self.latency = dict[str, float]()
        self.wait = 0.0
        self.concurrency = 64
        self._answers = answers or (lambda url: Response(url, 200))

    async def send(self, request: Request) -> Response | NoResponse:
        name = host(request.url)
        self.log.append((anyio.current_time(), request.url))
        for key in (name, "all"):
            self.in_flight[key] += 1
            self.peak[key] = max(self.peak[key], self.in_flight[key])
        await anyio.sleep(self.latency.get(name, LATENCY))
        for key in (name, "all"):
            self.in_flight[key] -= 1
        return self._answers(request.url)

    async def release(self, url: str) -> None:
        self.released.append(host(url))

    def times(self, name: str) -> list[float]:
        return [at for at, url in self.log if host(url) == name]


def once(url: str) -> Probe[tuple[str, Response | NoResponse]]:
    answer = yield Send(Request("GET", url))
    return url, answer


def again(url: str, delay: float) -> Probe[tuple[str, Response | NoResponse]]:
    yield Send(Request("GET", url))
    answer = yield Send(Request("GET", url), delay)
    return url, answer


def elsewhere(url: str, other: str) -> Probe[tuple[str, Response | NoResponse]]:
    yield Send(Request("GET", other))
    answer = yield Send(Request("GET", url))
    return url, answer


def broken(url: str) -> Probe[tuple[str, Response | NoResponse]]:
    yield Send(Request("GET", url))
    raise LookupError(url)


Result = tuple[str, Response | NoResponse]


def job(url: str, probe: Callable[..., Probe[Result]] = once, *more: object) -> Job[Result]:
    return Job(url, url, partial(probe, url, *more))


def run(
    jobs: Sequence[Job[Result]],
    web: Web,
    *,
    per_host: int = 8,
    gap: float = 0.0,
    longest_wait: float = 60.0,
) -> dict[str, tuple[float, Response | NoResponse]]:
    """Return when each job was done, and with what."""
    done: dict[str, tuple[float, Response | NoResponse]] = {}

    def take(result: Result) -> None:
        done[result[0]] = anyio.current_time(), result[1]

    def new_server(name: str) -> Server[Job[Result]]:
        return Server(name, per_host, gap, longest_wait)

    async def main() -> None:
        pace = SchedulerOptions[Result](web.concurrency, new_server, lambda _: web.wait)
        await Scheduler(web, pace, _failed).run(jobs, take)

    run_in_virtual_time(main)
    return done


def _failed(job: Job[Result], error: Exception) -> Result:
    return job.name, NoResponse("address", f"{type(error).__name__}")


def urls(name: str, number: int) -> list[str]:
    return [f"https://{name}/{index}" for index in range(number)]


def test_no_jobs_are_done_at_once() -> None:
    assert run([], Web()) == {}


def test_every_job_is_done_once() -> None:
    web = Web()
    jobs = [job(url) for name in ("a.org", "b.org") for url in urls(name, 50)]
    assert len(run(jobs, web)) == 100
    assert len(web.log) == 100


def test_a_server_has_so_many_requests_at_a_time_at_most() -> None:
    web = Web()
    run([job(url) for url in urls("a.org", 100)], web, per_host=5)
    assert web.peak["a.org"] == 5


def test_a_server_is_asked_little_at_first() -> None:
    web = Web()
    run([job(url) for url in urls("a.org", 20)], web, per_host=100)
    assert [at for at in web.times("a.org") if at == 0] == [0.0] * 4


def test_all_servers_together_have_so_many_requests_at_a_time_at_most() -> None:
    web = Web()
    web.concurrency = 7
    run([job(f"https://h{index}.org/") for index in range(50)], web)
    assert web.peak["all"] == 7


def test_a_gap_lies_between_two_requests_to_one_server_only() -> None:
    web = Web()
    run([job(url) for name in ("a.org", "b.org") for url in urls(name, 5)], web, gap=0.5)
    assert web.times("a.org") == web.times("b.org") == [0.0, 0.5, 1.0, 1.5, 2.0]


def test_a_slow_server_holds_up_no_other() -> None:
    web = Web()
    web.latency["slow.org"] = 1000
    jobs = [job(url) for url in urls("slow.org", 10)] + [job(url) for url in urls("a.org", 10)]
    web.concurrency = 16
    done = run(jobs, web)
    assert max(done[url][0] for url in urls("a.org", 10)) < 2


def test_a_delayed_request_holds_up_no_other() -> None:
    web = Web()
    jobs = [job("https://a.org/again", again, 100.0), *(job(url) for url in urls("a.org", 9))]
    done = run(jobs, web, per_host=1)
    assert done["https://a.org/8"][0] == 10 * LATENCY
    assert web.times("a.org")[-1] == 100 + LATENCY


def test_a_server_that_asks_for_it_is_left_alone_by_all() -> None:
    web = Web(lambda url: Response(url, 429 if url.endswith("/0") else 200))
    web.wait = 60
    run([job(url) for url in urls("a.org", 3)], web, per_host=1)
    assert web.times("a.org") == [0.0, 60 + LATENCY, 60 + 2 * LATENCY + 0.0]


def test_a_server_that_asks_for_too_much_patience_is_asked_nothing_more() -> None:
    web = Web(lambda url: Response(url, 503))
    web.wait = 3600
    done = run([job(url) for url in urls("a.org", 9)], web, per_host=1, longest_wait=60)
    assert len(web.log) == 5
    last = done["https://a.org/8"][1]
    assert isinstance(last, NoResponse)
    assert (last.kind, last.sent) == ("wait", False)


def test_a_page_that_asks_for_too_much_patience_speaks_for_itself_alone() -> None:
    web = Web(lambda url: Response(url, 429 if int(url[-1]) % 5 else 200))
    web.wait = 3600
    run([job(url) for url in urls("a.org", 9)], web, per_host=1, longest_wait=60)
    assert len(web.log) == 9
    assert web.times("a.org")[-1] < 60


def test_a_server_that_is_overloaded_is_asked_more_slowly() -> None:
    web = Web(lambda url: Response(url, 503 if url.endswith("/0") else 200))
    run([job(url) for url in urls("a.org", 60)], web, gap=0.01)
    after = [at for at in web.times("a.org") if at > LATENCY]
    gaps = [later - at for at, later in pairwise(after)]
    assert gaps[0] > 0.1
    assert gaps[-1] < gaps[0] / 2, "it recovers with every good answer"


def test_a_page_that_is_always_refused_slows_down_its_server_once() -> None:
    web = Web(lambda url: Response(url, 503 if url.endswith("/0") else 200))
    stubborn = partial(job, "https://a.org/0", again, 0.0)
    run([*(stubborn() for _ in range(5)), *(job(url) for url in urls("a.org", 9)[1:])], web)
    assert web.times("a.org")[-1] < 5


def test_what_a_job_asks_next_waits_its_turn_at_its_own_server() -> None:
    web = Web()
    jobs = [job(url, elsewhere, "https://judge.org/") for url in urls("a.org", 20)]
    run(jobs, web, per_host=2)
    assert web.peak["judge.org"] == 2
    assert len(web.times("a.org")) == len(web.times("judge.org")) == 20


def test_a_probe_is_begun_only_when_its_turn_has_come() -> None:
    web = Web()
    begun: list[tuple[str, int]] = []

    def noted(url: str) -> Probe[Result]:
        begun.append((url, len(web.log)))
        yield from once(url)
        return url, NoResponse("address", "")

    run([job(url, noted) for url in urls("a.org", 30)], web, per_host=2)
    assert len(begun) == 30
    assert all(index - sent < 2 for index, (_, sent) in enumerate(begun))


def test_a_host_that_does_not_exist_is_looked_for_once() -> None:
    nowhere = NoResponse("no host", "does not exist")
    web = Web(lambda _: nowhere)
    done = run([job(url) for url in urls("a.org", 9)], web, per_host=1)
    assert len(web.log) == 1
    assert [answer for _, answer in done.values()] == [nowhere] + 8 * [
        NoResponse("no host", "does not exist", sent=False)
    ]


@pytest.mark.parametrize("kind", ["refused", "timeout", "tls"])
def test_a_server_that_never_answers_is_given_up_after_some_tries(kind: NoAnswerKind) -> None:
    web = Web(lambda _: NoResponse(kind, "words"))
    done = run([job(url) for url in urls("a.org", 20)], web, per_host=1)
    assert len(web.log) == 3
    assert len(done) == 20


def test_a_server_that_answers_now_and_then_is_not_given_up() -> None:
    def answer(url: str) -> Response | NoResponse:
        number = int(url.rpartition("/")[2])
        return Response(url, 200) if number % 3 == 2 else NoResponse("timeout", "words")

    web = Web(answer)
    run([job(url) for url in urls("a.org", 30)], web, per_host=1)
    assert len(web.log) == 30


def test_a_fault_in_one_probe_hides_no_other() -> None:
    done = run([job("https://a.org/x", broken), *(job(url) for url in urls("a.org", 3))], Web())
    assert done["https://a.org/x"][1] == NoResponse("address", "LookupError")
    assert len(done) == 4


def test_connections_are_let_go_when_a_server_is_done() -> None:
    web = Web()
    run([job(url) for name in ("a.org", "b.org") for url in urls(name, 5)], web, per_host=1)
    assert sorted(web.released) == ["a.org", "b.org"]


def test_who_is_waited_for_and_why_is_known() -> None:
    web = Web(lambda url: Response(url, 429 if "calm" in url else 200))
    web.latency["slow.org"] = 50
    seen: list[list[Waiting]] = []

    async def main() -> None:
        pace = SchedulerOptions[Result](8, lambda name: Server(name, 1, 0.0), lambda _: 30.0)
        scheduler = Scheduler(web, pace, _failed)
        jobs = [job(url) for name in ("calm.org", "slow.org") for url in urls(name, 2)]
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(scheduler.run, jobs, lambda _: None)
            await anyio.sleep(10)
            seen.append(scheduler.waited_for())

    run_in_virtual_time(main)
    (waits,) = seen
    assert [(wait.server, wait.asked_to) for wait in waits] == [
        ("calm.org", True),
        ("slow.org", False),
    ]
    assert waits[0].seconds == pytest.approx(20 + LATENCY)
    assert waits[1].seconds == 10


UNANSWERED = NoResponse("timeout", "timed out after 20 s", 20.0, connected=True)


def test_pages_that_hang_hold_up_no_other_page_of_their_server() -> None:
    web = Web(lambda url: Response(url, 200) if int(url[-2:]) >= 8 else UNANSWERED)
    done = run([job(f"https://a.org/{number:02}") for number in range(20)], web, per_host=4)
    assert len(web.log) == 20
    assert [answer == UNANSWERED for _, answer in done.values()].count(True) == 8


def test_a_server_of_which_all_pages_hang_is_given_up_later() -> None:
    web = Web(lambda _: UNANSWERED)
    done = run([job(url) for url in urls("a.org", 30)], web, per_host=1)
    assert len(web.log) == 12
    last = done["https://a.org/29"][1]
    assert isinstance(last, NoResponse)
    reason = "its server did not respond to many other requests"
    assert (last.reason, last.sent) == (reason, False)
