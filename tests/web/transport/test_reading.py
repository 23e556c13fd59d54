"""Bodies are decoded in pieces and never further than is wanted."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from typing import TYPE_CHECKING

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.web.messages import Request
from nblint.web.transport.body_reader import BodyReader

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable

    from nblint.web.messages import Response

RAW = -zlib.MAX_WBITS


def deflated(data: bytes, wbits: int) -> bytes:
    deflate = zlib.compressobj(wbits=wbits)
    return deflate.compress(data) + deflate.flush()


def cut(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def read(coding: str, chunks: Iterable[bytes], max_body: int = 1_000_000) -> Response:
    """Read a body that comes in these chunks."""

    async def come() -> AsyncIterator[bytes]:
        for chunk in chunks:
            yield chunk

    async def run() -> Response:
        reading = BodyReader(Request("GET", "http://example.org/", max_body=max_body))
        reading.begin(200, [(b"Content-Encoding", coding.encode())])
        await reading.read(come())
        return reading.answer(0.0)

    return anyio.run(run)


CODED: dict[str, Callable[[bytes], bytes]] = {
    "": lambda data: data,
    "identity": lambda data: data,
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    " GZip ": gzip.compress,
    "deflate": zlib.compress,
    "Deflate": lambda data: deflated(data, RAW),
}


@pytest.mark.parametrize("coding", CODED)
@pytest.mark.parametrize("size", [1, 7, 100_000])
@pytest.mark.parametrize("data", [b"", b"x", bytes(range(256)) * 300, bytes(1 << 17)])
def test_what_was_coded_comes_back(coding: str, size: int, data: bytes) -> None:
    got = read(coding, cut(CODED[coding](data), size))
    assert (got.body == data, got.complete) == (True, True)


@given(
    st.lists(st.sampled_from([b"\0" * 9000, b"abc", bytes(range(256))]), max_size=40),
    st.integers(1, 5000),
    st.sampled_from(["gzip", "deflate", "Deflate"]),
)
def test_all_of_it_comes_back_however_it_is_cut(parts: list[bytes], size: int, coding: str) -> None:
    data = b"".join(parts)
    assert read(coding, cut(CODED[coding](data), size)).body == data


def test_nothing_of_a_full_piece_is_lost_at_the_end() -> None:
    # Without its last bytes, all data may be used up while some of its output still waits.
    for size in range((1 << 16) - 300, (1 << 16) + 300):
        unfinished = deflated(bytes(size), RAW)[:-1]
        whole = zlib.decompressobj(RAW).decompress(unfinished)
        assert read("deflate", [unfinished]).body == whole


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_what_breaks_off_is_incomplete(coding: str) -> None:
    data = bytes(range(256)) * 300
    got = read(coding, [CODED[coding](data)[:-50]])
    assert data.startswith(got.body)
    assert got.body
    assert not got.complete


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, gzip", "magic", "é"])
def test_what_is_not_in_its_coding_is_no_body(coding: str) -> None:
    got = read(coding, [b"<p>hello"])
    assert (got.body, got.complete) == (b"", False)


def test_what_was_good_before_it_turned_bad_is_kept() -> None:
    packed = gzip.compress(bytes(range(256)) * 3000)
    got = read("gzip", [packed[:1000], b"\xff" * 1000])
    assert got.body
    assert not got.complete


def test_what_follows_the_end_is_left_aside() -> None:
    got = read("gzip", [gzip.compress(b"hello"), b"and more", gzip.compress(b"again")])
    assert (got.body, got.complete) == (b"hello", True)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_bomb_unfolds_no_further_than_it_is_looked_at(coding: str) -> None:
    bomb = CODED[coding](bytes(50_000_000))
    tracemalloc.start()
    try:
        got = read(coding, [bomb], max_body=1000)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (len(got.body), got.complete) == (1000, False)
    assert peak < 5_000_000


def test_what_unfolds_to_nothing_has_an_end() -> None:
    deflate = zlib.compressobj(wbits=RAW)
    nothing = deflate.compress(b"x") + deflate.flush(zlib.Z_FULL_FLUSH)
    empty_block = deflate.compress(b"") + deflate.flush(zlib.Z_FULL_FLUSH)
    taken = 0

    def endless() -> Iterable[bytes]:
        nonlocal taken
        yield nothing
        while True:
            taken += 1000
            yield (empty_block or b"\0\0\0\xff\xff") * 200

    got = read("deflate", endless(), max_body=1000)
    assert (got.body, got.complete) == (b"x", False)
    assert taken < 100_000


def test_a_body_is_cut_to_the_byte() -> None:
    for coding in ("", "gzip", "deflate"):
        got = read(coding, [CODED[coding](bytes(10**6))], max_body=777)
        assert (len(got.body), got.complete) == (777, False)
