"""Keeps connections that may serve once more, and never too many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import anyio

if TYPE_CHECKING:
    from httpcore import AsyncConnectionInterface

_MOST_IDLE: Final = 128


class Connections:
    """The idle connections of a run, by origin (`https://example.org:443`).

    A pool of httpcore looks through all of its connections for every request, which makes half of
    its cost; here the last one that was put back is taken. At most 128 are kept, so that the file
    descriptors suffice however many hosts there are; the origin that was idle longest gives way.
    """

    def __init__(self) -> None:
        self._idle: dict[str, list[AsyncConnectionInterface]] = {}
        self._count = 0

    async def take(self, origin: str) -> AsyncConnectionInterface | None:
        """Return a connection that can be used again, None where there is none."""
        while origin in self._idle:
            connection = self._pop(origin)
            if not connection.has_expired():
                return connection
            await _close(connection)
        return None

    async def put(self, origin: str, connection: AsyncConnectionInterface) -> None:
        """Keep a connection for later, or close it where it is of no more use."""
        if not connection.is_idle():
            await _close(connection)
            return
        idle = self._idle.pop(origin, [])
        idle.append(connection)
        self._idle[origin] = idle
        self._count += 1
        while self._count > _MOST_IDLE:
            await _close(self._pop(next(iter(self._idle))))

    async def release(self, origin: str) -> None:
        """Close all of an origin."""
        while origin in self._idle:
            await _close(self._pop(origin))

    async def close(self) -> None:
        """Close all."""
        for origin in list(self._idle):
            await self.release(origin)

    def _pop(self, origin: str) -> AsyncConnectionInterface:
        idle = self._idle[origin]
        self._count -= 1
        if len(idle) == 1:
            del self._idle[origin]
        return idle.pop()


async def _close(connection: AsyncConnectionInterface) -> None:
    with anyio.CancelScope(shield=True):
        await connection.aclose()
