"""The normal form of addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.web.url import (
    AddressError,
    host,
    is_near,
    normalise,
    resolve,
    server,
    twin,
    without_fragment,
)


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("HTTPS://Example.ORG/A", "https://example.org/A"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org?q", "https://example.org/?q"),
        ("https://example.org#top", "https://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("http://example.org:/a", "http://example.org/a"),
        ("http://example.org:443/a", "http://example.org:443/a"),
        ("https://example.org:08443/a", "https://example.org:8443/a"),
        ("//example.org/a", "https://example.org/a"),
        ("https://me:secret@example.org/a", "https://example.org/a"),
        ("https://example.org/a/./b/../c", "https://example.org/a/c"),
        ("https://example.org/../a/..", "https://example.org/"),
        ("https://example.org/a/.", "https://example.org/a/"),
        ("https://example.org/a//b", "https://example.org/a//b"),
        ("https://example.org/a.b/.c", "https://example.org/a.b/.c"),
        ("https://example.org/%7euser/%e2%82%ac", "https://example.org/~user/%E2%82%AC"),
        ("https://example.org/€ uro", "https://example.org/%E2%82%AC%20uro"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/a%2fb", "https://example.org/a%2Fb"),
        ("https://example.org/a?b=%41&c=[1]", "https://example.org/a?b=A&c=%5B1%5D"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://BÜCHER.example/a", "https://xn--bcher-kva.example/a"),
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("https://☃.example/", "https://xn--n3h.example/"),
        ("http://[2001:DB8::0:1]:80/a", "http://[2001:db8::1]/a"),
        ("https://a_b.example.org/", "https://a_b.example.org/"),
    ],
)
def test_addresses_that_mean_the_same_have_one_normal_form(url: str, normal: str) -> None:
    assert normalise(url) == normal
    assert normalise(normal) == normal


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://", "has no host"),
        ("https:///path", "has no host"),
        ("https://a..b/", "has an invalid host"),
        ("https://-a.org-/", "has an invalid host"),
        ("https://a b.org/", "has an invalid host"),
        ("https://[::1/", "has an invalid host"),
        ("https://[1:2:3]/", "has an invalid host"),
        ("https://" + "ü" * 300 + ".org/", "has an invalid host"),
        ("https://" + "a." * 150 + "org/", "has an invalid host"),
        ("https://ex\u2024\u2024ample.org/", "has an invalid host"),
        ("https://example.org:0/", "has an invalid port"),
        ("https://example.org:65536/", "has an invalid port"),
        ("https://example.org:1e3/", "has an invalid port"),
        ("https://example.org/" + "a" * 8000, "is longer than 8000 characters"),
    ],
)
def test_an_address_that_nobody_serves_is_an_error(url: str, reason: str) -> None:
    with pytest.raises(AddressError, match=reason):
        normalise(url)


@given(st.text(alphabet="aZ0é%/.?&#[]: @\\\x00\ud800-_~+", max_size=40))
def test_the_normal_form_is_ascii_and_its_own_normal_form(text: str) -> None:
    normal = normalise(f"https://example.org/{text}")
    assert normal.isascii()
    assert normal.isprintable()
    assert normalise(normal) == normal


@given(st.text(max_size=40))
def test_any_host_has_a_normal_form_or_is_an_error(name: str) -> None:
    try:
        normal = normalise(f"https://{name}/")
    except AddressError:
        return
    assert normalise(normal) == normal


def test_the_default_ports_are_one_server() -> None:
    assert server("http://example.org/a") == server("https://example.org/b") == "example.org"
    assert server("http://example.org:8080/a?b") == "example.org:8080"
    assert server("http://[::1]:8080/") == "[::1]:8080"
    assert host("http://[::1]:8080/") == "[::1]"


def test_only_http_on_its_own_port_has_a_twin() -> None:
    assert twin("http://example.org/a") == "https://example.org/a"
    assert twin("http://[2001:db8::1]/a") == "https://[2001:db8::1]/a"
    assert twin("http://example.org:8080/a") is None
    assert twin("http://[2001:db8::1]:8080/a") is None
    assert twin("https://example.org/a") is None


def test_what_is_sent_is_what_was_written_but_for_the_fragment() -> None:
    assert without_fragment(" //Example.org/%7ea#b#c ") == "https://Example.org/%7ea"


def test_a_redirect_is_resolved_at_the_address_that_it_stands_at() -> None:
    assert resolve("https://example.org/a/b?c", "../d") == "https://example.org/d"
    assert resolve("https://example.org/a/b?c", " //x.org/e#f ") == "https://x.org/e#f"
    with pytest.raises(AddressError):
        resolve("https://example.org/", "https://[::1")


@pytest.mark.parametrize("name", ["localhost", "127.0.0.2", "[::1]", "10.1.2.3", "printer.local"])
def test_a_host_that_is_near(name: str) -> None:
    assert is_near(name)


@pytest.mark.parametrize("name", ["garden.org", "8.8.8.8", "locale.org", "localhost.garden.org"])
def test_a_host_that_may_be_far(name: str) -> None:
    assert not is_near(name)
