"""Addresses go over the wire as they were written."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.web.messages import Request
from nblint.web.transport.errors import NoResponseError
from nblint.web.transport.wire import headers, place


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("", "/"),
        ("/", "/"),
        ("?q", "/?q"),
        ("/?", "/?"),
        ("/a%2fb%7E/../c/./%zz%", "/a%2fb%7E/../c/./%zz%"),
        ("//a///b", "//a///b"),
        ("/a;b=c,d:e@f!$&'()*+[]?a[]=1&b=/?", "/a;b=c,d:e@f!$&'()*+[]?a[]=1&b=/?"),
        ("/où?ü", "/o%C3%B9?%C3%BC"),
        ('/a b\t"<>\\^`{|}?x y|', "/a%20b%09%22%3C%3E%5C%5E%60%7B%7C%7D?x%20y%7C"),
        ("/a\r\nHost: evil\0\x7f", "/a%0D%0AHost:%20evil%00%7F"),
        ("/\ud800", "/%ED%A0%80"),
        ("/page#fragment", "/page"),
    ],
)
def test_targets(written: str, sent: str) -> None:
    assert place(f"http://example.org{written}").target == sent.encode()


@pytest.mark.parametrize(
    ("url", "origin", "host", "port"),
    [
        ("http://Example.ORG/", "http://example.org", "example.org", 80),
        ("HTTPS://example.org", "https://example.org", "example.org", 443),
        ("https://example.org:443/", "https://example.org", "example.org", 443),
        ("http://example.org:8080/", "http://example.org:8080", "example.org", 8080),
        ("http://[::1]:81/", "http://[::1]:81", "::1", 81),
        ("http://bücher.example/", "http://xn--bcher-kva.example", "xn--bcher-kva.example", 80),
        ("http://user:pass@example.org/", "http://example.org", "example.org", 80),
        ("//example.org/", "https://example.org", "example.org", 443),
        ("http://example.org./", "http://example.org", "example.org", 80),
        ("http://7.0.00.1/", "http://7.0.0.1", "7.0.0.1", 80),
    ],
)
def test_places(url: str, origin: str, host: str, port: int) -> None:
    where = place(url)
    assert (str(where.origin), where.host, where.port) == (origin, host, port)


@given(st.text())
def test_no_text_breaks_a_target(text: str) -> None:
    for url in (f"http://example.org/{text}", f"http://example.org?{text}"):
        assert re.fullmatch(rb"/[\x21-\x7e]*", place(url).target)


@given(st.text())
def test_no_text_breaks_a_host(text: str) -> None:
    with suppress(NoResponseError):
        assert re.fullmatch(r"[\x21-\x7e]+", place(f"http://{text}/").server)


def test_ones_own_headers_come_instead_of_the_common() -> None:
    request = Request("GET", "http://example.org/", (("HOST", "other"), ("accept", "text/plain")))
    found = headers(request, place(request.url), "agent")
    names = [name.lower() for name, _ in found]
    assert len(set(names)) == len(names)
    assert (b"Host", b"example.org") in found, "whom a request is for is where it goes"
    assert (b"accept", b"text/plain") in found
    assert (b"User-Agent", b"agent") in found
