"""Hosts with TLS, good and bad, and the web as a proxy."""

from __future__ import annotations

import http.client
import ssl
from typing import TYPE_CHECKING, get_args
from urllib.parse import urlsplit

import pytest

from loopback.answers import status
from loopback.certificates import UNTRUE, Tls
from loopback.client import ask, connect, take_rest

if TYPE_CHECKING:
    from loopback.web import Web


def test_good_tls_answers(web: Web) -> None:
    web.page("/", "secret")
    assert ask(web.url("/", tls="good"), ca_file=web.ca_file).body == b"secret"
    assert web.log.seen[0].scheme == "https"


@pytest.mark.parametrize("kind", sorted({*get_args(Tls)} - {"good", *UNTRUE}))
def test_bad_tls_is_told_apart(web: Web, kind: Tls) -> None:
    reason = {
        "expired": "certificate has expired",
        "not yet valid": "certificate is not yet valid",
        "self-signed": "self-signed certificate|self signed certificate",
        "wrong host": "IP address mismatch",
        "untrusted": "unable to get local issuer certificate",
    }[kind]
    with pytest.raises(ssl.SSLCertVerificationError, match=reason):
        ask(web.url("/", tls=kind), ca_file=web.ca_file)
    web.log.until(lambda: web.log.connections["127.0.0.1"] == 1)
    assert web.log.seen == []


def test_a_port_can_speak_plain_http_where_tls_is_expected(web: Web) -> None:
    url = web.url("/", tls="plain")
    with pytest.raises(ssl.SSLError, match=r"(?i)wrong.version.number|record layer"):
        ask(url, ca_file=web.ca_file)
    web.page("/", "plain")
    assert ask(url.replace("https", "http")).body == b"plain"


def test_a_port_can_close_where_tls_is_expected(web: Web) -> None:
    with pytest.raises((ssl.SSLEOFError, ConnectionResetError)):
        ask(web.url("/", tls="closing"), ca_file=web.ca_file)


def test_a_port_can_stay_silent_where_tls_is_expected(web: Web) -> None:
    context = ssl.create_default_context(cafile=web.ca_file)
    outgoing = ssl.MemoryBIO()
    handshake = context.wrap_bio(ssl.MemoryBIO(), outgoing, server_hostname="127.0.0.1")
    with pytest.raises(ssl.SSLWantReadError):
        handshake.do_handshake()
    with connect(web.url("/", tls="silent")) as connection:
        connection.sendall(outgoing.read())
        for _ in range(3):
            ask(web.url())
        connection.setblocking(False)  # noqa: FBT003 - it takes nothing else
        with pytest.raises(BlockingIOError):
            connection.recv(1)


def test_a_proxy_asks_for_whole_urls(web: Web) -> None:
    web.page("/page?q=1", "through", host="docs.example")
    with connect(web.proxy) as connection:
        connection.sendall(
            b"GET http://docs.example:80/page?q=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        )
        assert take_rest(connection).endswith(b"through")
    seen = web.log.seen[0]
    assert (seen.host, seen.target, seen.proxied) == ("docs.example", b"/page?q=1", True)


def test_a_proxy_tunnels_to_any_name_with_its_certificate(web: Web) -> None:
    web.page("/page", "through", host="docs.example")
    proxy = urlsplit(web.proxy)
    context = ssl.create_default_context(cafile=web.ca_file)
    connection = http.client.HTTPSConnection(str(proxy.hostname), proxy.port, context=context)
    connection.set_tunnel("docs.example", 443)
    connection.request("GET", "/page")
    assert connection.getresponse().read() == b"through"
    connection.close()
    through, inside = web.log.seen
    assert (through.method, through.target, through.host) == (
        "CONNECT",
        b"docs.example:443",
        "127.0.0.1",
    )
    assert (inside.host, inside.scheme, inside.proxied) == ("docs.example", "https", True)
    web.log.faults.clear()  # before Python 3.12, http.client's CONNECT is of HTTP/1.0


def test_a_proxy_can_turn_a_tunnel_down(web: Web) -> None:
    web.route("docs.example:443", status(407, {"Proxy-Authenticate": "Basic"}))
    with connect(web.proxy) as connection:
        connection.sendall(b"CONNECT docs.example:443 HTTP/1.1\r\nHost: docs.example:443\r\n\r\n")
        assert connection.recv(2**16).startswith(b"HTTP/1.1 407 ")
