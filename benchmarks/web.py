"""How long the web takes, on loopback, beside a bare loop over httpx that asks the same."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.measure import run
from benchmarks.table import Row, take_turns

if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE = Path(__file__).parent
_NBLINT = str(Path(sys.executable).with_name("nblint"))
_LATENCY = 0.05  # seconds
_ADDRESSES = 1_000
_MANY = 10_000
_LINKS = 100  # of each page
_MEGABYTE = 1e6


def web_rows(turns: int) -> list[Row]:
    """Measure many hosts, one host, a second run from the history, and memory."""
    with _server(50, _LATENCY) as port:
        spread = [f"http://127.0.0.{1 + i % 50}:{port}/{i}" for i in range(_ADDRESSES)]
        alone = [f"http://127.0.0.1:{port}/{i}" for i in range(_ADDRESSES)]
        rows = [*_rows("50 hosts", spread, 64, turns), *_rows("one host", alone, 8, turns)]
    with _server(50, 0) as port:
        few = [f"http://127.0.0.{1 + i % 50}:{port}/{i}" for i in range(_ADDRESSES)]
        many = [f"http://127.0.0.{1 + i % 50}:{port}/{i}" for i in range(_MANY)]
        return [*rows, _memory(few, many)]


def _rows(what: str, addresses: list[str], concurrency: int, turns: int) -> list[Row]:
    with TemporaryDirectory() as folder:
        check, listed = _write(Path(folder), addresses, concurrency)
        bare = [sys.executable, str(_HERE / "bare_web.py"), listed, str(concurrency)]
        theirs, ours, offline, first, again = take_turns(
            turns,
            bare,
            [*check, "--no-cache"],
            [*check, "--offline"],
            [*check, "--refresh"],
            check,
        )
    name = f"{_ADDRESSES} addresses, {what}"
    return [
        Row(f"{name}: clock / bare httpx loop", ours.wall, theirs.wall, "s", 1.3),
        Row(
            f"{name}: the web's share of a second run / of the first",
            again.wall - offline.wall,
            first.wall - offline.wall,
            "s",
            0.05,
        ),
    ]


def _memory(few: list[str], many: list[str]) -> Row:
    more, less = (_peak(addresses) for addresses in (many, few))
    return Row(f"memory of {_MANY} addresses / of {_ADDRESSES}", more, less, "MB", 1.5)


def _peak(addresses: list[str]) -> float:
    with TemporaryDirectory() as folder:
        check, _ = _write(Path(folder), addresses, 64)
        return run([*check, "--no-cache"], succeeds=(0, 1)).peak / _MEGABYTE


def _write(folder: Path, addresses: list[str], concurrency: int) -> tuple[list[str], str]:
    """Write pages that link to the addresses; return the command that checks them, and a list."""
    for at in range(0, len(addresses), _LINKS):
        links = (
            f"- [Tulip {url.rpartition('/')[2]}]({url})\n" for url in addresses[at : at + _LINKS]
        )
        (folder / f"page-{at}.md").write_text("".join(links), encoding="utf-8")
    (folder / "nblint.toml").write_text(
        'ignore = ["malformed-url"]\n[web]\nprivate-hosts = "allow"\nhost-gap = 0\n'
        f"concurrency = {concurrency}\nhost-concurrency = {concurrency}\n",
        encoding="utf-8",
    )
    (folder / "addresses.txt").write_text("\n".join(addresses), encoding="utf-8")
    return [_NBLINT, "check", str(folder)], str(folder / "addresses.txt")


@contextmanager
def _server(hosts: int, latency: float) -> Iterator[int]:
    command = [sys.executable, str(_HERE / "web_server.py"), str(hosts), str(latency)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - ours
        try:
            assert server.stdout  # noqa: S101 - tells mypy what it is
            yield int(server.stdout.readline())
        finally:
            server.terminate()
