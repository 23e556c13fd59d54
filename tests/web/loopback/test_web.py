"""The loopback web itself: its hosts, its URLs, its end, and whom it blames."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from loopback.bodies import endless_body
from loopback.client import ask, connect, request, take_rest, wait_until_stuck
from loopback.endings import hang
from loopback.web import Web

if TYPE_CHECKING:
    from loopback.certificates import Certificates
    from loopback.exchange import Exchange

OTHER = "127.0.0.2"


def test_a_page_is_there_for_all_hosts_or_for_one(web: Web) -> None:
    web.page("/all", "for all")
    web.page("/one", "for one", host=OTHER)
    assert ask(web.url("/all")).body == b"for all"
    assert ask(web.url("/all", host=OTHER)).body == b"for all"
    assert ask(web.url("/one", host=OTHER)).body == b"for one"
    assert ask(web.url("/one")).status == 404


def test_a_page_says_what_it_is(web: Web) -> None:
    web.page("/text", "für alle", status=418, headers={"X-Name": "Zoë"})
    web.page("/image", b"\xff\xd8", headers={"Content-Type": "image/jpeg"})
    got = ask(web.url("/text"))
    assert (got.status, got.body) == (418, "für alle".encode())
    assert got.headers["content-type"] == "text/html; charset=utf-8"
    assert got.headers["x-name"].encode("latin-1") == "Zoë".encode()
    assert ask(web.url("/image")).headers["content-type"] == "image/jpeg"


def test_the_nearest_address_answers(web: Web) -> None:
    web.page("*", "anything")
    web.page("*", "anything of it", host=OTHER)
    web.page("/page", "any query")
    web.page("/page?q=1", "this query")
    urls = ("/page?q=1", "/page?q=2", "/page", "/elsewhere")
    assert [ask(web.url(url)).body for url in urls] == [
        b"this query",
        b"any query",
        b"any query",
        b"anything",
    ]
    assert ask(web.url("/elsewhere", host=OTHER)).body == b"anything of it"


def test_ipv6_and_names_are_hosts(web: Web) -> None:
    web.page("/", "six", host="::1")
    web.page("/", "local", host="localhost")
    assert ask(web.url("/", host="localhost")).body == b"local"
    url = web.url("/", host="::1")
    assert url.startswith("http://[::1]:")
    assert ask(url).body == b"six"


def test_a_host_that_this_computer_lacks_skips_the_test(web: Web) -> None:
    with pytest.raises(pytest.skip.Exception):
        web.url("/", host="192.0.2.1")


def test_a_client_s_faults_fail_the_test(web: Web) -> None:
    host = urlsplit(web.url()).netloc.encode()
    bad = {
        b"GET /a b HTTP/1.1\r\nHost: h\r\n\r\n": "a bad request line",
        b"GET /\xff HTTP/1.1\r\nHost: h\r\n\r\n": "a bad request line",
        b"GET / HTTP/1.0\r\nHost: h\r\n\r\n": "a bad request line",
        b"GET / HTTP/1.1\r\nHost: h\r\nX: \x1b\r\n\r\n": "a bad header",
        b"GET / HTTP/1.1\r\nHost: h\r\nX : y\r\n\r\n": "a bad header",
        b"GET / HTTP/1.1\r\n\r\n": "not exactly one Host",
        b"GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n": "a body announced",
    }
    for data, fault in bad.items():
        with connect(f"http://{host.decode()}/") as connection:
            connection.sendall(data)
            assert connection.recv(2**16)
        assert web.log.faults.pop().startswith(fault)
        assert not web.log.faults


def test_a_broken_behaviour_fails_the_test(certificates: Certificates) -> None:
    async def broken(_exchange: Exchange) -> None:
        message = "broken on purpose"
        raise RuntimeError(message)

    def use() -> None:
        with Web(certificates) as web:
            web.route("/", broken)
            with pytest.raises(ConnectionResetError):
                ask(web.url("/"))

    with pytest.raises(AssertionError, match="broken on purpose"):
        use()


def test_nothing_is_left_when_the_web_ends(certificates: Certificates) -> None:
    with Web(certificates) as web, ExitStack() as stack:
        web.route("/", hang)
        web.route("/endless", endless_body)
        urls = web.url(), web.url(), web.url(), web.url(tls="good")
        asking, taking, *others = [stack.enter_context(connect(url)) for url in urls]
        asking.sendall(request(web.url("/")))
        taking.sendall(request(web.url("/endless")))
        web.log.until(lambda: web.log.requests(path="/") != [])
        web.log.until(lambda: web.log.requests(path="/endless") != [])
        wait_until_stuck(web, web.log.requests(path="/endless")[0])
        web.end()
        assert [take_rest(connection) for connection in (asking, *others)] == [b"", b"", b""]
    assert "loopback" not in {thread.name for thread in threading.enumerate()}


def test_a_port_can_refuse(web: Web) -> None:
    with pytest.raises(ConnectionRefusedError):
        ask(web.refusing("/page"))


def test_a_request_may_come_in_pieces_and_two_at_once(web: Web) -> None:
    web.page("/1", "one")
    web.page("/2", "two")
    first, second = request(web.url("/1")), request(web.url("/2"))
    with connect(web.url()) as connection:
        connection.sendall(first[:10])
        connection.sendall(
            first[10:] + second.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
        )
        received = take_rest(connection)
    assert [seen.path for seen in web.log.seen] == ["/1", "/2"]
    assert received.index(b"one") < received.index(b"two")
