"""What holds for one host, and for nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.web.host_settings import HEADERS_VARIABLE, Hosts, HostsError
from nblint.web.settings import HostSettings, WebSettings

if TYPE_CHECKING:
    from nblint.web.rate_limit import Server


def one(name: str, host: HostSettings) -> Hosts:
    return Hosts(WebSettings(hosts={name: host}), {})


SECRET = HostSettings(headers={"Authorization": "Bearer x"})
SENT = (("Authorization", "Bearer x"),)


def test_headers_go_to_their_host_by_https_and_nowhere_else() -> None:
    book = one("docs.example.org", SECRET)
    assert book.headers("https://docs.example.org/a") == SENT
    assert book.headers("https://docs.example.org/") == SENT
    for other in (
        "http://docs.example.org/a",
        "https://docs.example.org:8443/a",
        "https://docs.example.org.evil.net/a",
        "https://evil.net/docs.example.org",
        "https://x.docs.example.org/",
        "https://example.org/",
        "https://evil.net/https://docs.example.org/",
    ):
        assert book.headers(other) == ()


def test_a_host_may_be_named_with_its_scheme_and_port() -> None:
    book = one("http://localhost:8000", SECRET)
    assert book.headers("http://localhost:8000/a") == SENT
    assert book.headers("https://localhost:8000/a") == ()
    assert book.headers("http://localhost/a") == ()


def test_a_secret_comes_from_the_environment_bound_to_its_host() -> None:
    lines = "https://docs.example.org Authorization: Bearer x\n\n http://localhost:1 X-Key:  a b \n"
    book = Hosts(WebSettings(), {HEADERS_VARIABLE: lines})
    assert book.headers("https://docs.example.org/a") == SENT
    assert book.headers("http://localhost:1/") == (("X-Key", "a b"),)
    assert book.headers("https://localhost:1/") == ()


@pytest.mark.parametrize("line", ["secret", "https://x.org secret", "https://x.org a b: secret"])
def test_an_error_in_the_environment_does_not_print_the_secret(line: str) -> None:
    with pytest.raises(HostsError) as raised:
        Hosts(WebSettings(), {HEADERS_VARIABLE: line})
    assert HEADERS_VARIABLE in str(raised.value)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "headers", "message"),
    [
        ("*.example.org", {"A": "b"}, "headers go to one host"),
        ("a..b", {"A": "b"}, "has an invalid host"),
    ],
)
def test_headers_for_no_single_host_are_an_error(
    name: str, headers: dict[str, str], message: str
) -> None:
    with pytest.raises(HostsError, match=message) as raised:
        one(name, HostSettings(headers=headers))
    assert raised.value.path == ("hosts", name, "headers")


@pytest.mark.parametrize(
    ("header", "value"),
    [("A b", "c"), ("", "c"), ("A", "b\r\nC: d"), ("A", "b\n"), ("A", "\0"), ("A", "é")],
)
def test_text_that_cannot_stand_in_a_header_is_an_error(header: str, value: str) -> None:
    with pytest.raises(HostsError, match="cannot stand in a header") as raised:
        one("x.org", HostSettings(headers={header: value}))
    assert raised.value.path == ("hosts", "x.org", "headers", header)


RESERVED = (
    *("Host", "content-length", "TRANSFER-ENCODING", "Connection", "TE", "Trailer", "Upgrade"),
    *("Keep-Alive", "Proxy-Authorization", "Proxy-Connection", "Expect"),
)


@pytest.mark.parametrize("header", RESERVED)
def test_header_that_says_where_a_request_goes_or_ends_is_refused(header: str) -> None:
    with pytest.raises(HostsError, match=f'"{header}" is set by nblint itself') as raised:
        one("x.org", HostSettings(headers={header: "a"}))
    assert raised.value.path == ("hosts", "x.org", "headers", header)
    with pytest.raises(HostsError, match=f'^{HEADERS_VARIABLE}: "{header}" is set'):
        Hosts(WebSettings(), {HEADERS_VARIABLE: f"https://x.org {header}: a"})


def test_headers_of_the_environment_are_sent_without_those_of_the_settings() -> None:
    settings = WebSettings(
        hosts={
            "docs.example.org": HostSettings(headers={"X-Forwarded-Host": "evil.example"}),
            "https://docs.example.org:443": HostSettings(headers={"X-Mine": "1"}),
            "http://docs.example.org": HostSettings(headers={"X-Plain": "2"}),
        }
    )
    book = Hosts(settings, {HEADERS_VARIABLE: "https://docs.example.org Authorization: Bearer x"})
    assert book.headers("https://docs.example.org/a") == SENT
    assert book.headers("http://docs.example.org/a") == (("X-Plain", "2"),)
    assert book.notes == tuple(
        f"headers for {name} in the configuration are not sent: "
        f"{HEADERS_VARIABLE} has headers for this host"
        for name in ("docs.example.org", "https://docs.example.org:443")
    )
    assert book.has_secret("https://docs.example.org/a")
    assert not book.has_secret("http://docs.example.org/a")


def test_headers_of_all_names_for_one_host_are_sent() -> None:
    names = ("docs.example.org", "https://docs.example.org")
    hosts = {name: HostSettings(headers={f"X-{at}": name}) for at, name in enumerate(names)}
    book = Hosts(WebSettings(hosts=hosts), {})
    assert book.headers("https://docs.example.org/") == (("X-0", names[0]), ("X-1", names[1]))
    assert book.notes == ()


def test_the_name_that_fits_best_wins() -> None:
    book = Hosts(
        WebSettings(
            hosts={
                "*.example.org": HostSettings(timeout=1),
                "*.docs.example.org": HostSettings(timeout=2),
                "a.docs.example.org": HostSettings(timeout=3),
                "Upper.org": HostSettings(timeout=4),
            }
        ),
        {},
    )
    assert book.timeout("https://example.org/") is None
    assert book.timeout("https://b.example.org/") == 1
    assert book.timeout("https://b.docs.example.org/") == 2
    assert book.timeout("https://a.docs.example.org/") == 3
    assert book.timeout("https://upper.org/") == 4
    assert book.timeout("https://notexample.org/") is None


def test_addresses_are_skipped_by_host_and_by_pattern() -> None:
    settings = WebSettings(
        skip=("https://x.org/private/*", "https://y.org/a?b=[c]", "*://*.test/*"),
        hosts={"z.org": HostSettings(skip=True)},
    )
    book = Hosts(settings, {})
    assert book.skipped("https://x.org/private/a/b") == "the configuration skips this URL"
    assert book.skipped("https://y.org/a?b=[c]")
    assert book.skipped("http://a.b.test/")
    assert book.skipped("https://z.org/a") == "the configuration skips this host"
    for url in ("https://example.org/a", "http://a.example.com:80/", "https://a.example/"):
        assert book.skipped(url) == "the host is reserved for examples"
    for url in ("https://x.org/private", "https://y.org/aXb=c", "https://counterexample.org/"):
        assert book.skipped(url) == ""


def test_accepted_codes_of_all_and_of_the_host_add_up() -> None:
    settings = WebSettings(accept=(403,), hosts={"x.org": HostSettings(accept=(429,))})
    book = Hosts(settings, {})
    assert book.accepted("https://x.org/a") == {403, 429}
    assert book.accepted("https://y.org/a") == {403}


def test_a_server_is_asked_as_its_settings_say() -> None:
    settings = WebSettings(
        host_concurrency=3, host_gap=1, hosts={"x.org": HostSettings(concurrency=1, gap=0)}
    )
    book = Hosts(settings, {})
    for name, least_gap, gap in (("y.org", 0.5, 1), ("y.org", 2, 2), ("x.org", 2, 0)):
        server: Server[str] = book.new_server(name, least_gap)
        server.queue("first")
        server.queue("second")
        server.begin(10.0)
        server.take(10.0)
        server.window = 5
        assert server.ready_at() == 10 + gap
