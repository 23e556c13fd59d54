"""Measure start-up, one page and a large notebook beside their yardsticks; print one table.

Commands and their yardsticks take turns. The best turn counts for a time, since whatever else the
machine does can only add to it, and the worst for memory.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from msgspec import Struct

from benchmarks.corpus import write_corpus
from benchmarks.measure import Cost, run

if TYPE_CHECKING:
    from collections.abc import Iterator

_NBLINT = str(Path(sys.executable).with_name("nblint"))
_BARE_PARSE = [sys.executable, str(Path(__file__).with_name("bare_parse.py"))]
_EXAMPLE = str(Path(__file__).parents[1] / "examples" / "notebook.md")
_PAGES = 2_000
_FEW_PAGES = 500
_MEGABYTE = 1e6


class Row(Struct, frozen=True):
    """One line of the table: two quantities of one unit and the most that their ratio may be."""

    what: str
    nblint: float
    yardstick: float
    unit: str
    limit: float = float("inf")

    @property
    def ratio(self) -> float:
        """Return how many yardsticks nblint takes."""
        return self.nblint / self.yardstick

    @property
    def met(self) -> bool:
        """Return whether the ratio is within the limit."""
        return self.ratio <= self.limit


def main() -> int:
    """Run the benchmarks; return 1 if `--strict` was given and a target was missed."""
    parser = argparse.ArgumentParser(
        prog="make bench", description="Measure nblint beside its yardsticks."
    )
    parser.add_argument("--strict", action="store_true", help="fail when a target is missed")
    parser.add_argument("--turns", type=int, default=3, help="turns on the large notebook")
    arguments = parser.parse_args()

    rows = [*_start_up(10 * arguments.turns), *_notebook(arguments.turns)]
    sys.stdout.writelines(f"{line}\n" for line in _table(rows))
    return int(arguments.strict and not all(row.met for row in rows))


def _start_up(turns: int) -> list[Row]:
    nothing, version, bare, page = _take_turns(
        turns,
        [sys.executable, "-c", "pass"],
        [_NBLINT, "--version"],
        [*_BARE_PARSE, _EXAMPLE],
        [_NBLINT, "check", _EXAMPLE],
    )
    return [
        Row("nblint --version / python -c pass", version.wall, nothing.wall, "s", 4),
        Row("one page / bare parse of it", page.wall, bare.wall, "s"),
    ]


def _notebook(turns: int) -> list[Row]:
    with TemporaryDirectory() as folder:
        few, many = Path(folder, "few"), Path(folder, "many")
        write_corpus(few, _FEW_PAGES)
        write_corpus(many, _PAGES)
        size = sum(page.stat().st_size for page in many.rglob("*.md")) / _MEGABYTE
        bare, quarter, whole = _take_turns(
            turns,
            [*_BARE_PARSE, str(many)],
            [_NBLINT, "check", str(few)],
            [_NBLINT, "check", str(many)],
        )
    pages = f"{_PAGES} pages, {size:.0f} MB"
    peak = whole.peak / _MEGABYTE
    return [
        Row(f"{pages}: processor / bare parse", whole.cpu, bare.cpu, "s", 2.5),
        Row(f"{pages}: clock / bare parse", whole.wall, bare.wall, "s"),
        Row(f"{pages}: memory / 300 MB", peak, 300, "MB", 1),
        Row(
            f"memory of {_PAGES} pages / of {_FEW_PAGES}", peak, quarter.peak / _MEGABYTE, "MB", 1.5
        ),
    ]


def _take_turns(turns: int, *commands: list[str]) -> list[Cost]:
    """Return the cost of each command; a first round, which fills caches, does not count."""
    rounds = [[run(command, succeeds=(0, 1)) for command in commands] for _ in range(turns + 1)]
    return [
        Cost(
            min(cost.wall for cost in costs),
            min(cost.cpu for cost in costs),
            max(cost.peak for cost in costs),
        )
        for costs in zip(*rounds[1:], strict=True)
    ]


def _table(rows: list[Row]) -> Iterator[str]:
    width = max(len(row.what) for row in rows)
    yield f"{'':{width}}  {'nblint':>11}  {'yardstick':>11}  ratio  target"
    for row in rows:
        figures = "  ".join(f"{value:8.3g} {row.unit:<2}" for value in (row.nblint, row.yardstick))
        target = "" if row.limit == float("inf") else f"≤ {row.limit:g}"
        verdict = "" if row.met else " MISSED"
        yield f"{row.what:{width}}  {figures}  {row.ratio:5.2f}  {target}{verdict}"


if __name__ == "__main__":
    sys.exit(main())
