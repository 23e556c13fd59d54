"""Bodies that are endless, huge, packed or in pieces; no huge one is held in memory."""

from __future__ import annotations

import gzip
import zlib
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING

from loopback.answers import answer
from loopback.exchange import NONE, head

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loopback.exchange import Behaviour, Exchange, Headers

GIGABYTE = 2**30
_MEGABYTE = 2**20
_PIECE = b"<p>Round and round.\n" * 3200


def body_of(size: int, headers: Headers = NONE) -> Behaviour:
    """Answer with a body of so many bytes of text."""
    whole, rest = divmod(size, len(_PIECE))
    length = {"Content-Length": str(size)}

    async def send(exchange: Exchange) -> None:
        await exchange.send(head(200, {"Content-Type": "text/html", **length, **headers}))
        await _send_all(exchange, [*repeat(_PIECE, whole), _PIECE[:rest]])

    return send


async def endless_body(exchange: Exchange) -> None:
    """Answer with a body that goes on until the client gives up (RFC 9112, section 6.3)."""
    await exchange.send(head(200, {"Content-Type": "text/html", "Connection": "close"}))
    await _send_all(exchange, repeat(_PIECE))


async def endless_chunks(exchange: Exchange) -> None:
    """Answer with a body in chunks that goes on until the client gives up."""
    await exchange.send(head(200, {"Content-Type": "text/html", "Transfer-Encoding": "chunked"}))
    await _send_all(exchange, repeat(_chunk(_PIECE)))


def chunked(*chunks: bytes, trailers: Headers = NONE) -> Behaviour:
    """Answer with a body in these chunks (RFC 9112, section 7.1)."""
    last = b"0\r\n" + head(200, trailers).partition(b"\r\n")[2]

    async def send(exchange: Exchange) -> None:
        await exchange.send(head(200, {"Transfer-Encoding": "chunked"}))
        await _send_all(exchange, [*map(_chunk, chunks), last])

    return send


def gzip_bomb(size: int = GIGABYTE) -> Behaviour:
    """Answer with zeros, packed to a thousandth; `size` is in bytes, a multiple of 2^20."""
    length = len(_GZIP_HEAD) + size // _MEGABYTE * len(_packed_megabyte()) + len(_gzip_end(0))

    async def send(exchange: Exchange) -> None:
        coding = {"Content-Encoding": "gzip", "Content-Length": str(length)}
        await exchange.send(head(200, {"Content-Type": "text/html", **coding}))
        await _send_all(exchange, _packed_zeros(size))

    return send


def nested_bomb(size: int = GIGABYTE) -> Behaviour:
    """Answer with zeros that are packed twice, to some kilobytes."""
    return packed("gzip, gzip", gzip.compress(b"".join(_packed_zeros(size))))


def packed(coding: str, body: bytes) -> Behaviour:
    """Answer with a body that is said to be in this coding, true or not."""
    return answer(200, {"Content-Type": "text/html", "Content-Encoding": coding}, body)


_PAGE = b"<title>Packed</title>" + _PIECE
_GZIP = gzip.compress(_PAGE)

WELL_PACKED = {
    "gzip": packed("gzip", _GZIP),
    "gzip by its older name": packed("X-GZip", _GZIP),
    "deflate": packed("deflate", zlib.compress(_PAGE)),
    "deflate without its frame": packed("deflate", zlib.compress(_PAGE, wbits=-zlib.MAX_WBITS)),
    "gzip, twice": packed("gzip, gzip", gzip.compress(_GZIP)),
    "not at all": packed("identity", _PAGE),
}
"""One page in every coding that is in use (RFC 9110, section 8.4.1)."""

BADLY_PACKED = {
    "plain text under gzip": packed("gzip", _PAGE),
    "noise under gzip": packed("gzip", bytes(range(256))),
    "gzip without its end": packed("gzip", _GZIP[:-20]),
    "gzip with a wrong checksum": packed("gzip", _GZIP[:-8] + b"\xff" * 8),
    "gzip with a fault inside": packed("gzip", _GZIP[:60] + b"\xff" * 60 + _GZIP[120:]),
    "gzip with something after it": packed("gzip", _GZIP + b"and more"),
    "gzip under deflate": packed("deflate", _GZIP),
    "gzip said twice, done once": packed("gzip, gzip", _GZIP),
    "gzip said a hundred times": packed(", ".join(["gzip"] * 100), _GZIP),
    "an unknown coding": packed("magic", _PAGE),
}
"""Bodies that are not what their coding says, or not whole."""


async def _send_all(exchange: Exchange, pieces: Iterable[bytes]) -> None:
    """Send a body piece by piece, unless only its head was asked for."""
    if exchange.seen.method != "HEAD":
        for piece in pieces:
            await exchange.send(b"", body=piece)


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


# RFC 1952, section 2.3: no name, no time, unknown system.
_GZIP_HEAD = b"\x1f\x8b\x08" + bytes(6) + b"\xff"


def _packed_zeros(size: int) -> Iterator[bytes]:
    yield _GZIP_HEAD
    yield from repeat(_packed_megabyte(), size // _MEGABYTE)
    yield _gzip_end(size)


@cache
def _packed_megabyte() -> bytes:
    """A megabyte of zeros, deflated so that it can follow itself (zlib's full flush)."""
    deflate = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    return deflate.compress(bytes(_MEGABYTE)) + deflate.flush(zlib.Z_FULL_FLUSH)


def _gzip_end(size: int) -> bytes:
    """The last block, which is empty, with the checksum and the size of all zeros."""
    checksum, zeros = 0, bytes(_MEGABYTE)
    for _ in range(size // _MEGABYTE):
        checksum = zlib.crc32(zeros, checksum)
    return b"\x03\x00" + checksum.to_bytes(4, "little") + size.to_bytes(4, "little")
