"""The yardstick: get every address of a list with one httpx client, and no more.

Run as ``python bare_web.py LIST CONCURRENCY``; the list has an address on each line.
"""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx


async def _get_all(client: httpx.AsyncClient, addresses: Iterator[str]) -> None:
    for address in addresses:
        response = await client.get(address)
        response.raise_for_status()


async def _main(addresses: list[str], concurrency: int) -> None:
    limits = httpx.Limits(max_connections=concurrency, max_keepalive_connections=concurrency)
    async with httpx.AsyncClient(limits=limits, timeout=20) as client:
        shared = iter(addresses)
        await asyncio.gather(*(_get_all(client, shared) for _ in range(concurrency)))


if __name__ == "__main__":
    asyncio.run(_main(Path(sys.argv[1]).read_text(encoding="utf-8").split(), int(sys.argv[2])))
