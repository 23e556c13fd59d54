"""The proxies of the environment are used, and are told no more than they need."""

from __future__ import annotations

import base64
import importlib.util
import socket
from typing import TYPE_CHECKING

import httpx
import pytest

from loopback.answers import status
from nblint.web.messages import NoResponse, Request, Response
from nblint.web.transport.proxies import Proxies
from sending import send, trusting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loopback.web import Web


def ask_twice(
    url: str, environ: Mapping[str, str], *, allow_private: bool = True
) -> Response | NoResponse:
    request = Request("GET", url, max_body=99)
    return send(request, request, allow_private=allow_private, environ=environ)[1]


def test_http_goes_through_the_proxy(web: Web) -> None:
    web.page("/page", "hello", host="a.example")
    got = ask_twice("http://a.example/page?q", {"http_proxy": web.proxy})
    assert isinstance(got, Response)
    assert got.body == b"hello"
    assert [(seen.host, seen.proxied) for seen in web.log.seen] == [("a.example", True)] * 2
    assert web.log.connections.total() == 1


def test_https_goes_through_a_tunnel(web: Web) -> None:
    web.page("/page", "hello", host="a.example")
    secret = web.proxy.replace("//", "//me:p%40ss@")
    environ = {"HTTPS_PROXY": secret, **trusting(web)}
    got = ask_twice("https://a.example/page", environ)
    assert isinstance(got, Response)
    assert got.body == b"hello"
    connect, *asked = web.log.seen
    assert (connect.method, connect.target) == ("CONNECT", b"a.example:443")
    credentials = base64.b64encode(b"me:p@ss").decode()
    assert connect.header("Proxy-Authorization") == f"Basic {credentials}"
    assert [seen.header("Proxy-Authorization") for seen in asked] == [None, None]


@pytest.mark.parametrize("code", [407, 502])
def test_a_proxy_that_refuses_says_nothing_of_the_host(web: Web, code: int) -> None:
    web.route("*", status(code))
    got = ask_twice("https://a.example/", {"all_proxy": web.proxy})
    assert isinstance(got, NoResponse)
    assert got.kind == "network"
    assert got.reason.startswith(f"the proxy returned {code}")


def test_a_proxy_that_is_not_there_says_nothing_of_the_host(web: Web) -> None:
    got = ask_twice("http://a.example/", {"ALL_PROXY": web.refusing("")})
    assert isinstance(got, NoResponse)
    assert got.kind == "network"
    assert got.reason == "the proxy cannot be reached: the connection was refused"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.0.0.1", "2130706433"])
def test_a_proxy_is_not_asked_for_private_hosts(web: Web, host: str) -> None:
    got = ask_twice(f"http://{host}/", {"http_proxy": web.proxy}, allow_private=False)
    assert isinstance(got, NoResponse)
    assert got.kind == "denied"
    assert web.log.seen == []


def test_a_proxy_may_be_private_itself(web: Web) -> None:
    web.page("/", "hello", host="a.example")
    got = ask_twice("http://a.example/", {"http_proxy": web.proxy}, allow_private=False)
    assert isinstance(got, Response)


def test_a_proxy_is_looked_up_once(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []

    def look_up(name: bytes, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(name)
        return [(0, 0, 0, "", ("127.0.0.1", 0))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    requests = [Request("HEAD", f"http://{name}.example/") for name in "ab"]
    environ = {"http_proxy": web.proxy.replace("127.0.0.1", "proxy.example")}
    assert all(isinstance(got, Response) for got in send(*requests, environ=environ))
    assert asked == [b"proxy.example"]
    assert web.log.connections.total() == 2


def test_a_proxy_by_socks_needs_another_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nblint.web.transport.proxies.find_spec", lambda _: None)
    got = ask_twice("http://a.example/", {"all_proxy": "socks5://127.0.0.1:1"})
    assert isinstance(got, NoResponse)
    assert got.kind == "network"
    assert got.reason == "a SOCKS proxy needs the package socksio, which is not installed"


@pytest.mark.skipif(not importlib.util.find_spec("socksio"), reason="needs socksio")
def test_a_proxy_by_socks_is_reached(web: Web) -> None:
    got = ask_twice("http://a.example/", {"all_proxy": web.refusing("").replace("http", "socks5")})
    assert isinstance(got, NoResponse)
    assert got.reason == "the proxy cannot be reached: the connection was refused"


@pytest.mark.parametrize(
    "proxy", ["magic://a:1", "http://", "http://a:b", "http://a:70000", "http://a b", "::"]
)
def test_a_proxy_that_makes_no_sense_is_said_so(proxy: str) -> None:
    got = ask_twice("http://a.example/", {"all_proxy": proxy})
    assert isinstance(got, NoResponse)
    assert (got.kind, got.reason) == (
        "network",
        "the environment names a proxy that cannot be used",
    )


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({}, ""),
        ({"http_proxy": "http://p:1"}, "http://p:1"),
        ({"HTTP_PROXY": "p:1"}, "http://p:1"),
        ({"http_proxy": "http://p:1", "HTTP_PROXY": "http://q:1"}, "http://p:1"),
        ({"http_proxy": "", "HTTP_PROXY": "http://q:1"}, ""),
        ({"https_proxy": "http://p:1"}, ""),
        ({"all_proxy": "http://p:1", "http_proxy": "http://q:1"}, "http://q:1"),
        ({"all_proxy": "http://p:1", "no_proxy": "*"}, ""),
        ({"all_proxy": "http://p:1", "NO_PROXY": "b.example, example.org"}, ""),
        ({"all_proxy": "http://p:1", "no_proxy": ".example.org"}, ""),
        ({"all_proxy": "http://p:1", "no_proxy": "docs.example.org:80"}, "http://p:1"),
        ({"all_proxy": "http://p:1", "no_proxy": "docs.example.org:8080"}, ""),
        ({"all_proxy": "http://p:1", "no_proxy": "ample.org"}, "http://p:1"),
    ],
)
def test_what_the_environment_names(environ: dict[str, str], found: str) -> None:
    assert Proxies(environ).find(httpx.URL("http://docs.example.org:8080")) == found
