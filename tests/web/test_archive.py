"""Copies of pages that are gone, as the Internet Archive tells of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from asking import asking, behind_proxy
from loopback.answers import answer, status
from nblint.web.archive import Wanted, day, find_copies

if TYPE_CHECKING:
    from loopback.exchange import Behaviour
    from loopback.web import Web

WANTED = Wanted("http://garden.org/a?b=c&d", "20210304")
COPY = "web.archive.org/web/20210301000000/http://garden.org/a?b=c&d"


def told(**closest: Any) -> Behaviour:
    """Answer as the archive does."""
    whole = {"url": f"http://{COPY}", "status": "200", "available": True, **closest}
    return answer(200, body=json.dumps({"archived_snapshots": {"closest": whole}}).encode())


def found(web: Web, behaviour: Behaviour) -> dict[Wanted, str]:
    web.route("/wayback/available", behaviour, host="archive.org")
    return find_copies([WANTED], asking(environ=behind_proxy(web)))


def test_the_copy_that_is_nearest_to_a_day_is_asked_for(web: Web) -> None:
    assert found(web, told()) == {WANTED: f"https://{COPY}"}
    (asked,) = web.log.requests(path="/wayback/available")
    address = "http%3A%2F%2Fgarden.org%2Fa%3Fb%3Dc%26d"
    assert asked.target.decode() == f"/wayback/available?url={address}&timestamp=20210304"


@pytest.mark.parametrize(
    "behaviour",
    [
        answer(200, body=b'{"archived_snapshots": {}}'),
        told(status="404"),
        told(available=False),
        told(url="https://elsewhere.org/web/20210301000000/http://garden.org/a"),
        told(url="https://web.archive.org/account/login"),
    ],
)
def test_there_is_no_copy(web: Web, behaviour: Behaviour) -> None:
    assert found(web, behaviour) == {WANTED: ""}


@pytest.mark.parametrize(
    "behaviour", [status(503), status(404), answer(200, body=b"<p>"), told(url=7)]
)
def test_the_archive_does_not_say(web: Web, behaviour: Behaviour) -> None:
    assert found(web, behaviour) == {}


def test_a_day_is_that_of_utc() -> None:
    assert day(1_614_901_000.0) == "20210304"
