"""A request goes out as it is, and whatever comes of it is an answer or a reason for none."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import httpx
import pytest
import respx

from loopback.answers import page, redirect, status
from loopback.endings import (
    close,
    drip,
    endless_headers,
    hang,
    interim,
    raw,
    reset,
)
from loopback.garbled import BAD_HEADS, NOT_HTTP, ODD_BUT_FINE
from nblint.web.messages import NoResponse, Request, Response
from sending import (
    A_LITTLE,
    AGENT,
    PLENTY,
    answer_to,
    get,
    laid_out,
    send,
    silence_of,
)

if TYPE_CHECKING:
    from loopback.exchange import Behaviour
    from loopback.web import Web


def test_an_answer_has_the_body_as_it_came(web: Web) -> None:
    web.page("/page", b"<p>\xff")
    got = answer_to(web.url("/page"))
    assert (got.url, got.status, got.body) == (web.url("/page"), 200, b"<p>\xff")
    assert got.complete
    assert got.elapsed > 0


def test_an_answer_has_headers_in_lower_case_and_joined(web: Web) -> None:
    url = laid_out(
        web,
        raw(b"HTTP/1.1 200 OK\r\nLINK: a\r\nlink: b\r\nX: Zo\xeb\r\nContent-Length: 0\r\n\r\n"),
    )
    assert answer_to(url).headers == {"link": "a, b", "x": "Zo\xeb", "content-length": "0"}


def test_an_answer_has_cookies_apart(web: Web) -> None:
    cookies = b"Set-Cookie: a=1; Expires=Thu, 01 Jan\r\nset-cookie: b=2\r\n"
    url = laid_out(web, raw(b"HTTP/1.1 200 OK\r\n" + cookies + b"Content-Length: 0\r\n\r\n"))
    got = answer_to(url)
    assert got.cookies == ("a=1; Expires=Thu, 01 Jan", "b=2")
    assert got.headers == {"content-length": "0"}


@pytest.mark.parametrize("code", [200, 204, 304, 404, 418, 503, 599, 999])
def test_an_answer_has_any_status(web: Web, code: int) -> None:
    got = answer_to(laid_out(web, status(code)))
    assert (got.status, got.complete) == (code, True)


def test_an_answer_comes_after_interim_ones(web: Web) -> None:
    assert answer_to(laid_out(web, interim(103, page("x")))).body == b"x"


def test_an_answer_is_a_redirect_that_is_not_followed(web: Web) -> None:
    got = answer_to(laid_out(web, redirect("/elsewhere")))
    assert (got.status, got.headers["location"]) == (302, "/elsewhere")
    assert len(web.log.seen) == 1


@pytest.mark.parametrize("name", ODD_BUT_FINE)
def test_an_answer_may_be_odd(web: Web, name: str) -> None:
    got = answer_to(laid_out(web, raw(ODD_BUT_FINE[name])))
    assert (got.status, got.body, got.complete) == (200, b"hello", True)


def test_a_request_says_who_asks_and_what_is_wanted(web: Web) -> None:
    web.page("/page")
    get(web.url("/page"))
    [seen] = web.log.seen
    assert dict(seen.headers) == {
        b"Host": web.url("").removeprefix("http://").encode(),
        b"User-Agent": AGENT.encode(),
        b"Accept": b"text/html,application/xhtml+xml,*/*;q=0.8",
        b"Accept-Language": b"en,*;q=0.5",
        b"Accept-Encoding": b"gzip, deflate",
    }


def test_a_request_has_its_own_headers_instead(web: Web) -> None:
    web.page("/page")
    own = (("accept", "application/json"), ("X-Name", "Zoë"))
    send(Request("GET", web.url("/page"), own))
    [seen] = web.log.seen
    assert (seen.header("Accept"), seen.header("X-Name")) == ("application/json", "ZoÃ«")
    assert [name.lower() for name, _ in seen.headers].count(b"accept") == 1


def test_a_request_keeps_no_cookie_and_tells_no_user(web: Web) -> None:
    web.page("/page", headers={"Set-Cookie": "a=1"})
    url = web.url("/page").replace("//", "//user:secret@")
    send(Request("GET", url), Request("GET", url))
    names = {name.lower() for seen in web.log.seen for name, _ in seen.headers}
    assert not names & {b"cookie", b"authorization", b"referer"}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_request_has_its_method(web: Web, method: str) -> None:
    send(Request(method, web.url("/page")))  # type: ignore[arg-type]
    assert [seen.method for seen in web.log.seen] == [method]


@pytest.mark.parametrize(
    "headers", [(("X", "a\r\nY: b"),), (("X Y", "a"),), (("X", "a\0b"),), (("Ü", "a"),)]
)
def test_a_request_can_not_be_split_by_a_header(
    web: Web, headers: tuple[tuple[str, str], ...]
) -> None:
    [got] = send(Request("GET", web.url("/page"), headers))
    assert isinstance(got, NoResponse)
    assert got.kind == "address"
    assert web.log.seen == []


def test_a_request_knows_ipv6(web: Web) -> None:
    url = web.url("/page", host="::1")
    get(url)
    assert web.log.seen[0].header("Host") == url.split("/")[2]


@pytest.mark.parametrize("name", [*NOT_HTTP])
def test_silence_is_what_is_not_http(web: Web, name: str) -> None:
    got = silence_of(laid_out(web, raw(NOT_HTTP[name])))
    assert got.kind in {"protocol", "reset"}
    assert got.reason.isprintable()
    assert got.elapsed > 0


@pytest.mark.parametrize("name", BAD_HEADS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_silence_or_an_answer_is_what_a_bad_head_makes(web: Web, name: str, method: str) -> None:
    request = Request(method, laid_out(web, raw(BAD_HEADS[name])), max_body=PLENTY)  # type: ignore[arg-type]
    [got] = send(request)
    assert isinstance(got, Response) or got.kind == "protocol"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a status in words", "the response is not HTTP: illegal status line"),
        ("a NUL in a header", "the response is not HTTP: illegal header line"),
        ("one header of a megabyte", "the response headers are too large"),
    ],
)
def test_silence_says_what_is_wrong_with_a_head(web: Web, name: str, words: str) -> None:
    got = silence_of(laid_out(web, raw(BAD_HEADS[name])))
    assert (got.kind, got.reason) == ("protocol", words)


def test_silence_is_headers_without_end(web: Web) -> None:
    assert silence_of(laid_out(web, endless_headers)).kind == "protocol"
    assert web.log.seen[0].bytes_sent < 50_000_000


def test_silence_is_a_host_that_is_not_there(web: Web) -> None:
    got = silence_of(web.refusing("/page"))
    assert (got.kind, got.reason) == ("refused", "the connection was refused")


def test_silence_is_a_reset(web: Web) -> None:
    got = silence_of(laid_out(web, reset))
    assert (got.kind, got.reason) == ("reset", "the connection was reset")


def test_silence_is_an_end_without_an_answer(web: Web) -> None:
    got = silence_of(laid_out(web, close))
    assert got.kind == "reset"
    assert got.reason == "the server closed the connection without a response"
    assert len(web.log.seen) == 1  # a new connection is not tried twice


@pytest.mark.parametrize("behaviour", [hang, drip(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n")])
def test_silence_is_what_takes_too_long(web: Web, behaviour: Behaviour) -> None:
    got = silence_of(laid_out(web, behaviour), timeout=A_LITTLE)
    assert (got.kind, got.reason) == ("timeout", "timed out after 0.5 s")
    assert got.elapsed >= A_LITTLE
    web.log.until(lambda: web.log.seen[0].gave_up)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "page.html",
        "http:///page",
        "http://exa mple.org/",
        "http://[::1/",
        "http://127.0.0.1:99999/",
        f"http://example.org/{'x' * 9000}",
        "ftp://example.org/",
        "mailto:someone@example.org",
        "http://a\r\nb/",
    ],
)
def test_silence_is_what_can_not_be_asked(url: str) -> None:
    assert silence_of(url).kind == "address"


@respx.mock
def test_respx_answers_instead_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*_: object, **__: object) -> None:
        pytest.fail("a name was looked up")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    route = respx.get("https://example.org/a%2fb?q=1").mock(
        return_value=httpx.Response(200, html="<p>hello", headers={"X": "y"})
    )
    got = send(
        *[Request("GET", "https://example.org/a%2fb?q=1", max_body=PLENTY)] * 2,
        allow_private=False,
    )
    assert [isinstance(one, Response) and one.body for one in got] == [b"<p>hello"] * 2
    assert route.calls.last.request.headers["User-Agent"] == AGENT
    assert route.call_count == 2


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (httpx.ConnectTimeout, "timeout"),
        (httpx.ReadError, "reset"),
        (httpx.ConnectError, "network"),
        (httpx.RemoteProtocolError, "protocol"),
    ],
)
def test_respx_may_fail_instead(error: type[httpx.TransportError], kind: str) -> None:
    with respx.mock:
        respx.head("http://example.org/").mock(side_effect=error)
        [got] = send(Request("HEAD", "http://example.org/"))
    assert isinstance(got, NoResponse)
    assert got.kind == kind
