"""Reads an answer under limits: no body, however packed or endless, takes more than is wanted."""

from __future__ import annotations

import math
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from nblint.web.messages import Response

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from nblint.web.messages import Request

CODINGS: Final = "gzip, deflate"
"""What Accept-Encoding may announce: all that is decoded here."""

_BODILESS: Final = frozenset({204, 304})  # RFC 9110, section 6.4.1
_PIECE: Final = 1 << 16
_GZIP: Final = 16 + zlib.MAX_WBITS
_RAW_DEFLATE: Final = -zlib.MAX_WBITS


class CodingError(ValueError):
    """The body is not in the coding that it is said to be in, or that is an unknown one."""


class BodyReader:
    """What there is of an answer so far, which is kept when its time is up.

    `is_connected` tells that the server has taken the connection.
    """

    def __init__(self, request: Request) -> None:
        self.is_connected = False
        self._request = request
        self._status = 0
        self._headers: dict[str, str] = {}
        self._cookies: list[str] = []
        self._body = bytearray()
        self._complete = False
        self._asked_at = 0
        self._taken = 0

    @property
    def has_begun(self) -> bool:
        """Whether the status and the headers are there."""
        return self._status != 0

    @property
    def left(self) -> float:
        """How many bytes may be left on the connection: 0 where chunks do not tell."""
        if self._complete or "transfer-encoding" in self._headers:
            return 0
        length = self._headers.get("content-length", "")
        return int(length) - self._taken if length.isdecimal() else math.inf

    def answer(self, elapsed: float) -> Response:
        """Return the answer as it stands, after so many seconds."""
        return Response(
            self._request.url,
            self._status,
            self._headers,
            bytes(self._body),
            self._complete,
            elapsed,
            tuple(self._cookies),
        )

    def begin(self, status: int, headers: Sequence[tuple[bytes, bytes]]) -> None:
        """Take the head of an answer."""
        values: dict[str, list[str]] = {}
        for name, value in headers:
            values.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
        self._cookies = values.pop("set-cookie", [])
        self._headers = {name: ", ".join(several) for name, several in values.items()}
        self._status = status

    async def read(self, chunks: AsyncIterator[bytes]) -> None:
        """Read the body until it ends, is enough or too much, or turns out to be broken."""
        request = self._request
        if request.method == "HEAD" or self._status in _BODILESS:
            self._complete = True
        elif request.max_body and not (request.enough and request.enough(self.answer(0.0))):
            with suppress(CodingError):  # what could be decoded is there
                self._complete = await self._read_all(chunks)

    async def _read_all(self, chunks: AsyncIterator[bytes]) -> bool:
        decoder = _decoder(self._headers.get("content-encoding", ""))
        async for chunk in chunks:
            self._taken += len(chunk)
            for piece in decoder.decode(chunk):
                if not self._take(piece):
                    return False
            if self._taken > self._request.max_body + _PIECE:
                return False  # what unfolds to nothing must have an end, too
        return decoder.ended or not self._taken

    def _take(self, piece: bytes) -> bool:
        """Add to the body; return whether more is wanted."""
        self._body += piece
        limit = self._request.max_body
        if len(self._body) > limit:
            del self._body[limit:]
            return False
        enough = self._request.enough
        # Asked whenever the body has doubled, the answers cost no more than the body itself.
        if enough and len(self._body) >= 2 * self._asked_at:
            self._asked_at = len(self._body)
            return not enough(self.answer(0.0))
        return True


def _decoder(coding: str) -> _Identity | _Inflate:
    """Return what decodes a Content-Encoding (RFC 9110, section 8.4)."""
    name = coding.strip().lower()
    if name in {"", "identity"}:
        return _Identity()
    if name in {"gzip", "x-gzip", "deflate"}:
        return _Inflate(is_gzip=name != "deflate")
    message = f"content encoding {name} was not requested"
    raise CodingError(message)


class _Identity:
    """Nothing is coded; the body has all that its framing says."""

    ended = True

    def decode(self, data: bytes) -> Iterator[bytes]:
        yield data


class _Inflate:
    """gzip or deflate, piece by piece; `ended` tells that the coded data is complete.

    "deflate" is zlib's format, and without its header with some servers (RFC 9110, section
    8.4.1.2). What follows the end of the data is left aside, as browsers do.
    """

    def __init__(self, *, is_gzip: bool) -> None:
        self._is_gzip = is_gzip
        self._zlib = zlib.decompressobj(_GZIP)
        self._has_begun = False
        self.ended = False

    def decode(self, data: bytes) -> Iterator[bytes]:
        """Yield what the data unfolds to in pieces of 64 KiB at most; raises CodingError."""
        if data and not self._has_begun and not self._is_gzip:
            is_zlib = data[0] & 0x0F == zlib.DEFLATED  # RFC 1950, section 2.2
            self._zlib = zlib.decompressobj(zlib.MAX_WBITS if is_zlib else _RAW_DEFLATE)
        self._has_begun = True
        piece = b""
        # A full piece may leave more behind even where all of the data is used up.
        while not self.ended and (data or len(piece) == _PIECE):
            try:
                piece = self._zlib.decompress(data, _PIECE)
            except zlib.error as error:
                message = "the compressed body is corrupt"
                raise CodingError(message) from error
            data, self.ended = self._zlib.unconsumed_tail, self._zlib.eof
            yield piece
