"""Whatever a server does, a run ends with a verdict on each address and no fault of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asking import AT_ONCE, about, asking, behind_proxy, verdict_on, verdicts_on
from loopback.answers import (
    answer,
    endless_chain,
    page,
    redirect,
    slow_down,
)
from loopback.bodies import (
    BADLY_PACKED,
    GIGABYTE,
    WELL_PACKED,
    chunked,
    endless_body,
    endless_chunks,
    gzip_bomb,
    nested_bomb,
)
from loopback.endings import (
    close,
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
from loopback.exchange import head
from loopback.garbled import BAD_HEADS, NOT_HTTP, ODD_BUT_FINE, UNFINISHED
from loopback.locations import LEADING, SENSELESS
from loopback.pages import ABOUT_NOT_FOUND, HOSTILE_TITLE, NOT_FOUND, PARKED
from loopback.walls import NO_WALLS, WALLS
from nblint.web.settings import WebSettings

if TYPE_CHECKING:
    from loopback.exchange import Behaviour
    from loopback.walls import Wall
    from loopback.web import Web
    from nblint.model.link_status import Aspect, LinkStatus, Outcome

pytestmark = pytest.mark.slow

PAGE = page("<title>Tulips</title><h1 id=soil>Tulips</h1>" + "<p>Words." * 50)
IMPATIENT = WebSettings(retries=0, host_gap=0.0, timeout=0.2)
HEADS = [name for name in UNFINISHED if "body" in name or "chunk" in name or "trailers" in name]
"""The unfinished answers of which status and headers came."""


def judged(web: Web, behaviour: Behaviour, settings: WebSettings = AT_ONCE) -> LinkStatus:
    """Return the verdict on a page that behaves so, and see that all else is well."""
    web.route("/page", behaviour)
    web.route("/else", PAGE, host="127.0.0.2")
    url, other = web.url("/page#none"), web.url("/else", host="127.0.0.2")
    verdict, well = verdicts_on(url, other, asked=asking(settings)).values()
    assert well.outcome == "alive" or settings is IMPATIENT
    assert "internal error" not in verdict.evidence.reason
    assert verdict.evidence.reason.isprintable()
    assert all(item.state != "found" for item in verdict.fragments.values())
    return verdict


@pytest.mark.parametrize("then", [close, reset, stay])
@pytest.mark.parametrize("name", UNFINISHED)
def test_an_answer_that_is_cut_off(web: Web, name: str, then: Behaviour) -> None:
    settings = IMPATIENT if then is stay else AT_ONCE
    verdict = judged(web, raw(UNFINISHED[name], then=then), settings)
    if name not in HEADS:
        assert verdict.outcome == "unreachable"
    elif then is not stay:  # which may take longer than there is time
        assert verdict.outcome == "alive"
    assert {item.state for item in verdict.fragments.values()} <= {"unverified"}


@pytest.mark.parametrize("data", NOT_HTTP.values(), ids=NOT_HTTP)
def test_what_is_not_http(web: Web, data: bytes) -> None:
    assert judged(web, raw(data)).outcome == "unreachable"


@pytest.mark.parametrize("data", BAD_HEADS.values(), ids=BAD_HEADS)
def test_a_head_that_makes_no_sense(web: Web, data: bytes) -> None:
    verdict = judged(web, raw(data))
    # Some of it may be taken for what was meant; none of it says that the page is gone.
    assert verdict.outcome in {"unreachable", "alive"}


@pytest.mark.parametrize("data", ODD_BUT_FINE.values(), ids=ODD_BUT_FINE)
def test_what_is_odd_but_fine(web: Web, data: bytes) -> None:
    assert judged(web, raw(data)).outcome == "alive"


NEVER_THERE: dict[str, Behaviour] = {
    "hangs": hang,
    "closes": close,
    "resets": reset,
    "drips its head": drip(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
    "drips line ends": drip(b"", b"\r\n"),
    "announces without end": drip(b"", head(100)),
    "has endless headers": endless_headers,
    "redirects without end": endless_chain(301),
}


@pytest.mark.parametrize("behaviour", NEVER_THERE.values(), ids=NEVER_THERE)
def test_an_answer_that_never_comes(web: Web, behaviour: Behaviour) -> None:
    assert judged(web, behaviour, IMPATIENT).outcome == "unreachable"


def test_a_body_that_drips_for_ever_has_an_end(web: Web) -> None:
    # It is alive, unless all of the time went by before its head.
    assert judged(web, drip(head(200), b"<p>"), IMPATIENT).outcome in {"alive", "unreachable"}


PATIENCE: dict[str, tuple[str, Outcome]] = {
    "in words": ("soon", "unreachable"),
    "of the past": ("Thu, 01 Jan 1970 00:00:00 GMT", "unreachable"),
    "for less than nothing": ("-1", "unreachable"),
    "for ever": ("9" * 400, "blocked"),
    "until the last year": ("Fri, 31 Dec 9999 23:59:59 GMT", "blocked"),
}


@pytest.mark.parametrize(("value", "outcome"), PATIENCE.values(), ids=PATIENCE)
def test_patience_that_is_asked_for(web: Web, value: str, outcome: Outcome) -> None:
    assert judged(web, slow_down(value, 503)).outcome == outcome


@pytest.mark.parametrize("behaviour", [closing(PAGE), interim(103, interim(100, PAGE))])
def test_an_answer_that_comes_in_an_odd_way(web: Web, behaviour: Behaviour) -> None:
    assert judged(web, behaviour).title == "Tulips"


def test_a_server_that_closes_what_it_said_it_would_keep(web: Web) -> None:
    web.route("*", once_per_connection(PAGE))
    settings = WebSettings(retries=0, host_gap=0.0, host_concurrency=1)
    urls = [web.url(f"/{number}") for number in range(4)]
    verdicts = verdicts_on(*urls, asked=asking(settings))
    assert [item.outcome for item in verdicts.values()] == ["alive"] * 4


BODIES: dict[str, Behaviour] = {
    "endless": endless_body,
    "endless, in chunks": endless_chunks,
    "a bomb": gzip_bomb(GIGABYTE),
    "a bomb in a bomb": nested_bomb(GIGABYTE),
    "tiny chunks": chunked(*[b"<"] * 5000),
    "nested too deeply": page("<div><b><table>" * 20_000),
    "open tags": page("<a " * 50_000),
    "attributes": page(f"<p {'a=b ' * 50_000}>"),
    "an endless comment": page("<!--" + "-" * 200_000),
    "zeros": page(bytes(200_000)),
    "not in its encoding": page(b"\xff\xfe\xfd" * 50_000),
    "an unknown encoding": answer(200, {"Content-Type": "text/html; charset=\x01\udcff"}, b"<p>"),
    "a media type of noise": answer(200, {"Content-Type": "\x01/;;;=\udcff" * 100}, b"<p>"),
    "a length too short": raw(head(200, {"Content-Length": "3"}) + b"<p>More than that."),
}


@pytest.mark.parametrize("behaviour", BODIES.values(), ids=BODIES)
def test_a_body_that_is_too_much(web: Web, behaviour: Behaviour) -> None:
    verdict = judged(web, behaviour, WebSettings(retries=0, host_gap=0.0, max_body=150_000))
    assert verdict.outcome == "alive"


@pytest.mark.parametrize("name", WELL_PACKED)
def test_a_body_that_is_packed(web: Web, name: str) -> None:
    verdict = judged(web, WELL_PACKED[name])
    # What nobody asked for need not be understood.
    assert verdict.title == "Packed" or name == "gzip, twice"


@pytest.mark.parametrize("behaviour", BADLY_PACKED.values(), ids=BADLY_PACKED)
def test_a_body_that_is_badly_packed(web: Web, behaviour: Behaviour) -> None:
    assert judged(web, behaviour).outcome == "alive"


@pytest.mark.parametrize(("location", "target"), LEADING.values(), ids=LEADING)
def test_a_location_is_read_as_browsers_read_it(web: Web, location: str, target: str) -> None:
    web.route("/deep/page", redirect(location, 301))
    web.route(target, PAGE)
    verdict = verdict_on(web.url("/deep/page"))
    assert [seen.target.decode() for seen in web.log.seen[1:]] == [target]
    assert verdict.outcome == "moved"


@pytest.mark.parametrize("location", SENSELESS.values(), ids=SENSELESS)
def test_a_location_that_leads_nowhere(
    web: Web, location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(name: bytes, *_: object, **__: object) -> None:
        raise UnicodeError(name)  # as for a label that is too long

    monkeypatch.setattr("socket.getaddrinfo", unknown)
    assert judged(web, redirect(location, 301)).outcome in {"unreachable", "dead"}


def test_a_circle_of_redirects(web: Web) -> None:
    web.route("/other", redirect("/page", 301))
    verdict = judged(web, redirect("/other", 301))
    assert verdict.evidence.reason == "redirect loop"
    assert len(web.log.requests(host="127.0.0.1")) <= 3


def test_redirects_from_host_to_host_for_ever(web: Web) -> None:
    web.route("/page", redirect(web.url("/page", host="127.0.0.2")), host="127.0.0.1")
    web.route("/page", endless_chain(308), host="127.0.0.2")
    settings = WebSettings(retries=0, host_gap=0.0, max_redirects=3)
    verdict = verdict_on(web.url("/page"), asked=asking(settings))
    assert verdict.evidence.reason == "more than 3 redirects"
    assert len(web.log.seen) == 4


@pytest.mark.parametrize("name", WALLS)
def test_a_wall_is_named_and_is_no_dead_end(web: Web, name: str) -> None:
    host = {"LinkedIn": "www.linkedin.com", "IEEE": "ieeexplore.ieee.org"}.get(name, "garden.test")
    verdict = behind(web, host, WALLS[name])
    assert verdict.outcome == "blocked"
    assert verdict.evidence.provider.startswith(name.partition(":")[0])
    assert verdict.evidence.status == WALLS[name].status


@pytest.mark.parametrize("name", NO_WALLS)
def test_what_only_looks_like_a_wall_is_none(web: Web, name: str) -> None:
    assert behind(web, "garden.test", NO_WALLS[name]).evidence.provider == ""


@pytest.mark.parametrize("name", WALLS)
def test_a_wall_before_an_image_is_no_page_in_its_place(web: Web, name: str) -> None:
    assert behind(web, "garden.test", WALLS[name], "type").outcome == "blocked"


def behind(web: Web, host: str, wall: Wall, aspect: Aspect = "page") -> LinkStatus:
    headers = {"Content-Type": "text/html", **wall.headers}
    web.route("/page", answer(wall.status, headers, wall.body.encode()), host=host)
    question = about(f"https://{host}/page", aspect)
    return verdict_on(question, asked=asking(environ=behind_proxy(web)))


@pytest.mark.parametrize("body", [*NOT_FOUND.values(), PARKED], ids=[*NOT_FOUND, "parked"])
def test_a_page_that_says_it_is_none_is_believed(web: Web, body: str) -> None:
    verdict = judged(web, page(body))
    assert (verdict.outcome, bool(verdict.not_found)) == ("alive", True)


def test_a_page_about_missing_pages_is_there(web: Web) -> None:
    assert not judged(web, page(ABOUT_NOT_FOUND)).not_found


def test_a_title_has_an_end(web: Web) -> None:
    verdict = judged(web, page(f"<title>{HOSTILE_TITLE * 5000}</title>"))
    assert len(verdict.title) < 1000


@pytest.mark.parametrize("field", ["Set-Cookie", "Retry-After", "ETag", "Link", "Content-Language"])
def test_a_header_of_noise(web: Web, field: str) -> None:
    # What no parser lets pass is in the table of heads that make no sense.
    noise = "".join(chr(code) for code in range(1, 32) if code not in range(10, 14)) + "\udcff;=,"
    assert judged(web, page("<p>", 200, {field: noise * 50})).outcome == "alive"


def test_many_hostile_servers_end_with_a_verdict_each(web: Web) -> None:
    tables = {**NOT_HTTP, **BAD_HEADS, **ODD_BUT_FINE, **UNFINISHED}
    for number, data in enumerate(tables.values()):
        web.route(f"/{number}", raw(data))
    urls = [web.url(f"/{number}") for number in range(len(tables))]
    outcomes = [item.outcome for item in verdicts_on(*urls).values()]
    assert len(outcomes) == len(tables)
    assert set(outcomes) == {"alive", "unreachable"}
