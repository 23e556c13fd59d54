"""Verdicts on URLs, found over real sockets."""

from __future__ import annotations

import re
import socket
from typing import TYPE_CHECKING, Any

import pytest

from asking import AT_ONCE, about, asking, behind_proxy, verdict_on, verdicts_on
from loopback.answers import answer, by_method, in_turn, page, redirect, status
from loopback.endings import close, hang, interim, raw, reset
from loopback.locations import NO_PAGE
from loopback.pages import refreshing
from nblint.model.link_status import Redirect
from nblint.web.settings import HostSettings, WebSettings

if TYPE_CHECKING:
    from pathlib import Path

    from loopback.certificates import Tls
    from loopback.exchange import Behaviour, Exchange
    from loopback.web import Web
    from nblint.model.link_status import Outcome

pytestmark = pytest.mark.slow

PAGE = page("<title>Tulips</title><h1>Tulips</h1>" + "<p id=soil>Dry and warm." * 20)
IMAGE = answer(200, {"Content-Type": "image/png"}, b"\x89PNG")
IMPATIENT = WebSettings(retries=0, host_gap=0.0, timeout=0.4)


@pytest.fixture(autouse=True)
def _no_backoff(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nblint.web.request_flow._BACKOFF", 0.0)


def test_an_address_that_answers_is_alive_with_its_evidence(web: Web) -> None:
    web.route("/tulips", PAGE)
    url = web.url("/tulips")
    verdict = verdict_on(url, asked=asking(now=lambda: 1000.0))
    assert (verdict.url, verdict.outcome, verdict.title) == (url, "alive", "Tulips")
    assert verdict.media_type == "text/html"
    evidence = verdict.evidence
    assert (evidence.status, evidence.final, evidence.redirects) == (200, url, ())
    assert (evidence.attempts, evidence.when, evidence.reason) == (1, 1000.0, "")
    assert evidence.elapsed > 0


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        (200, "alive"),
        (202, "alive"),
        (204, "alive"),
        (206, "alive"),
        (300, "unreachable"),
        (304, "unreachable"),
        (400, "unreachable"),
        (401, "blocked"),
        (402, "blocked"),
        (403, "blocked"),
        (404, "dead"),
        (405, "unreachable"),
        (407, "blocked"),
        (410, "dead"),
        (418, "blocked"),
        (429, "blocked"),
        (451, "blocked"),
        (500, "unreachable"),
        (503, "unreachable"),
        (599, "unreachable"),
        (999, "blocked"),
    ],
)
def test_each_status_has_its_outcome_and_a_reason(web: Web, code: int, outcome: Outcome) -> None:
    web.route("/", status(code))
    verdict = verdict_on(web.url())
    assert (verdict.outcome, verdict.evidence.status) == (outcome, code)
    assert bool(verdict.evidence.reason) is (outcome != "alive")


def test_a_login_is_named_as_what_stands_in_the_way(web: Web) -> None:
    web.route("/", status(401))
    web.route("/", status(407), host="127.0.0.2")
    verdicts = verdicts_on(web.url(), web.url(host="127.0.0.2"))
    reasons = {(item.evidence.provider, item.evidence.reason) for item in verdicts.values()}
    assert reasons == {
        ("login", "the host requires a login"),
        ("login", "the proxy requires a login"),
    }


