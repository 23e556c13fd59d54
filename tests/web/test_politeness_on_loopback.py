"""How politely and how safely the web is asked, as its own log of requests tells."""

from __future__ import annotations

from collections import Counter
from email.utils import formatdate
from typing import TYPE_CHECKING

import pytest

import nblint
from asking import AT_ONCE, about, asking, behind_proxy, verdict_on, verdicts_on
from loopback.answers import answer, in_turn, page, redirect, slow_down, status
from loopback.bodies import GIGABYTE, body_of, endless_body, gzip_bomb
from loopback.endings import hang
from loopback.locations import FORBIDDEN, PRIVATE
from nblint.model.link_status import status_text
from nblint.web.settings import HostSettings, WebSettings

if TYPE_CHECKING:
    from loopback.exchange import Behaviour, Exchange
    from loopback.web import Web
    from nblint.model.link_status import Aspect
    from nblint.web.check_request import CheckRequest

pytestmark = pytest.mark.slow

PAGE = page("<title>Tulips</title><h1 id=soil>Tulips</h1>")
MEGABYTE = 2**20
SECRET = {"Authorization": "Bearer secret", "X-Key": "secret"}


def pages(web: Web, number: int, *, host: str = "127.0.0.1") -> list[str]:
    return [web.url(f"/{index}", host=host) for index in range(number)]


def server(url: str) -> str:
    return url.split("/")[2]


def test_all_fragments_of_a_page_are_answered_by_one_request(web: Web) -> None:
    web.route("/", PAGE)
    verdict = verdict_on(about(web.url(), "fragment", "page", fragments=("soil", "a", "b")))
    assert len(verdict.fragments) == 3
    assert len(web.log.seen) == 1


def test_an_address_is_sent_as_it_is_written(web: Web) -> None:
    web.route("*", PAGE)
    written = "/a/%7euser/./b/../caf%c3%a9//x;y=(1)?q=a+b%20c&r[]=/..#soil"
    verdict_on(web.url(written))
    assert [seen.target for seen in web.log.seen] == [written.partition("#")[0].encode()]


@pytest.mark.parametrize(("written", "sent"), [("/é", b"/%C3%A9"), ("/a b", b"/a%20b")])
def test_what_no_request_can_hold_is_encoded(web: Web, written: str, sent: bytes) -> None:
    web.route("*", PAGE)
    verdict_on(web.url(written))
    assert [seen.target for seen in web.log.seen] == [sent]


@pytest.mark.parametrize(
    ("aspects", "path", "method"),
    [
        (("type",), "/a.png", "HEAD"),
        (("page",), "/a.pdf", "HEAD"),
        (("page",), "/a", "GET"),
        (("fragment",), "/a", "HEAD"),
        (("fragment",), "/a#soil", "GET"),
    ],
)
def test_a_body_is_asked_for_only_where_it_answers_something(
    web: Web, aspects: tuple[Aspect, ...], path: str, method: str
) -> None:
    web.route("*", PAGE)
    web.route("/a.png", answer(200, {"Content-Type": "image/png"}))
    verdict_on(about(web.url(path), *aspects))
    assert [seen.method for seen in web.log.seen] == [method]


@pytest.mark.parametrize("limit", [1, 3])
def test_a_host_has_so_many_requests_at_a_time_at_most(web: Web, limit: int) -> None:
    web.route("*", web.gate(opens_at=limit).holding(PAGE))
    settings = WebSettings(retries=0, host_gap=0.0, host_concurrency=limit)
    verdicts_on(*pages(web, 12), asked=asking(settings))
    assert web.log.peak("127.0.0.1") == limit
    assert len(web.log.seen) == 12


def test_a_limit_of_its_own_holds_for_a_host(web: Web) -> None:
    web.route("*", PAGE)
    narrow = {server(web.url()): HostSettings(concurrency=1)}
    settings = WebSettings(retries=0, host_gap=0.0, hosts=narrow)
    verdicts_on(*pages(web, 8), asked=asking(settings))
    assert web.log.peak("127.0.0.1") == 1


def test_all_hosts_together_have_so_many_requests_at_a_time_at_most(web: Web) -> None:
    under_way, peak = Counter[str](), [0]
    held = web.gate(opens_at=3).holding(PAGE)

    async def counted(exchange: Exchange) -> None:
        under_way["all"] += 1
        peak[0] = max(peak[0], under_way["all"])
        await held(exchange)
        under_way["all"] -= 1

    web.route("*", counted)
    urls = [url for number in range(1, 7) for url in pages(web, 2, host=f"127.0.0.{number}")]
    verdicts_on(*urls, asked=asking(WebSettings(retries=0, host_gap=0.0, concurrency=3)))
    assert peak == [3]
    assert len(web.log.seen) == 12


