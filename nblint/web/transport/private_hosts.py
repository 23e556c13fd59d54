"""Finds out where hosts are, refuses private addresses, and connects to what was checked."""

from __future__ import annotations

from itertools import compress, zip_longest
from operator import not_
from typing import TYPE_CHECKING, Final

import anyio
import httpcore

from nblint.web.transport.dns import DnsResolver
from nblint.web.transport.errors import NoResponseError, explain
from nblint.web.transport.networks import is_public, literal_address
from nblint.web.transport.stream import GuardedStream

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from anyio.abc import SocketStream

_HEAD_START: Final = 0.25  # seconds; RFC 8305, section 5
_MOST_ADDRESSES: Final = 6


class PrivateHostGuard(httpcore.AsyncNetworkBackend):
    """Connects to hosts. Each is looked up once and stays where it was found.

    So the address that was checked is the one that is asked, however quickly the name's owner
    changes it (DNS rebinding).
    """

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._hosts: dict[str, _Host] = {}
        self._names = DnsResolver()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - httpcore's interface
        local_address: str | None = None,  # noqa: ARG002 - httpcore's interface
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002 - httpcore's interface
    ) -> GuardedStream:
        """Connect to a name or an address. Raises NoResponseError."""
        addresses = await self._addresses(host)
        try:
            if len(addresses) == 1:
                return GuardedStream(await anyio.connect_tcp(addresses[0], port))
            return GuardedStream(await _connect_any(addresses, port))
        except OSError as error:
            # Said here, since httpcore's pool drops the causes of what it raises.
            kind, reason = explain(error)
            raise NoResponseError(kind=kind, reason=reason) from error

    async def _addresses(self, name: str) -> Sequence[str]:
        host = self._hosts.setdefault(name, _Host())
        # Whoever waits here looks it up itself if the one before has run out of time.
        async with host.lock:
            if not host.addresses and host.fault is None:
                try:
                    host.addresses = await self._look_up(name)
                except NoResponseError as fault:
                    if fault.kind == "resolver":
                        raise  # the next attempt may have more luck
                    host.fault = fault
        if host.fault is not None:
            raise NoResponseError(kind=host.fault.kind, reason=host.fault.reason)
        return host.addresses

    async def _look_up(self, name: str) -> Sequence[str]:
        """Return the addresses of a host in the order to try them; raises NoResponseError."""
        address = literal_address(name)
        addresses = await self._names.look_up(name) if address is None else [address]
        # One private address is enough to refuse: whoever mixes them in has a network to hide or
        # wants to reach one, and which address a later connection takes would be left to chance.
        if not self._allow_private:
            for address in addresses:
                if not is_public(address):
                    raise _denied(name, address)
        return _in_turn(addresses)[:_MOST_ADDRESSES]


class _Host:
    """Where a host is, or why it is not to be asked; neither while that is unknown."""

    __slots__ = ("addresses", "fault", "lock")

    def __init__(self) -> None:
        self.lock = anyio.Lock()
        self.addresses: Sequence[str] = ()
        self.fault: NoResponseError | None = None


def refuse_private(host: str) -> None:
    """Raise NoResponseError for a host whose name or literal address is private, without DNS."""
    address = literal_address(host)
    if address is not None and not is_public(address):
        raise _denied(host, address)
    if host == "localhost" or host.endswith(".localhost"):  # RFC 6761, section 6.3
        raise _denied(host, "127.0.0.1")


def _denied(name: str, address: str) -> NoResponseError:
    where = "is" if name == address else f"is at {address},"
    reason = f"{name} {where} a private address, which is not requested in this run"
    return NoResponseError(kind="denied", reason=reason)


def _in_turn(addresses: Sequence[str]) -> list[str]:
    """Alternate between IPv6 and IPv4, whichever the system prefers first (RFC 8305, section 4)."""
    is_first = [(":" in address) == (":" in addresses[0]) for address in addresses]
    first, second = compress(addresses, is_first), compress(addresses, map(not_, is_first))
    return [address for pair in zip_longest(first, second) for address in pair if address]


async def _connect_any(addresses: Sequence[str], port: int) -> SocketStream:
    """Connect to the first address that answers; each has a short head start (RFC 8305)."""
    connected: list[SocketStream] = []
    failures: list[OSError] = []

    async def attempt(address: str, over: anyio.Event) -> None:
        try:
            connected.append(await anyio.connect_tcp(address, port))
        except OSError as error:
            failures.append(error)
        else:
            tasks.cancel_scope.cancel()
        finally:
            over.set()

    try:
        async with anyio.create_task_group() as tasks:
            for address in addresses:
                over = anyio.Event()
                tasks.start_soon(attempt, address, over)
                with anyio.move_on_after(_HEAD_START):
                    await over.wait()
    except BaseException:
        await _close(connected)
        raise
    await _close(connected[1:])
    if not connected:
        raise _most_telling(failures)
    return connected[0]


async def _close(streams: Sequence[SocketStream]) -> None:
    with anyio.CancelScope(shield=True):
        for stream in streams:
            await stream.aclose()


def _most_telling(failures: Sequence[OSError]) -> OSError:
    """Prefer what a host said to this computer's lack of, say, IPv6."""
    told = (failure for failure in failures if explain(failure)[0] != "network")
    return next(told, failures[0])
