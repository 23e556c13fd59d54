"""Looks up the addresses of host names."""

from __future__ import annotations

import socket
from concurrent.futures import Future
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Final

import anyio
from anyio import from_thread
from anyio.lowlevel import current_token

from nblint.web.transport.errors import NoResponseError

if TYPE_CHECKING:
    from collections.abc import Callable

_UNKNOWN: Final = frozenset(
    getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)
)
_LOOK_UPS: Final = 32
_NEVER_THERE: Final = ".invalid"  # whatever a resolver says of it: RFC 6761, section 6.4


class DnsResolver:
    """Looks up names with what the system has for it, at most 32 at a time."""

    def __init__(self) -> None:
        self._limit = anyio.CapacityLimiter(_LOOK_UPS)

    async def look_up(self, name: str) -> list[str]:
        """Return the addresses of a name in ASCII, each once, the system's favourite first.

        Raises NoResponseError: `no host` where the name does not exist, `resolver` where this is
        unknown.
        """
        if f".{name}".endswith(_NEVER_THERE):
            raise NoResponseError(kind="no host", reason=f"the host {name} does not exist")
        try:
            async with self._limit:
                return await _in_daemon(lambda: _addresses(name))
        except socket.gaierror as error:
            if error.errno in _UNKNOWN:
                raise NoResponseError(
                    kind="no host", reason=f"the host {name} does not exist"
                ) from error
            reason = f"the host {name} could not be looked up: {error.strerror}"
            raise NoResponseError(kind="resolver", reason=reason) from error
        except (OSError, ValueError) as error:
            reason = f"the host {name} could not be looked up: {error}"
            raise NoResponseError(kind="resolver", reason=reason) from error


def _addresses(name: str) -> list[str]:
    # As bytes, so that Python does not try to encode what is encoded already.
    found = socket.getaddrinfo(name.encode("ascii"), None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


async def _in_daemon(work: Callable[[], list[str]]) -> list[str]:
    """Run something in a thread that holds up neither whoever waits nor the end of the program.

    A look-up cannot be interrupted and may take half a minute; the threads of anyio are waited for
    when the program ends.
    """
    future: Future[list[str]] = Future()
    has_ended, token = anyio.Event(), current_token()

    def run() -> None:
        try:
            future.set_result(work())
        except Exception as error:  # noqa: BLE001 - raised again where it is waited for
            future.set_exception(error)
        with suppress(anyio.RunFinishedError):  # nobody waits any longer
            from_thread.run_sync(has_ended.set, token=token)

    Thread(target=run, name="look-up", daemon=True).start()
    await has_ended.wait()
    return future.result()
