"""Connections are kept where that pays, and never relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import anyio
import pytest

from loopback.answers import page, status
from loopback.bodies import (
    body_of,
    chunked,
    endless_chunks,
)
from loopback.endings import (
    hang,
    once_per_connection,
    raw,
    stay,
)
from loopback.exchange import head
from loopback.garbled import NOT_HTTP
from nblint.web.messages import NoResponse, Request, Response
from sending import (
    PATIENCE,
    PLENTY,
    laid_out,
    send,
    transport,
)

if TYPE_CHECKING:
    from loopback.exchange import Behaviour
    from loopback.web import Web


def test_a_connection_is_used_again(web: Web) -> None:
    web.page("/page", "hello")
    url = web.url("/page")
    requests = [Request("GET", url, max_body=PLENTY), Request("HEAD", url), Request("GET", url)]
    send(*requests, *requests)
    assert web.log.connections.total() == 1
    assert len(web.log.seen) == 6


@pytest.mark.parametrize(
    ("method", "behaviour"),
    [("HEAD", body_of(PLENTY)), ("GET", status(204)), ("GET", status(304))],
)
def test_a_connection_is_kept_where_there_is_no_body(
    web: Web, method: Literal["GET", "HEAD"], behaviour: Behaviour
) -> None:
    request = Request(method, laid_out(web, behaviour))
    assert [isinstance(got, Response) and got.complete for got in send(request, request)] == [
        True
    ] * 2
    assert web.log.connections.total() == 1


def test_a_connection_is_not_kept_for_a_long_rest(web: Web) -> None:
    url = laid_out(web, body_of(PLENTY))
    send(Request("GET", url), Request("GET", url))
    assert web.log.connections.total() == 2


def test_a_connection_is_kept_after_few_chunks(web: Web) -> None:
    url = laid_out(web, chunked(b"a", b"b"))
    send(Request("GET", url), Request("GET", url))
    assert web.log.connections.total() == 1


def test_a_connection_is_not_kept_for_endless_chunks(web: Web) -> None:
    url = laid_out(web, endless_chunks)
    send(Request("GET", url), Request("GET", url))
    assert web.log.connections.total() == 2


@pytest.mark.parametrize(
    "behaviour",
    [
        raw(head(200, {"Content-Length": "70000"}), hang),
        raw(head(200), hang),
        endless_chunks,
    ],
)
def test_a_connection_is_not_kept_where_the_rest_may_be_long(
    web: Web, monkeypatch: pytest.MonkeyPatch, behaviour: Behaviour
) -> None:
    monkeypatch.setattr("nblint.web.transport.http_client._LONGEST_DRAIN", PATIENCE)
    url = laid_out(web, behaviour)
    [got] = send(Request("GET", url, timeout=PATIENCE))
    assert isinstance(got, Response)
    assert got.elapsed < PATIENCE / 2


def test_a_connection_is_not_kept_where_the_rest_takes_long(web: Web) -> None:
    slow = raw(head(200, {"Content-Length": "5"}), hang)
    url = laid_out(web, slow)
    [got, _] = send(Request("GET", url), Request("GET", url))
    assert isinstance(got, Response)
    assert got.elapsed < 5
    assert web.log.connections.total() == 2


def test_a_connection_that_was_closed_meanwhile_is_replaced(web: Web) -> None:
    url = laid_out(web, once_per_connection(page("x")))
    got = send(*[Request("GET", url, max_body=PLENTY)] * 3)
    assert [isinstance(one, Response) and one.body for one in got] == [b"x"] * 3
    assert web.log.connections.total() == 3


def test_a_connection_on_which_something_came_unasked_is_not_used(web: Web) -> None:
    gate = web.gate()
    good, unasked = head(200, {"Content-Length": "0"}), head(408, {"Content-Length": "0"})
    url = laid_out(web, gate.holding_rest(good, unasked))

    async def run() -> None:
        async with transport() as opened:
            await opened.send(Request("GET", url))
            gate.open()
            web.log.until(lambda: web.log.seen[0].finished)
            got = await opened.send(Request("GET", url))
            assert isinstance(got, Response)
            assert got.status == 200

    anyio.run(run)
    assert [seen.turn for seen in web.log.seen] == [1, 1]


def test_what_is_garbled_on_a_kept_connection_is_asked_once_more_on_a_new_one(web: Web) -> None:
    web.page("/page", "x")
    web.route("/noise", raw(NOT_HTTP["noise"], stay))
    send(Request("GET", web.url("/page")), Request("GET", web.url("/noise")))
    assert [seen.turn for seen in web.log.seen] == [1, 2, 1]


def test_a_connection_is_closed_at_release(web: Web) -> None:
    web.page("/page", "x")
    url = web.url("/page")

    async def release() -> None:
        async with transport() as opened:
            await opened.send(Request("GET", url))
            await opened.release("nowhere")
            await opened.release(url)
            await opened.send(Request("GET", url))

    anyio.run(release)
    assert web.log.connections.total() == 2


def test_a_connection_is_broken_off_by_whoever_cancels(web: Web) -> None:
    url = laid_out(web, hang)
    done = []

    async def cancel() -> None:
        async with (
            transport() as opened,
            anyio.create_task_group() as tasks,
        ):

            async def ask() -> None:
                await opened.send(Request("GET", url))
                done.append(True)

            tasks.start_soon(ask)
            await anyio.to_thread.run_sync(web.log.until, lambda: len(web.log.seen) == 1)
            tasks.cancel_scope.cancel()

    anyio.run(cancel)
    web.log.until(lambda: web.log.seen[0].gave_up)
    assert done == []


def test_a_connection_that_is_new_serves_each_of_many_at_once(web: Web) -> None:
    gate = web.gate(opens_at=20)
    url = laid_out(web, gate.holding(page("x")))

    async def all_at_once() -> list[Response | NoResponse]:
        got = []
        async with transport() as opened:

            async def ask() -> None:
                got.append(await opened.send(Request("GET", url, max_body=9)))

            async with anyio.create_task_group() as tasks:
                for _ in range(20):
                    tasks.start_soon(ask)
        return got

    assert all(isinstance(one, Response) for one in anyio.run(all_at_once))
