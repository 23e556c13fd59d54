"""Gates: how a test decides when something happens, instead of measuring time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from loopback.exchange import Behaviour, Exchange


class Gate:
    """Holds requests until it is opened, from any thread, or until enough of them wait at it.

    `waiting` counts all that have ever come to it.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, changed: Callable[[], None], opens_at: int | None
    ) -> None:
        self.waiting = 0
        self._loop = loop
        self._changed = changed
        self._opens_at = opens_at
        self._opened = asyncio.Event()

    def open(self) -> None:
        """Let all through, now and from now on."""
        self._loop.call_soon_threadsafe(self._opened.set)

    def holding(self, behaviour: Behaviour) -> Behaviour:
        """Behave so once the gate is open."""

        async def wait(exchange: Exchange) -> None:
            await self._wait()
            await behaviour(exchange)

        return wait

    def holding_rest(self, first: bytes, rest: bytes) -> Behaviour:
        """Send some bytes, and the rest once the gate is open."""

        async def halve(exchange: Exchange) -> None:
            await exchange.send(first)
            await self._wait()
            await exchange.send(rest)

        return halve

    def opened_by(self, behaviour: Behaviour) -> Behaviour:
        """Open the gate, then behave so."""

        async def unlock(exchange: Exchange) -> None:
            self._opened.set()
            await behaviour(exchange)

        return unlock

    async def _wait(self) -> None:
        self.waiting += 1
        self._changed()
        if self.waiting == self._opens_at:
            self._opened.set()
        await self._opened.wait()
