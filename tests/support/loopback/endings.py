"""Answers that stop, break off or never end."""

from __future__ import annotations

import asyncio
from itertools import count
from typing import TYPE_CHECKING

from loopback.exchange import head

if TYPE_CHECKING:
    from loopback.exchange import Behaviour, Exchange


async def hang(_exchange: Exchange) -> None:
    """Do nothing until the client gives up."""
    await asyncio.Event().wait()


async def close(exchange: Exchange) -> None:
    """Close the connection."""
    exchange.keep = False


async def reset(exchange: Exchange) -> None:
    """Break the connection with a reset."""
    exchange.reset()


async def stay(_exchange: Exchange) -> None:
    """Wait for the next request on the connection, as after a good answer."""


def raw(data: bytes, then: Behaviour = close) -> Behaviour:
    """Send bytes as they are, whatever was asked, and then close, hang, reset or stay."""

    async def send(exchange: Exchange) -> None:
        await exchange.send(data)
        await then(exchange)

    return send


def closing(behaviour: Behaviour) -> Behaviour:
    """Behave so, then close the connection without having announced it."""

    async def behave(exchange: Exchange) -> None:
        await behaviour(exchange)
        exchange.keep = False

    return behave


def once_per_connection(behaviour: Behaviour) -> Behaviour:
    """Behave so for the first request of a connection, and close it unanswered at the next.

    This is what a client meets whose request crosses the server's closing of a kept connection.
    """

    async def behave(exchange: Exchange) -> None:
        await (behaviour if exchange.seen.turn == 1 else close)(exchange)

    return behave


def drip(first: bytes, drop: bytes) -> Behaviour:
    """Send some bytes, then a drop of them every millisecond until the client gives up."""

    async def trickle(exchange: Exchange) -> None:
        await exchange.send(first)
        while True:
            await exchange.send(drop)
            await asyncio.sleep(0.001)

    return trickle


async def endless_headers(exchange: Exchange) -> None:
    """Send one header after the other until the client gives up; they count as body."""
    await exchange.send(head(200).removesuffix(b"\r\n"))
    for number in count():
        await exchange.send(b"", body=b"X-%d: %s\r\n" % (number, b"x" * 1000))


def interim(code: int, behaviour: Behaviour) -> Behaviour:
    """Announce that the answer is to come (100, 102, 103), then behave so."""

    async def announce(exchange: Exchange) -> None:
        await exchange.send(head(code, {"Link": "</style.css>; rel=preload"}))
        await behaviour(exchange)

    return announce