def test_a_host_that_can_not_bear_so_many_is_asked_fewer_at_a_time(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nblint.web.request_flow._BACKOFF", 0.0)
    gate, refused = web.gate(), []
    held, refuse = gate.holding(PAGE), gate.opened_by(status(429))

    async def bear_two(exchange: Exchange) -> None:
        is_third = exchange.seen.in_flight > 2
        refused.extend([exchange.seen] * is_third)
        await (refuse if is_third else held)(exchange)

    web.route("*", bear_two)
    verdicts = verdicts_on(*pages(web, 6), asked=asking(WebSettings(host_gap=0.0)))
    assert {item.outcome for item in verdicts.values()} == {"alive"}
    assert 1 <= len(refused) <= 2, "those that were under way when it said so"


def test_a_gap_lies_between_two_requests_to_one_host(web: Web) -> None:
    web.route("*", PAGE)
    gap, own = 0.04, 0.08
    settings = WebSettings(
        retries=0,
        host_gap=gap,
        hosts={server(web.url(host="127.0.0.2")): HostSettings(gap=own)},
    )
    begin = web.log.clock()
    urls = [*pages(web, 8), *pages(web, 4, host="127.0.0.2")]
    verdicts_on(*urls, asked=asking(settings))
    for host, least in (("127.0.0.1", gap), ("127.0.0.2", own)):
        for number, seen in enumerate(web.log.requests(host=host)):
            assert seen.time >= begin + number * least


def test_a_host_is_left_alone_for_as_long_as_it_asks_and_holds_up_no_other(web: Web) -> None:
    date = formatdate(1_000_001, usegmt=True)
    gate = web.gate()
    for host, value in (("127.0.0.1", "1"), ("127.0.0.2", date)):
        web.route("/0", in_turn(slow_down(value, 429), gate.holding(PAGE)), host=host)
        web.route("/1", PAGE, host=host)
    # The two are answered only when this one is, which must not wait for them.
    web.route("/other", gate.opened_by(PAGE), host="127.0.0.3")
    urls = [*pages(web, 2), *pages(web, 2, host="127.0.0.2"), web.url("/other", host="127.0.0.3")]
    settings = WebSettings(host_gap=0.0, host_concurrency=1)
    verdicts = verdicts_on(*urls, asked=asking(settings, now=lambda: 1_000_000.0))
    assert {item.outcome for item in verdicts.values()} == {"alive"}
    for host in ("127.0.0.1", "127.0.0.2"):
        refused, *later = web.log.requests(host=host)
        assert len(later) == 2
        assert all(seen.time >= refused.time + 1 for seen in later)


@pytest.mark.parametrize("code", [429, 503])
def test_whoever_asks_for_too_much_patience_is_blocked_not_waited_for(web: Web, code: int) -> None:
    web.route("*", slow_down("61", code))
    verdicts = verdicts_on(*pages(web, 9), asked=asking(WebSettings(host_concurrency=1)))
    assert {item.outcome for item in verdicts.values()} == {"blocked"}
    reasons = {item.evidence.reason for item in verdicts.values()}
    assert reasons == {f"{status_text(code)}, Retry-After: 61 s"}
    assert len(web.log.seen) == 5


def test_a_slow_host_holds_up_no_other(web: Web) -> None:
    gate = web.gate()
    web.route("*", gate.holding(PAGE), host="127.0.0.1")
    web.route("*", PAGE, host="127.0.0.2")
    web.route("/last", gate.opened_by(PAGE), host="127.0.0.2")
    urls = [*pages(web, 10), *pages(web, 10, host="127.0.0.2"), web.url("/last", host="127.0.0.2")]
    verdicts = verdicts_on(*urls)
    assert {item.outcome for item in verdicts.values()} == {"alive"}


@pytest.mark.parametrize("code", [404, 500, 403, 401])
def test_what_will_not_change_is_asked_once(web: Web, code: int) -> None:
    web.route("/", status(code))
    verdict_on(web.url(), asked=asking(WebSettings()))
    assert len(web.log.seen) == 1


def test_connections_are_used_again(web: Web) -> None:
    web.route("*", PAGE)
    settings = WebSettings(retries=0, host_gap=0.0, host_concurrency=2)
    verdicts_on(*pages(web, 20), asked=asking(settings))
    assert web.log.connections["127.0.0.1"] <= 2


@pytest.mark.parametrize(
    "behaviour",
    [body_of(GIGABYTE), endless_body, gzip_bomb(16 * GIGABYTE)],
)
@pytest.mark.parametrize("fragment", ["", "#none"])
def test_of_a_huge_body_little_is_taken(web: Web, behaviour: Behaviour, fragment: str) -> None:
    web.route("/", behaviour)
    settings = WebSettings(retries=0, max_body=200_000)
    verdict = verdict_on(web.url(f"/{fragment}"), asked=asking(settings))
    assert verdict.outcome == "alive"
    [seen] = web.log.seen
    web.log.until(lambda: seen.gave_up or seen.finished)
    assert seen.bytes_sent < 8 * MEGABYTE  # most of it waits in the buffers of the system
    assert [item.state for item in verdict.fragments.values()] == ["unverified"] * bool(fragment)


def test_nothing_is_read_of_what_is_no_page(web: Web) -> None:
    web.route("/video", body_of(GIGABYTE, {"Content-Type": "video/mp4"}))
    assert verdict_on(web.url("/video#t=10")).fragments["t=10"].state == "found"
    assert web.log.seen[0].bytes_sent < 4 * MEGABYTE


def test_nblint_says_who_it_is(web: Web) -> None:
    web.route("/", PAGE)
    verdict_on(web.url())
    agent = web.log.seen[0].header("User-Agent")
    assert agent == f"nblint/{nblint.__version__}"
    verdict_on(web.url(), asked=asking(WebSettings(user_agent="ours/1")))
    assert web.log.seen[1].header("User-Agent") == "ours/1"


def test_headers_of_a_host_are_told_to_no_other_host_port_or_scheme(web: Web) -> None:
    own, port = web.url("/own"), web.url("/port", tls="plain").replace("https:", "http:")
    ways = [web.url("/foreign", host="127.0.0.2"), port, web.url("/tls", tls="good")]
    for path, location in zip(
        ("/own", "/foreign", "/port", "/tls"), (*ways, web.url("/again")), strict=True
    ):
        web.route(path, redirect(location))
    web.route("/again", PAGE)
    hosts = {own.removesuffix("/own"): HostSettings(headers=SECRET)}
    settings = WebSettings(retries=0, host_gap=0.0, hosts=hosts)
    environ = {"SSL_CERT_FILE": str(web.ca_file)}
    verdict = verdict_on(own, asked=asking(settings, environ=environ))
    assert verdict.evidence.final == web.url("/again"), verdict.evidence.reason
    told = {seen.path: {name for name in SECRET if seen.header(name)} for seen in web.log.seen}
    mine, nothing = set(SECRET), set[str]()
    assert told == {
        "/own": mine,
        "/foreign": nothing,
        "/port": nothing,
        "/tls": nothing,
        "/again": mine,
    }
    assert {seen.header("Referer") for seen in web.log.seen} == {None}


def test_headers_for_https_are_not_told_by_http(web: Web) -> None:
    web.route("/a", redirect("http://garden.test/b"), host="garden.test")
    web.route("/b", PAGE, host="garden.test")
    lines = "https://garden.test Authorization: Bearer secret"
    environ = {**behind_proxy(web), "NBLINT_HEADERS": lines}
    verdict_on("https://garden.test/a", asked=asking(environ=environ))
    told = [(seen.method, seen.path, seen.header("Authorization")) for seen in web.log.seen]
    assert told == [
        ("CONNECT", "garden.test:443", None),
        ("GET", "/a", "Bearer secret"),
        ("GET", "/b", None),
    ]


def test_a_cookie_is_told_to_nobody_but_who_set_it(web: Web) -> None:
    given = {"Set-Cookie": "id=1; Domain=0.0.1", "Location": web.url("/b", host="127.0.0.2")}
    web.route("/a", status(302, given))
    web.route("/b", redirect(web.url("/c")))
    web.route("/c", PAGE)
    verdict_on(web.url("/a"))
    verdict_on(web.url("/c"))
    cookies = [(seen.path, seen.header("Cookie")) for seen in web.log.seen]
    assert cookies == [("/a", None), ("/b", None), ("/c", "id=1"), ("/c", None)]


def test_a_user_and_a_password_in_an_address_are_never_sent(web: Web) -> None:
    web.route("/a", redirect(f"//me:secret@{server(web.url())}/b"))
    web.route("/b", PAGE)
    verdict = verdict_on(web.url("/a").replace("//", "//me:secret@"))
    assert verdict.evidence.status == 200
    for seen in web.log.seen:
        assert all(b"secret" not in value for _, value in (*seen.headers, (b"", seen.target)))
        assert seen.header("Authorization") is None


DENIED = WebSettings(retries=0, host_gap=0.0, private_hosts="deny")


def private(web: Web) -> list[CheckRequest]:
    return [about(web.url("/a")), about(web.url("/b.png", host="127.0.0.2"), "type")]


def test_private_hosts_are_not_asked_where_that_is_denied(web: Web) -> None:
    web.route("*", PAGE)
    for verdict in verdicts_on(*private(web), asked=asking(DENIED)).values():
        assert verdict.outcome == "skipped"
        assert "private address" in verdict.evidence.reason
        assert verdict.evidence.attempts == 0
    assert not web.log.connections


@pytest.mark.parametrize(
    ("value", "is_denied"), [("true", True), ("1", True), ("", False), ("false", False)]
)
def test_in_ci_private_hosts_are_denied_unless_allowed(
    web: Web, value: str, *, is_denied: bool
) -> None:
    web.route("*", PAGE)
    verdict = verdict_on(web.url("/a"), asked=asking(environ={"CI": value}))
    assert (verdict.outcome == "skipped") is is_denied
    allowed = WebSettings(private_hosts="allow", retries=0)
    verdict = verdict_on(web.url("/a"), asked=asking(allowed, environ={"CI": value}))
    assert verdict.outcome == "alive"


def test_a_redirect_leads_to_no_private_host(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "nblint.web.transport.private_hosts.is_public", lambda address: address == "127.0.0.1"
    )
    web.route("/a", redirect(web.url("/b", host="127.0.0.2"), 301))
    web.route("/image", redirect(web.url("/b", host="127.0.0.2"), 301))
    web.route("/b", PAGE)
    questions = [about(web.url("/a")), about(web.url("/image"), "type")]
    for verdict in verdicts_on(*questions, asked=asking(DENIED)).values():
        assert verdict.outcome == "skipped"
        assert "127.0.0.2 is a private address" in verdict.evidence.reason
        assert len(verdict.evidence.redirects) == 1
    assert not web.log.connections["127.0.0.2"]


@pytest.mark.parametrize("location", PRIVATE.values(), ids=PRIVATE)
def test_a_proxy_is_not_asked_for_a_private_host(web: Web, location: str) -> None:
    web.route("*", PAGE)
    web.route("/a", redirect(location), host="garden.test")
    asked = asking(DENIED, environ={"http_proxy": web.proxy})
    verdict = verdict_on(about("http://garden.test/a", "page"), asked=asked)
    assert verdict.outcome == "skipped"
    assert [seen.host for seen in web.log.seen] == ["garden.test"]


@pytest.mark.parametrize("location", FORBIDDEN.values(), ids=FORBIDDEN)
def test_a_redirect_leads_to_nothing_but_the_web(web: Web, location: str) -> None:
    web.route("/", redirect(location, 301))
    verdict = verdict_on(web.url())
    scheme = location.partition(":")[0]
    assert verdict.outcome == "unreachable"
    assert verdict.evidence.reason == f"redirect to a {scheme}: URL"
    assert len(web.log.seen) == 1


def test_hosts_for_examples_are_not_asked(web: Web) -> None:
    asked = asking(environ=behind_proxy(web))
    verdict = verdict_on("https://docs.example.org/a", asked=asked)
    assert (verdict.outcome, verdict.evidence.attempts) == ("skipped", 0)
    assert not web.log.seen


def test_what_hangs_is_left_when_its_time_is_up(web: Web) -> None:
    web.route("/", hang)
    verdict_on(web.url(), asked=asking(WebSettings(retries=0, timeout=0.2)))
    [seen] = web.log.seen
    web.log.until(lambda: seen.gave_up)


def test_an_image_is_asked_for_as_a_browser_does(web: Web) -> None:
    web.route("/", answer(200, {"Content-Type": "image/png"}))
    verdict_on(about(web.url(), "type"), asked=asking(AT_ONCE))
    accept = web.log.seen[0].header("Accept")
    assert accept
    assert accept.startswith("image/")