@pytest.mark.parametrize(
    "lie",
    [
        *map(status, (403, 404, 405, 410, 429, 500, 501, 503)),
        redirect("/login"),
        redirect("/nowhere"),
        hang,
        close,
        reset,
    ],
)
def test_what_head_says_counts_only_if_get_says_so_too(
    web: Web, lie: Behaviour, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.route("/image", by_method(head=lie, get=IMAGE))
    if lie is hang:
        monkeypatch.setattr("nblint.web.request_flow._HEAD_SHARE", 0.01)
    verdict = verdict_on(about(web.url("/image"), "type"))
    assert (verdict.outcome, verdict.media_type) == ("alive", "image/png")
    assert web.log.requests(path="/image", method="HEAD")
    assert len(web.log.requests(path="/image", method="GET")) == 1


def test_the_late_body_of_a_head_spoils_no_other_answer(web: Web) -> None:
    async def after_body(exchange: Exchange) -> None:
        await exchange.send(b"<html>404" if exchange.seen.turn > 1 else b"")
        await PAGE(exchange)

    web.route("*", after_body)
    settings = WebSettings(retries=0, host_gap=0.0, host_concurrency=1)
    images = [about(web.url(path), "type") for path in ("/a", "/c")]
    questions = [images[0], about(web.url("/b")), images[1]]
    verdicts = verdicts_on(*questions, asked=asking(settings))
    assert [item.outcome for item in verdicts.values()] == ["alive"] * 3


@pytest.mark.parametrize("code", [301, 308])
def test_what_every_hop_calls_outdated_has_moved(web: Web, code: int) -> None:
    web.route("/a", redirect("/b", 301))
    web.route("/b", redirect(web.url("/c", host="127.0.0.2"), code))
    web.route("/c", PAGE)
    verdict = verdict_on(web.url("/a#soil"))
    assert verdict.outcome == "moved"
    assert verdict.target == verdict.evidence.final == web.url("/c", host="127.0.0.2")
    assert verdict.evidence.redirects == (
        Redirect(web.url("/a"), 301),
        Redirect(web.url("/b"), code),
    )
    assert verdict.fragments["soil"].state == "found"


def test_the_fragment_of_a_redirect_is_part_of_where_it_leads(web: Web) -> None:
    web.route("/a", redirect("/b#soil", 301))
    web.route("/b", PAGE)
    assert verdict_on(web.url("/a")).target == web.url("/b#soil")


@pytest.mark.parametrize("codes", [(302,), (303,), (307,), (301, 302), (302, 301), (308, 307)])
def test_one_hop_that_is_for_now_leaves_the_address_as_it_is(
    web: Web, codes: tuple[int, ...]
) -> None:
    for number, code in enumerate(codes):
        web.route(f"/{number}", redirect(f"/{number + 1}", code))
    web.route(f"/{len(codes)}", PAGE)
    verdict = verdict_on(web.url("/0"))
    assert (verdict.outcome, verdict.target) == ("alive", "")
    assert len(verdict.evidence.redirects) == len(codes)


@pytest.mark.parametrize("location", NO_PAGE.values(), ids=NO_PAGE)
def test_nothing_moves_to_a_login_a_consent_an_error_or_a_home_page(
    web: Web, location: str
) -> None:
    web.route("/deep/page", redirect(location, 301), host="garden.test")
    for path in ("/login", "/", "/404.html", "/signin", "/m"):
        for host in ("garden.test", "accounts.example.org", "consent.example.org"):
            web.route(path, PAGE, host=host)
    asked = asking(environ=behind_proxy(web))
    verdict = verdict_on("https://garden.test/deep/page", asked=asked)
    assert verdict.evidence.status == 200, verdict.evidence.reason
    if "log" in location or "sign" in location or "consent" in location:
        assert (verdict.outcome, verdict.target) == ("blocked", "")
    else:
        assert verdict.not_found


def test_a_page_that_sends_its_reader_on_has_not_moved_but_is_followed(web: Web) -> None:
    web.page("/a", refreshing("/b"))
    web.route("/b", PAGE)
    verdict = verdict_on(web.url("/a"))
    assert (verdict.outcome, verdict.title) == ("alive", "Tulips")
    assert verdict.evidence.redirects == (Redirect(web.url("/a"), 0),)


def test_a_site_that_answers_whoever_brings_its_cookie_is_alive(web: Web) -> None:
    async def wall(exchange: Exchange) -> None:
        known = exchange.seen.header("Cookie") == "seen=1"
        await (PAGE if known else given)(exchange)

    given = status(302, {"Location": "/a", "Set-Cookie": "seen=1; Path=/"})
    web.route("/a", wall)
    assert verdict_on(web.url("/a")).outcome == "alive"


@pytest.mark.parametrize("first", [reset, close, *map(status, (429, 502, 503, 504))])
def test_trouble_that_passes_is_no_trouble(web: Web, first: Behaviour) -> None:
    web.route("/", in_turn(first, first, PAGE))
    verdict = verdict_on(web.url(), asked=asking(WebSettings(host_gap=0.0, retries=2)))
    assert (verdict.outcome, verdict.evidence.attempts) == ("alive", 3)


@pytest.mark.parametrize("code", [100, 102, 103])
def test_what_is_announced_is_waited_for(web: Web, code: int) -> None:
    web.route("/", interim(code, PAGE))
    assert verdict_on(web.url()).title == "Tulips"


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("expired", "the certificate expired on 20"),
        ("not yet valid", "the certificate is not yet valid"),
        ("self-signed", "the certificate is self-signed"),
        ("wrong host", "the certificate is for another host"),
        ("untrusted", "the certificate has an untrusted issuer"),
        ("plain", "the server does not speak TLS at this port"),
        ("closing", "the server closed the connection during the TLS handshake"),
        ("silent", "timed out after 0.4 s"),
    ],
)
def test_a_fault_of_tls_is_named(web: Web, fault: Tls, words: str) -> None:
    settings = IMPATIENT if fault == "silent" else AT_ONCE
    asked = asking(settings, environ={"SSL_CERT_FILE": str(web.ca_file)})
    verdict = verdict_on(web.url(tls=fault), asked=asked)
    assert verdict.outcome == "unreachable"
    assert verdict.evidence.reason.startswith(words)
    assert not web.log.seen


