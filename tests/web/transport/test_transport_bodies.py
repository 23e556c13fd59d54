"""Bodies are read as far as they are wanted, and never further."""

from __future__ import annotations

import gzip
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from loopback.answers import by_method, page
from loopback.bodies import (
    GIGABYTE,
    body_of,
    chunked,
    endless_body,
    endless_chunks,
    gzip_bomb,
    nested_bomb,
    packed,
)
from loopback.endings import (
    close,
    drip,
    raw,
    reset,
)
from loopback.exchange import head
from loopback.garbled import UNFINISHED
from nblint.web.messages import NoResponse, Request, Response
from sending import (
    A_LITTLE,
    PLENTY,
    answer_to,
    get,
    laid_out,
    send,
)

if TYPE_CHECKING:
    from loopback.exchange import Behaviour
    from loopback.web import Web


@pytest.mark.parametrize("behaviour", [body_of(PLENTY), endless_body, endless_chunks])
def test_a_body_is_cut_where_it_is_too_much(web: Web, behaviour: Behaviour) -> None:
    got = answer_to(laid_out(web, behaviour), max_body=100_000)
    assert (len(got.body), got.complete) == (100_000, False)


def test_a_body_is_complete_where_it_just_fits(web: Web) -> None:
    got = answer_to(laid_out(web, page(b"x" * 1000)), max_body=1000)
    assert (len(got.body), got.complete) == (1000, True)


def test_a_body_is_not_read_where_none_is_wanted(web: Web) -> None:
    got = answer_to(laid_out(web, body_of(GIGABYTE)), max_body=0)
    assert (got.status, got.body, got.complete) == (200, b"", False)
    web.log.until(lambda: web.log.seen[0].gave_up)
    assert web.log.seen[0].bytes_sent < GIGABYTE / 20


@pytest.mark.parametrize("name", UNFINISHED)
@pytest.mark.parametrize("then", [close, reset])
def test_a_body_may_break_off(web: Web, name: str, then: Behaviour) -> None:
    url = laid_out(web, raw(UNFINISHED[name], then))
    got = get(url)
    if b"\r\n\r\n" in UNFINISHED[name]:
        assert isinstance(got, Response)
        assert (got.status, got.complete) == (200, False)
    else:
        assert isinstance(got, NoResponse)
        assert got.kind == "reset"


def test_a_body_has_what_came_before_it_broke_off(web: Web) -> None:
    assert answer_to(laid_out(web, raw(UNFINISHED["in the body"]))).body == b"<title>Half"


def test_a_body_has_what_came_before_the_time_was_up(web: Web) -> None:
    got = answer_to(laid_out(web, drip(head(200), b"x")), timeout=A_LITTLE * 2)
    assert (got.status, got.complete) == (200, False)
    assert set(got.body) == set(b"x")


def test_a_body_may_come_in_chunks(web: Web) -> None:
    got = answer_to(laid_out(web, chunked(b"ab", b"c", trailers={"X": "y"})))
    assert (got.body, got.complete) == (b"abc", True)


@pytest.mark.parametrize("bomb", [gzip_bomb(), packed("deflate", zlib.compress(bytes(10**8)))])
def test_a_body_may_be_a_bomb(web: Web, bomb: Behaviour) -> None:
    got = answer_to(laid_out(web, bomb))
    assert (got.body, got.complete) == (bytes(PLENTY), False)


def test_a_body_is_left_packed_where_it_is_packed_twice(web: Web) -> None:
    got = answer_to(laid_out(web, nested_bomb()))
    assert (got.status, got.body, got.complete) == (200, b"", False)


def test_a_body_is_unpacked(web: Web) -> None:
    got = answer_to(laid_out(web, packed("gzip", gzip.compress(b"hello"))))
    assert (got.body, got.complete) == (b"hello", True)


def test_a_body_is_not_there_after_head(web: Web) -> None:
    url = laid_out(web, by_method(head=packed("gzip", b"x"), get=close))
    [got] = send(Request("HEAD", url, max_body=PLENTY))
    assert isinstance(got, Response)
    assert (got.body, got.complete) == (b"", True)


def test_enough_is_asked_first_without_a_body(web: Web) -> None:
    bodies = []

    def enough(so_far: Response) -> bool:
        bodies.append(so_far.body)
        return so_far.status == 200

    url = laid_out(web, page("hello"))
    [got] = send(Request("GET", url, max_body=PLENTY, enough=enough))
    assert isinstance(got, Response)
    assert (bodies, got.body, got.complete) == ([b""], b"", False)


def test_enough_ends_the_reading(web: Web) -> None:
    url = laid_out(web, endless_body)
    request = Request("GET", url, max_body=10**9, enough=lambda got: b"Round" in got.body)
    [got] = send(request)
    assert isinstance(got, Response)
    assert b"Round" in got.body
    assert not got.complete


def test_enough_is_not_asked_for_every_byte(web: Web) -> None:
    sizes: list[int] = []

    def enough(so_far: Response) -> bool:
        sizes.append(len(so_far.body))
        return False

    url = laid_out(web, body_of(PLENTY))
    send(Request("GET", url, max_body=PLENTY, enough=enough))
    assert sizes[0] == 0
    assert len(sizes) < 24
    assert all(2 * one <= other for one, other in pairwise(sizes))
