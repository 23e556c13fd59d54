"""Bodies that are endless, huge, packed or in pieces, and pages that are hard to read."""

from __future__ import annotations

import gzip
import ssl
import zlib
from typing import TYPE_CHECKING

import pytest

from loopback.bodies import (
    BADLY_PACKED,
    GIGABYTE,
    WELL_PACKED,
    body_of,
    chunked,
    endless_body,
    endless_chunks,
    gzip_bomb,
    nested_bomb,
)
from loopback.client import Got, ask, connect, request, take, take_all, wait_until_stuck
from loopback.endings import closing
from loopback.pages import (
    ABOUT_NOT_FOUND,
    ANCHORED,
    BY_SCRIPT,
    ENCODINGS,
    HOSTILE_TITLE,
    NOT_FOUND,
    PARKED,
    anchored_after,
    refreshing,
)

if TYPE_CHECKING:
    from loopback.exchange import Behaviour
    from loopback.pages import Encoded
    from loopback.web import Web

BUFFERS = 32 * 2**20
"""More than systems keep between a server that writes and a client that does not read."""


def test_a_body_of_any_size(web: Web) -> None:
    web.route("/", body_of(200_001))
    got = ask(web.url())
    assert (len(got.body), got.headers["content-length"]) == (200_001, "200001")
    assert web.log.seen[0].bytes_sent == 200_001


@pytest.mark.parametrize(
    "behaviour",
    [body_of(GIGABYTE), endless_body, endless_chunks],
    ids=["1 GB", "endless", "chunks"],
)
def test_of_a_huge_body_only_what_is_taken_is_sent(web: Web, behaviour: Behaviour) -> None:
    web.route("/", behaviour)
    with connect(web.url()) as connection:
        connection.sendall(request(web.url()))
        take(connection, 2**20)
        wait_until_stuck(web, web.log.seen[0])
    web.log.until(lambda: web.log.seen[0].gave_up)
    assert 2**19 < web.log.seen[0].bytes_sent < BUFFERS


def test_of_a_huge_body_over_tls_only_what_is_taken_is_sent(web: Web) -> None:
    web.route("/", body_of(GIGABYTE))
    url = web.url(tls="good")
    context = ssl.create_default_context(cafile=web.ca_file)
    with context.wrap_socket(connect(url), server_hostname="127.0.0.1") as connection:
        connection.sendall(request(url))
        take(connection, 2**20)
    web.log.until(lambda: web.log.seen[0].gave_up)
    assert 2**19 < web.log.seen[0].bytes_sent < BUFFERS


@pytest.mark.parametrize("behaviour", [body_of(GIGABYTE), chunked(b"x"), gzip_bomb()])
def test_a_head_is_answered_without_the_body(web: Web, behaviour: Behaviour) -> None:
    web.route("/", closing(behaviour))
    assert take_all(web.url(), "HEAD").endswith(b"\r\n\r\n")


def test_chunks_and_trailers(web: Web) -> None:
    web.route("/", closing(chunked(b"hello ", b"world", trailers={"X-Sum": "1"})))
    body = take_all(web.url()).partition(b"\r\n\r\n")[2]
    assert body == b"6\r\nhello \r\n5\r\nworld\r\n0\r\nX-Sum: 1\r\n\r\n"
    assert ask(web.url()).body == b"hello world"


def test_a_bomb_is_sound_gzip(web: Web) -> None:
    web.route("/", gzip_bomb(3 * 2**20))
    got = ask(web.url())
    assert got.headers["content-encoding"] == "gzip"
    assert gzip.decompress(got.body) == bytes(3 * 2**20)
    assert web.log.seen[0].bytes_sent == len(got.body) < 2**12


def test_a_bomb_is_of_a_gigabyte(web: Web) -> None:
    web.route("/", gzip_bomb())
    assert int(ask(web.url(), "HEAD").headers["content-length"]) < 2**21
    body = ask(web.url()).body
    assert body.endswith(GIGABYTE.to_bytes(4, "little"))
    assert len(body) < 2**21
    assert zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(body, 2**20) == bytes(2**20)


def test_a_bomb_may_be_packed_twice(web: Web) -> None:
    web.route("/", nested_bomb(3 * 2**20))
    got = ask(web.url())
    assert got.headers["content-encoding"] == "gzip, gzip"
    assert gzip.decompress(gzip.decompress(got.body)) == bytes(3 * 2**20)


def unpack(got: Got) -> bytes:
    body = got.body
    for coding in got.headers["content-encoding"].lower().split(", "):
        match coding:
            case "gzip" | "x-gzip":
                body = gzip.decompress(body)
            case "deflate":
                framed = body.startswith(b"\x78")
                body = zlib.decompress(body, zlib.MAX_WBITS if framed else -zlib.MAX_WBITS)
            case "identity":
                pass
            case _:
                raise ValueError(coding)
    return body


@pytest.mark.parametrize("behaviour", WELL_PACKED.values(), ids=WELL_PACKED)
def test_bodies_are_well_packed(web: Web, behaviour: Behaviour) -> None:
    web.route("/", behaviour)
    assert unpack(ask(web.url())).startswith(b"<title>Packed</title>")


@pytest.mark.parametrize("behaviour", BADLY_PACKED.values(), ids=BADLY_PACKED)
def test_bodies_are_badly_packed(web: Web, behaviour: Behaviour) -> None:
    web.route("/", behaviour)
    got = ask(web.url())
    with pytest.raises((gzip.BadGzipFile, EOFError, zlib.error, ValueError)):
        unpack(got)


@pytest.mark.parametrize("encoded", ENCODINGS.values(), ids=ENCODINGS)
def test_encodings(web: Web, encoded: Encoded) -> None:
    web.page("/", encoded.body, headers={"Content-Type": encoded.declared})
    got = ask(web.url())
    assert (got.headers["content-type"], got.body) == encoded


def test_an_id_may_come_late(web: Web) -> None:
    web.page("/", anchored_after(100_000))
    assert ask(web.url()).body.index(b"<h2 id=far>") in range(100_000, 100_100)


@pytest.mark.parametrize(
    "text",
    [ANCHORED, BY_SCRIPT, HOSTILE_TITLE, PARKED, ABOUT_NOT_FOUND, *NOT_FOUND.values()],
)
def test_pages_are_sent_as_written(web: Web, text: str) -> None:
    web.page("/", text)
    assert ask(web.url()).body.decode() == text


def test_a_page_may_send_its_reader_on(web: Web) -> None:
    web.page("/", refreshing("/there"))
    assert b'content="0; url=/there"' in ask(web.url()).body