@pytest.mark.parametrize("first", [reset, close, raw(b"HTTP/1.1 2", then=reset)])
def test_what_breaks_off_over_tls_is_no_fault_of_tls(web: Web, first: Behaviour) -> None:
    web.route("/once", in_turn(first, PAGE))
    web.route("/always", first)
    environ = {"SSL_CERT_FILE": str(web.ca_file)}
    urls = [web.url(path, tls="good") for path in ("/once", "/always")]
    asked = asking(WebSettings(host_gap=0.0, retries=1), environ=environ)
    once, always = verdicts_on(*urls, asked=asked).values()
    assert (once.outcome, always.outcome) == ("alive", "unreachable")
    assert re.fullmatch("the (connection was reset|server closed .*)", always.evidence.reason)


def test_whoever_the_system_trusts_is_trusted(web: Web) -> None:
    web.route("/", PAGE)
    asked = asking(environ={"SSL_CERT_FILE": str(web.ca_file)})
    assert verdict_on(web.url(tls="good"), asked=asked).outcome == "alive"
    assert verdict_on(web.url(tls="good")).evidence.reason.startswith(
        "the certificate has an untrusted"
    )


def test_an_http_address_whose_twin_answers_the_same_is_insecure(web: Web) -> None:
    web.route("/tulips", PAGE, host="garden.test")
    web.route("/other", in_turn(PAGE, page("<title>Default page</title>")), host="garden.test")
    asked = asking(environ=behind_proxy(web))
    same, other = "http://garden.test/tulips", "http://garden.test/other"
    verdicts = verdicts_on(same, other, asked=asked)
    assert (verdicts[same].outcome, verdicts[same].target) == (
        "insecure",
        "https://garden.test/tulips",
    )
    assert verdicts[other].outcome == "alive"
    assert [seen.scheme for seen in web.log.requests(path="/tulips")] == ["http", "https"]


def test_an_image_is_told_from_a_page_by_its_media_type(web: Web) -> None:
    web.route("/a", IMAGE)
    web.route("/b", PAGE)
    verdicts = verdicts_on(*(about(web.url(path), "type") for path in ("/a", "/b")))
    assert [item.media_type for item in verdicts.values()] == ["image/png", "text/html"]


def test_deep_addresses_that_all_end_at_one_page_are_lost(web: Web) -> None:
    for path in ("/a", "/b", "/c", "/d"):
        web.route(path, redirect("/welcome"))
    web.route("/welcome", PAGE)
    web.route("/else", redirect("/there"))
    web.route("/there", PAGE)
    verdicts = verdicts_on(*(web.url(path) for path in ("/a", "/b", "/c", "/d", "/else")))
    assert [bool(item.not_found) for item in verdicts.values()] == [True, True, True, True, False]


def test_a_server_that_is_not_there_is_tried_a_few_times_for_all_its_addresses(web: Web) -> None:
    base = web.refusing("/")
    settings = WebSettings(retries=0, host_gap=0.0, host_concurrency=1)
    verdicts = verdicts_on(*(f"{base}{number}" for number in range(9)), asked=asking(settings))
    assert {item.outcome for item in verdicts.values()} == {"unreachable"}
    assert {item.evidence.reason for item in verdicts.values()} == {"the connection was refused"}
    assert sum(item.evidence.attempts for item in verdicts.values()) == 3


def test_a_reader_of_localhost_may_have_to_start_a_server_first(web: Web) -> None:
    verdict = verdict_on(web.refusing("/").replace("127.0.0.1", "localhost"))
    assert verdict.outcome == "skipped"
    assert verdict.evidence.reason == "nothing is listening there"


def test_a_computer_without_a_network_says_so_of_nobody_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise OSError(-3, "Temporary failure in name resolution")

    monkeypatch.setattr("socket.getaddrinfo", unknown)
    verdict = verdict_on("https://garden.test/", asked=asking(is_online=lambda: False))
    assert verdict.outcome == "skipped"
    assert verdict.evidence.reason == "this computer is offline"
    verdict = verdict_on("https://garden.test/", asked=asking(is_online=lambda: True))
    assert verdict.outcome == "unreachable"


