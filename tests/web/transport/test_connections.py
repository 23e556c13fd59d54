"""Few connections are kept, however many hosts there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import anyio

from nblint.web.transport.connections import Connections

if TYPE_CHECKING:
    from httpcore import AsyncConnectionInterface


class Fake:
    """A connection that is idle, expired or none of it."""

    def __init__(self, *, idle: bool = True) -> None:
        self.idle, self.expired, self.closed = idle, False, False

    def is_idle(self) -> bool:
        return self.idle

    def has_expired(self) -> bool:
        return self.expired

    async def aclose(self) -> None:
        await anyio.lowlevel.checkpoint()
        self.closed = True


async def take(connections: Connections, origin: str) -> object:
    return await connections.take(origin)


async def put(connections: Connections, origin: str, connection: Fake) -> None:
    await connections.put(origin, cast("AsyncConnectionInterface", connection))


def test_the_last_one_is_taken_first() -> None:
    async def run() -> None:
        connections, one, other = Connections(), Fake(), Fake()
        await put(connections, "http://a", one)
        await put(connections, "http://a", other)
        assert await take(connections, "http://b") is None
        assert await take(connections, "http://a") is other
        assert await take(connections, "http://a") is one
        assert await take(connections, "http://a") is None
        assert not one.closed

    anyio.run(run)


def test_expired_ones_are_closed_instead() -> None:
    async def run() -> None:
        connections, good, old = Connections(), Fake(), Fake()
        await put(connections, "http://a", good)
        await put(connections, "http://a", old)
        old.expired = True
        assert await take(connections, "http://a") is good
        assert (old.closed, good.closed) == (True, False)

    anyio.run(run)


def test_busy_ones_are_not_kept() -> None:
    async def run() -> None:
        connections, busy = Connections(), Fake(idle=False)
        await put(connections, "http://a", busy)
        assert busy.closed
        assert await take(connections, "http://a") is None

    anyio.run(run)


def test_the_origin_that_was_idle_longest_gives_way() -> None:
    async def run() -> None:
        connections, another = Connections(), Fake()
        fakes = [Fake() for _ in range(1000)]
        for number, fake in enumerate(fakes[:128]):
            await put(connections, f"http://{number}", fake)
        await put(connections, "http://0", another)
        assert [fake.closed for fake in fakes[:128]] == [False, True] + [False] * 126
        for number, fake in enumerate(fakes[128:]):
            await put(connections, f"http://{number + 128}", fake)
        assert [fake.closed for fake in fakes] == [True] * 872 + [False] * 128
        assert another.closed

    anyio.run(run)


def test_release_closes_those_of_one_origin() -> None:
    async def run() -> None:
        connections, one, other, third = Connections(), Fake(), Fake(), Fake()
        await put(connections, "http://a", one)
        await put(connections, "http://a", other)
        await put(connections, "http://b", third)
        await connections.release("http://a")
        await connections.release("http://c")
        assert [one.closed, other.closed, third.closed] == [True, True, False]
        await connections.close()
        assert third.closed

    anyio.run(run)


def test_closing_is_not_cut_short() -> None:
    async def run() -> None:
        connections, one = Connections(), Fake()
        await put(connections, "http://a", one)
        with anyio.CancelScope() as scope:
            scope.cancel()
            await connections.release("http://a")
        assert one.closed

    anyio.run(run)
