"""Connections that break are reported as httpcore expects it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import anyio
import httpcore
import pytest

from nblint.web.transport.stream import GuardedStream

if TYPE_CHECKING:
    from anyio.abc import ByteStream


class Broken:
    """A connection on which everything fails in one way."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    async def send(self, _item: bytes) -> None:
        raise self._error

    async def receive(self, _max_bytes: int) -> bytes:
        raise self._error


def broken(error: Exception) -> GuardedStream:
    return GuardedStream(cast("ByteStream", Broken(error)))


@pytest.mark.parametrize("error", [anyio.BrokenResourceError(), anyio.ClosedResourceError()])
def test_what_breaks_is_said_in_the_words_of_httpcore(error: Exception) -> None:
    with pytest.raises(httpcore.ReadError):
        anyio.run(broken(error).read, 1)
    with pytest.raises(httpcore.WriteError):
        anyio.run(broken(error).write, b"x")


def test_the_end_is_no_fault() -> None:
    assert anyio.run(broken(anyio.EndOfStream()).read, 1) == b""


def test_nothing_is_not_sent() -> None:
    anyio.run(broken(anyio.BrokenResourceError()).write, b"")
