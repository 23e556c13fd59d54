"""One connection as httpcore wants it: bytes out and in, first plain, then by TLS."""

from __future__ import annotations

import selectors
from typing import TYPE_CHECKING, Any, Final

import anyio
import httpcore
from anyio.abc import SocketAttribute
from anyio.streams.tls import TLSAttribute, TLSStream

from nblint.web.transport.errors import NoResponseError

if TYPE_CHECKING:
    import ssl

    from anyio.abc import ByteStream

_GONE: Final = (anyio.BrokenResourceError, anyio.ClosedResourceError)
# Windows knows nothing but select; elsewhere that breaks at file descriptors above 1023.
_Selector: Final[type[selectors.BaseSelector]] = getattr(
    selectors, "PollSelector", selectors.SelectSelector
)


class GuardedStream(httpcore.AsyncNetworkStream):
    """A connection; the time-outs of each step are left aside, since one limits all of them."""

    def __init__(self, stream: ByteStream) -> None:
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002, ASYNC109 - httpcore's interface
        """Return the next bytes, none at the end; raises httpcore.ReadError if it breaks off."""
        try:
            return await self._stream.receive(max_bytes)
        except anyio.EndOfStream:
            return b""
        except _GONE as error:
            raise httpcore.ReadError from error

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002, ASYNC109 - httpcore's interface
        """Send bytes; raises httpcore.WriteError if the connection is broken."""
        if not buffer:
            return
        try:
            await self._stream.send(buffer)
        except _GONE as error:
            raise httpcore.WriteError from error

    async def aclose(self) -> None:
        """Close the connection at once."""
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - httpcore's interface
    ) -> GuardedStream:
        """Return the connection with TLS; raises ssl.SSLError or NoResponseError and closes it."""
        try:
            secured = await TLSStream.wrap(
                self._stream,
                ssl_context=ssl_context,
                hostname=server_hostname,
                server_side=False,
                standard_compatible=False,
            )
        except BaseException as error:
            with anyio.CancelScope(shield=True):
                await self.aclose()
            if isinstance(error, anyio.EndOfStream):
                reason = "the server closed the connection during the TLS handshake"
                raise NoResponseError(kind="reset", reason=reason) from error
            raise
        return GuardedStream(secured)

    def certificate(self) -> dict[str, Any]:
        """Return the other side's certificate, as ssl.SSLSocket.getpeercert does."""
        stream: Any = self._stream  # its declared types fit no two versions of typeshed
        return dict(stream.extra(TLSAttribute.peer_certificate))  # noqa: S610 - not Django's

    def get_extra_info(self, info: str) -> Any:
        """Return what httpcore wants to know of a connection, None where it is not known."""
        if info == "is_readable":
            return self._is_readable()
        # The TLS object is only asked which protocol was agreed on, and HTTP/1.1 alone is offered.
        return None

    def _is_readable(self) -> bool:
        """Tell whether bytes, or the end, have come unasked: then it is of no use any more."""
        socket = self._stream.extra(SocketAttribute.raw_socket)  # noqa: S610 - not Django's
        with _Selector() as selector:
            selector.register(socket, selectors.EVENT_READ)
            return bool(selector.select(0))
