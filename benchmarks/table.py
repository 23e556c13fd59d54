"""One line of the table that `make bench` prints, and how commands are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from benchmarks.measure import Cost, run

if TYPE_CHECKING:
    from collections.abc import Iterator


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


def take_turns(turns: int, *commands: list[str]) -> list[Cost]:
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


def lines(rows: list[Row]) -> Iterator[str]:
    """Yield the table."""
    width = max(len(row.what) for row in rows)
    yield f"{'':{width}}  {'nblint':>11}  {'yardstick':>11}  ratio  target"
    for row in rows:
        figures = "  ".join(f"{value:8.3g} {row.unit:<2}" for value in (row.nblint, row.yardstick))
        target = "" if row.limit == float("inf") else f"≤ {row.limit:g}"
        verdict = "" if row.met else " MISSED"
        yield f"{row.what:{width}}  {figures}  {row.ratio:5.2f}  {target}{verdict}"
