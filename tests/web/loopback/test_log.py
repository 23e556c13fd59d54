"""What the log says, and gates, by which requests meet."""

from __future__ import annotations

import asyncio
import http.client
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from loopback.answers import at_most, page
from loopback.client import ask, connect, request, take
from loopback.endings import hang

if TYPE_CHECKING:
    from loopback.exchange import Exchange
    from loopback.web import Web

OTHER = "127.0.0.2"


def test_the_log_has_requests_as_they_came(web: Web) -> None:
    web.log.clock = partial(next, count(100.0, 10))
    url = web.url("/a%2fb?c=%e9")
    parts = urlsplit(url)
    with connect(url) as connection:
        for _ in range(2):
            connection.sendall(request(url).replace(b"\r\n\r\n", b"\r\nx-ODD:  Zo\xeb \r\n\r\n"))
            assert connection.recv(2**16)
    ask(web.url("/other"), "HEAD")
    first, second, other = web.log.seen
    assert (first.time, first.scheme, first.host, first.address, first.port, first.method) == (
        100.0,
        "http",
        "127.0.0.1",
        "127.0.0.1",
        parts.port,
        "GET",
    )
    assert first.target == b"/a%2fb?c=%e9"
    assert first.headers == [(b"Host", parts.netloc.encode()), (b"x-ODD", b"Zo\xeb")]
    assert first.header("X-Odd") == "Zo\xeb"
    assert first.header("X-Even") is None
    assert [(seen.connection, seen.turn) for seen in web.log.seen] == [(1, 1), (1, 2), (2, 1)]
    assert web.log.connections == {"127.0.0.1": 2}
    assert web.log.requests(path="/a%2fb") == web.log.requests(path="/a%2fb?c=%e9")
    assert web.log.requests(method="GET", host="127.0.0.1") == [first, second]
    assert web.log.requests(path="/other") == [other]
    assert web.log.requests(host=OTHER) == []
    assert web.log.gaps("127.0.0.1") == [10.0, 10.0]


def test_the_log_tells_who_stayed_and_what_was_taken(web: Web) -> None:
    web.page("/page", "12345")
    web.route("/hang", hang)
    ask(web.url("/page"))
    ask(web.url("/page"), "HEAD")
    with connect(web.url()) as connection:
        connection.sendall(request(web.url("/hang")))
        web.log.until(lambda: len(web.log.seen) == 3)
    web.log.until(lambda: web.log.seen[2].gave_up)
    assert [(s.finished, s.gave_up, s.bytes_sent) for s in web.log.seen] == [
        (True, False, 5),
        (True, False, 0),
        (False, True, 0),
    ]


def test_who_has_left_is_no_longer_under_way(web: Web) -> None:
    web.route("/hang", hang)
    web.page("/page")
    for _ in range(50):
        with connect(web.url()) as connection:
            connection.sendall(request(web.url("/hang")))
            web.log.until(lambda: web.log.seen[-1:] == web.log.requests(path="/hang")[-1:] != [])
        ask(web.url("/page"))
    assert web.log.peak("127.0.0.1") == 1


def test_who_leaves_before_another_asks_is_counted_before(web: Web) -> None:
    entered, free = threading.Event(), threading.Event()

    async def block_the_server(exchange: Exchange) -> None:
        entered.set()
        free.wait()
        await exchange.answer(200, {}, b"")

    web.route("/hang", hang)
    web.route("/block", block_the_server)
    with connect(web.url()) as kept, connect(web.url()) as blocking:
        with connect(web.url()) as leaving:
            leaving.sendall(request(web.url("/hang")))
            kept.sendall(request(web.url("/1")))
            assert kept.recv(2**16)
            blocking.sendall(request(web.url("/block")))
            entered.wait()
        kept.sendall(request(web.url("/2")))
        free.set()
        assert kept.recv(2**16)
    assert web.log.requests(path="/hang")[0].gave_up
    assert web.log.requests(path="/2")[0].in_flight == 1


def test_who_has_left_does_not_come_through_a_gate(web: Web) -> None:
    gate = web.gate()
    web.route("/held", gate.holding(page("held")))
    with connect(web.url()) as connection:
        connection.sendall(request(web.url("/held")))
        web.log.until(lambda: gate.waiting == 1)
    web.log.until(lambda: web.log.seen[0].gave_up)
    gate.open()
    ask(web.url())
    ask(web.url())
    assert [seen.in_flight for seen in web.log.seen] == [1, 1, 1]
    assert not web.log.seen[0].finished


def test_what_is_answered_is_in_the_log(web: Web) -> None:
    async def dawdle(exchange: Exchange) -> None:
        await exchange.send(b"done")
        for _ in range(3):
            await asyncio.sleep(0)

    web.route("/", dawdle)
    with connect(web.url()) as connection:
        for _ in range(30):
            connection.sendall(request(web.url()))
            assert take(connection, 4) == b"done"
            assert web.log.seen[-1].finished


def test_concurrency_is_counted_per_host(web: Web) -> None:
    gate = web.gate(opens_at=5)
    web.route("/", gate.holding(page("done")))
    urls = [web.url("/")] * 3 + [web.url("/", host=OTHER)] * 2
    with ThreadPoolExecutor(5) as pool:
        assert {got.body for got in pool.map(ask, urls)} == {b"done"}
    assert (web.log.peak("127.0.0.1"), web.log.peak(OTHER), web.log.peak("127.0.0.3")) == (3, 2, 0)


def test_a_host_can_turn_away_who_comes_too_many_at_a_time(web: Web) -> None:
    gate = web.gate()
    web.route("/", at_most(2, gate.holding(page("done"))))
    with ThreadPoolExecutor(2) as pool:
        answers = [pool.submit(ask, web.url("/")) for _ in range(2)]
        web.log.until(lambda: gate.waiting == 2)
        assert ask(web.url("/")).status == 429
        gate.open()
        assert [answer.result().status for answer in answers] == [200, 200]


def test_a_gate_can_be_opened_by_another_request(web: Web) -> None:
    gate = web.gate()
    web.route("/waiting", gate.holding_rest(b"HTTP/1.1 200 OK\r\nContent-Le", b"ngth: 2\r\n\r\nhi"))
    web.route("/key", gate.opened_by(page("open")))
    with connect(web.url()) as connection:
        connection.sendall(request(web.url("/waiting")))
        web.log.until(lambda: gate.waiting == 1)
        assert ask(web.url("/key")).body == b"open"
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        assert answer.read() == b"hi"
        answer.close()


def test_what_is_waited_for_in_vain_fails_the_test(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loopback.log.PATIENCE", 0)
    with pytest.raises(AssertionError, match="never came"):
        web.log.until(lambda: False)
