"""Good answers and bad tidings, and behaviours made of others."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

from loopback.answers import (
    answer,
    by_method,
    endless_chain,
    given,
    in_turn,
    page,
    redirect,
    slow_down,
    status,
    versioned,
)
from loopback.client import ask, take_all
from loopback.endings import closing
from loopback.locations import FORBIDDEN, LEADING, NO_PAGE, PRIVATE, SENSELESS
from loopback.walls import NO_WALLS, WALLS

if TYPE_CHECKING:
    from loopback.walls import Wall
    from loopback.web import Web

LOCATIONS = [
    *(location for location, _ in LEADING.values()),
    *SENSELESS.values(),
    *FORBIDDEN.values(),
    *PRIVATE.values(),
    *NO_PAGE.values(),
]


@pytest.mark.parametrize("code", [200, 204, 304, 401, 403, 404, 407, 410, 418, 429, 503, 799, 999])
def test_any_status(web: Web, code: int) -> None:
    web.route("/", status(code))
    bare = code in {204, 304}
    got = ask(web.url())
    assert (got.status, got.body) == (
        code,
        b"" if bare else b"<title>%d</title><p>%d" % (code, code),
    )
    assert ("content-length" in got.headers) is not bare


def test_head_has_the_length_of_the_page_and_no_body(web: Web) -> None:
    web.page("/", "12345")
    web.route("/", closing(page("12345")))
    assert ask(web.url(), "HEAD").headers["content-length"] == "5"
    assert take_all(web.url(), "HEAD").endswith(b"\r\n\r\n")


@pytest.mark.parametrize("code", [405, 403, 404, 501])
def test_head_may_be_refused(web: Web, code: int) -> None:
    web.route("/", by_method(head=status(code), get=page("here")))
    assert (ask(web.url(), "HEAD").status, ask(web.url()).status) == (code, 200)


def test_head_may_lie(web: Web) -> None:
    web.route("/", by_method(head=status(200), get=status(404)))
    assert (ask(web.url(), "HEAD").status, ask(web.url()).status) == (200, 404)


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_redirects(web: Web, code: int) -> None:
    web.route("/", redirect("/there#part", code))
    got = ask(web.url())
    assert (got.status, got.headers["location"]) == (code, "/there#part")


@pytest.mark.parametrize("location", LOCATIONS)
def test_locations_are_sent_as_they_are(web: Web, location: str) -> None:
    web.route("/", closing(redirect(location)))
    sent = b"\r\nLocation: %s\r\n" % location.encode("utf-8", "surrogateescape")
    assert sent in take_all(web.url())


def test_a_redirect_may_have_no_location(web: Web) -> None:
    web.route("/", status(301))
    assert "location" not in ask(web.url()).headers


def test_redirects_may_lead_to_another_host(web: Web) -> None:
    web.route("/", redirect(web.url("/there", host="127.0.0.2")))
    ask(ask(web.url()).headers["location"], headers={"Authorization": "leaked"})
    assert web.log.requests(host="127.0.0.2")[0].header("Authorization") == "leaked"


def test_a_chain_without_an_end_has_ever_new_addresses(web: Web) -> None:
    web.route("/deep", endless_chain())
    locations = [ask(web.url("/deep")).headers["location"] for _ in range(3)]
    assert locations == ["/deep?1", "/deep?2", "/deep?3"]
    assert ask(web.url(locations[2])).headers["location"] == "/deep?4"


def test_a_loop_may_end_with_a_cookie(web: Web) -> None:
    again = status(302, {"Location": "/", "Set-Cookie": "been=here"})
    web.route("/", given("Cookie", "been=here", page("in"), again))
    assert ask(web.url()).headers["set-cookie"] == "been=here"
    assert ask(web.url(), headers={"Cookie": "been=here"}).body == b"in"


def test_a_page_may_need_a_password(web: Web) -> None:
    basic = f"Basic {b64encode(b'user:secret').decode()}"
    closed = status(401, {"WWW-Authenticate": 'Basic realm="x"'})
    web.route("/", given("Authorization", basic, page("in"), closed))
    assert ask(web.url()).status == 401
    assert ask(web.url(), headers={"Authorization": "Basic x"}).status == 401
    assert ask(web.url(), headers={"Authorization": basic}).body == b"in"


@pytest.mark.parametrize(
    "retry_after", ["2", "Fri, 31 Dec 1999 23:59:59 GMT", "soon", "-1", "1000000000", "1.5", ""]
)
def test_answers_in_turn_and_retry_after(web: Web, retry_after: str) -> None:
    web.route("/", in_turn(status(503), slow_down(retry_after), page("at last")))
    answers = [ask(web.url()) for _ in range(4)]
    assert [got.status for got in answers] == [503, 429, 200, 200]
    assert answers[1].headers["retry-after"] == retry_after


def test_who_has_the_version_gets_no_body(web: Web) -> None:
    date = "Fri, 31 Dec 1999 23:59:59 GMT"
    web.route("/", versioned("new", etag='"2"', modified=date))
    got = ask(web.url())
    assert (got.status, got.headers["etag"], got.headers["last-modified"]) == (200, '"2"', date)
    for headers, code in [
        ({"If-None-Match": '"2"'}, 304),
        ({"If-None-Match": '"1"'}, 200),
        ({"If-None-Match": '"1"', "If-Modified-Since": date}, 200),
        ({"If-Modified-Since": date}, 304),
        ({"If-Modified-Since": "Thu, 30 Dec 1999 23:59:59 GMT"}, 200),
    ]:
        assert ask(web.url(), headers=headers).status == code


@pytest.mark.parametrize("wall", [*WALLS.values(), *NO_WALLS.values()])
def test_walls(web: Web, wall: Wall) -> None:
    web.page("/", wall.body, status=wall.status, headers=wall.headers)
    got = ask(web.url())
    assert (got.status, got.body) == (wall.status, wall.body.encode())
    assert got.headers.items() >= {n.lower(): value for n, value in wall.headers.items()}.items()


def test_an_endpoint_may_answer_with_json(web: Web) -> None:
    found = answer(200, {"Content-Type": "application/json"}, b'{"responseCode": 1}')
    web.route("/api/handles/10.1000/1", found, host="doi.example")
    got = ask(web.url("/api/handles/10.1000/1"), headers={"Host": "doi.example"})
    assert (got.headers["content-type"], got.body) == ("application/json", b'{"responseCode": 1}')