def test_a_local_server_is_no_proof_of_a_network(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", unknown)
    web.route("/", PAGE)
    urls = ("https://garden.org/", web.url(), "https://garden.test/", "https://garden.invalid/")
    verdicts = verdicts_on(*urls, asked=asking(is_online=lambda: False))
    assert [item.outcome for item in verdicts.values()] == ["skipped", "alive", "dead", "dead"]


def test_a_redirect_to_a_host_that_can_not_exist_leads_nowhere(web: Web) -> None:
    web.route("/old", redirect("http://garden.invalid/", 301))
    verdict = verdict_on(web.url("/old"), asked=asking(is_online=lambda: False))
    assert (verdict.outcome, verdict.evidence.reason) == (
        "dead",
        "the host garden.invalid does not exist",
    )


def test_an_answer_from_the_internet_proves_a_network(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    def known(name: bytes, *_: object, **__: object) -> list[Any]:
        if name == b"garden.org":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 0))]

    monkeypatch.setattr("socket.getaddrinfo", known)
    web.route("/", PAGE)
    there = web.url().replace("127.0.0.1", "flowers.org")
    verdicts = verdicts_on("https://garden.org/", there, asked=asking(is_online=lambda: False))
    assert [item.outcome for item in verdicts.values()] == ["dead", "alive"]


def test_when_the_time_of_the_run_is_up_the_rest_is_left_unasked(web: Web) -> None:
    web.route("*", hang)
    settings = WebSettings(deadline=0.3, host_concurrency=1)
    verdicts = verdicts_on(web.url("/a"), web.url("/b"), asked=asking(settings))
    assert [item.outcome for item in verdicts.values()] == ["skipped"] * 2
    reasons = {item.evidence.reason for item in verdicts.values()}
    assert reasons == {"the deadline for external links has passed"}


def test_one_address_has_its_own_time_for_all_attempts(web: Web) -> None:
    web.route("*", hang)
    settings = WebSettings(retries=9, timeout=0.2, address_timeout=0.5, host_gap=0.0)
    verdict = verdict_on(web.url("/a"), asked=asking(settings))
    assert (verdict.outcome, verdict.evidence.reason) == ("unreachable", "timed out after 0.5 s")
    assert verdict.evidence.attempts < 10


def test_what_the_settings_say_of_a_host_holds(web: Web) -> None:
    web.route("/", status(403))
    asked, spared = web.url(), web.url(host="127.0.0.2")
    server, other = asked.split("/")[2], spared.split("/")[2]
    hosts = {server: HostSettings(accept=(403,)), other: HostSettings(skip=True)}
    verdicts = verdicts_on(asked, spared, asked=asking(WebSettings(hosts=hosts)))
    assert verdicts[asked].outcome == "alive"
    assert verdicts[spared].outcome == "skipped"
    assert verdicts[spared].evidence.reason == "the configuration skips this host"
    assert {seen.host for seen in web.log.seen} == {"127.0.0.1"}


HOST_RULE = """
name = "Garden"
hosts = ["garden.test"]
[[ask]]
match = 'garden\\.test/(?P<name>\\w+)'
url = "http://judge.test/api/{name}"
when = [
  { json = { state = "gone" }, outcome = "dead", reason = "the garden says so" },
  { json = { state = "here" }, outcome = "alive" },
]
[[example]]
url = "https://garden.test/tulips"
asked = "http://judge.test/api/tulips"
body = '{"state": "here"}'
outcome = "alive"
"""


def test_where_another_address_tells_the_truth_that_one_is_asked(web: Web, tmp_path: Path) -> None:
    (tmp_path / "garden.toml").write_text(HOST_RULE)
    web.route("/api/tulips", answer(200, body=b'{"state": "here"}'), host="judge.test")
    web.route("/api/roses", answer(200, body=b'{"state": "gone"}'), host="judge.test")
    web.route("/api/lilies", status(403), host="judge.test")
    web.route("/lilies", PAGE, host="garden.test")
    urls = [f"https://garden.test/{name}" for name in ("tulips", "roses", "lilies")]
    asked = asking(environ=behind_proxy(web), host_rules=(tmp_path,))
    tulips, roses, lilies = verdicts_on(*urls, asked=asked).values()
    assert (tulips.outcome, tulips.evidence.provider) == ("alive", "Garden")
    assert tulips.evidence.asked == "http://judge.test/api/tulips"
    assert (roses.outcome, roses.evidence.reason) == ("dead", "the garden says so")
    assert (lilies.outcome, lilies.title) == ("alive", "Tulips"), "nobody knew, so it was asked"
    paths = [seen.path for seen in web.log.requests(host="garden.test")]
    assert paths == ["/lilies"]


def test_a_page_that_was_not_asked_is_not_said_to_hang(web: Web) -> None:
    web.route("*", hang)
    web.route("/good", PAGE)
    urls = [web.url(f"/{number}") for number in range(6)]
    settings = WebSettings(retries=1, host_gap=0.0, timeout=0.3)
    verdicts = verdicts_on(*urls, web.url("/good"), asked=asking(settings))
    assert [item.outcome for item in verdicts.values()] == ["unreachable"] * 6 + ["alive"]
