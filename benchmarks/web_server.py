"""A web to measure on: many loopback hosts, each answering a small page after a while.

Run as ``python web_server.py HOSTS LATENCY``, it prints its port and serves until it is ended.
"""

import asyncio
import sys

_PAGE = b"<!doctype html><title>Tulips</title><h1>Tulips</h1>" + b"<p>They open in spring.</p>" * 20
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n"


class _Connection(asyncio.Protocol):
    latency = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - tells mypy what it is
        self._transport = transport
        self._received = b""

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received:
            request, _, self._received = self._received.partition(b"\r\n\r\n")
            body = b"" if request.startswith(b"HEAD") else _PAGE
            loop = asyncio.get_running_loop()
            loop.call_later(self.latency, self._answer, _HEAD % len(_PAGE) + body)

    def _answer(self, answer: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(answer)


async def _serve(hosts: int) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(_Connection, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    for number in range(2, hosts + 1):
        await loop.create_server(_Connection, f"127.0.0.{number}", port)
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    _Connection.latency = float(sys.argv[2])
    asyncio.run(_serve(int(sys.argv[1])))
