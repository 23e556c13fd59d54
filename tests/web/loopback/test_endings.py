"""Answers that stop, break off or never end."""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from loopback.answers import by_method, in_turn, page
from loopback.client import ask, connect, request, take, take_all, take_rest
from loopback.endings import (
    closing,
    drip,
    endless_headers,
    hang,
    interim,
    once_per_connection,
    raw,
    reset,
    stay,
)
from loopback.garbled import BAD_HEADS, NOT_HTTP, ODD_BUT_FINE, UNFINISHED

if TYPE_CHECKING:
    from loopback.web import Web


@pytest.mark.parametrize("data", UNFINISHED.values(), ids=UNFINISHED)
def test_an_answer_may_be_cut_off(web: Web, data: bytes) -> None:
    web.route("/", raw(data))
    assert take_all(web.url()) == data


@pytest.mark.parametrize("data", UNFINISHED.values(), ids=UNFINISHED)
def test_an_answer_may_be_reset(web: Web, data: bytes) -> None:
    gate = web.gate()
    web.route("/", raw(data, then=gate.holding(reset)))
    with connect(web.url()) as connection:
        connection.sendall(request(web.url()))
        assert take(connection, len(data)) == data
        gate.open()
        with pytest.raises(ConnectionResetError):
            connection.recv(1)


@pytest.mark.parametrize("data", UNFINISHED.values(), ids=UNFINISHED)
def test_an_answer_may_hang(web: Web, data: bytes) -> None:
    web.route("/", raw(data, then=hang))
    with connect(web.url()) as connection:
        connection.sendall(request(web.url()))
        assert take(connection, len(data)) == data
        web.log.until(lambda: len(web.log.seen) == 1)
        assert not web.log.seen[0].finished
    web.log.until(lambda: web.log.seen[0].gave_up)


def test_head_may_hang_where_get_does_not(web: Web) -> None:
    web.route("/", by_method(head=hang, get=page("here")))
    with connect(web.url()) as connection:
        connection.sendall(request(web.url(), "HEAD"))
        assert ask(web.url()).body == b"here"
    web.log.until(lambda: web.log.seen[0].gave_up)


@pytest.mark.parametrize("data", NOT_HTTP.values(), ids=NOT_HTTP)
def test_what_is_not_http_is_sent_as_it_is(web: Web, data: bytes) -> None:
    web.route("/", raw(data))
    assert take_all(web.url()) == data


@pytest.mark.parametrize("data", BAD_HEADS.values(), ids=BAD_HEADS)
def test_bad_heads_are_sent_as_they_are(web: Web, data: bytes) -> None:
    web.route("/", raw(data))
    assert take_all(web.url()) == data


@pytest.mark.parametrize("data", ODD_BUT_FINE.values(), ids=ODD_BUT_FINE)
def test_odd_answers_are_understood(web: Web, data: bytes) -> None:
    web.route("/", raw(data))
    got = ask(web.url())
    assert (got.status, got.body) == (200, b"hello")


def test_head_may_be_answered_with_a_body(web: Web) -> None:
    data = ODD_BUT_FINE["header names in odd case"]
    web.route("/", raw(data, then=stay))
    with connect(web.url()) as connection:
        for _ in range(2):
            connection.sendall(request(web.url(), "HEAD"))
            assert take(connection, len(data)) == data
    assert [seen.turn for seen in web.log.seen] == [1, 2]


def test_headers_may_go_on_for_ever(web: Web) -> None:
    web.route("/", endless_headers)
    with connect(web.url()) as connection:
        connection.sendall(request(web.url()))
        assert b"\r\n\r\n" not in take(connection, 2**20)
    web.log.until(lambda: web.log.seen[0].gave_up)
    assert web.log.seen[0].bytes_sent > 2**19


def test_an_answer_may_come_drop_by_drop_for_ever(web: Web) -> None:
    web.route("/", drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x"))
    with connect(web.url()) as connection:
        connection.sendall(request(web.url()))
        assert take(connection, 29) == b"HTTP/1.1 200 OK\r\n\r\nxxxxxxxxxx"
    web.log.until(lambda: web.log.seen[0].gave_up)


@pytest.mark.parametrize("code", [100, 103])
def test_an_answer_may_be_announced(web: Web, code: int) -> None:
    web.route("/", interim(code, closing(page("at last"))))
    announced, _, rest = take_all(web.url()).partition(b"\r\n\r\n")
    assert announced.startswith(b"HTTP/1.1 %d " % code)
    assert rest.startswith(b"HTTP/1.1 200 OK\r\n")


def test_a_connection_may_end_after_some_answers(web: Web) -> None:
    web.route("/", in_turn(page("1"), closing(page("2")), page("3")))
    with connect(web.url()) as connection:
        connection.sendall(request(web.url()) * 3)
        assert take_rest(connection).count(b"HTTP/1.1 200 OK") == 2


def test_a_kept_connection_may_end_when_it_is_used_again(web: Web) -> None:
    web.route("/", once_per_connection(page("once")))
    parts = urlsplit(web.url())
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port)
    connection.request("GET", "/")
    assert connection.getresponse().read() == b"once"
    connection.request("GET", "/")
    with pytest.raises(http.client.RemoteDisconnected):
        connection.getresponse()
    connection.close()
    assert ask(web.url()).body == b"once"


def test_a_kept_connection_serves_again(web: Web) -> None:
    web.page("/", "kept")
    parts = urlsplit(web.url())
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port)
    for _ in range(3):
        connection.request("GET", "/")
        assert connection.getresponse().read() == b"kept"
    connection.close()
    assert [(seen.connection, seen.turn) for seen in web.log.seen] == [(1, 1), (1, 2), (1, 3)]
