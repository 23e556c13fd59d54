"""Measure start-up, a page, a large notebook and the web beside their yardsticks; print a table.

Commands and their yardsticks take turns. The best turn counts for a time, since whatever else the
machine does can only add to it, and the worst for memory.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.corpus import write_corpus
from benchmarks.table import Row, lines, take_turns
from benchmarks.web import web_rows

_NBLINT = str(Path(sys.executable).with_name("nblint"))
_BARE_PARSE = [sys.executable, str(Path(__file__).with_name("bare_parse.py"))]
_EXAMPLE = str(Path(__file__).parents[1] / "examples" / "notebook.md")
_PAGES = 2_000
_FEW_PAGES = 500
_MEGABYTE = 1e6


def main() -> int:
    """Run the benchmarks; return 1 if `--strict` was given and a target was missed."""
    parser = argparse.ArgumentParser(
        prog="make bench", description="Measure nblint beside its yardsticks."
    )
    parser.add_argument("--strict", action="store_true", help="fail when a target is missed")
    parser.add_argument("--turns", type=int, default=3, help="turns on the large notebook")
    arguments = parser.parse_args()

    turns = arguments.turns
    rows = [*_start_up(10 * turns), *_notebook(turns), *web_rows(turns)]
    sys.stdout.writelines(f"{line}\n" for line in lines(rows))
    return int(arguments.strict and not all(row.met for row in rows))


def _start_up(turns: int) -> list[Row]:
    nothing, version, bare, page = take_turns(
        turns,
        [sys.executable, "-c", "pass"],
        [_NBLINT, "--version"],
        [*_BARE_PARSE, _EXAMPLE],
        [_NBLINT, "check", "--offline", _EXAMPLE],
    )
    return [
        Row("nblint --version / python -c pass", version.wall, nothing.wall, "s", 4),
        Row("one page / bare parse of it", page.wall, bare.wall, "s"),
    ]


def _notebook(turns: int) -> list[Row]:
    with TemporaryDirectory() as folder:
        few, many, apart = Path(folder, "few"), Path(folder, "many"), Path(folder, "apart")
        write_corpus(few, _FEW_PAGES)
        write_corpus(many, _PAGES)
        write_corpus(apart, _PAGES, cross_file=False)
        size = sum(page.stat().st_size for page in many.rglob("*.md")) / _MEGABYTE
        bare, quarter, whole, alone = take_turns(
            turns,
            [*_BARE_PARSE, str(many)],
            [_NBLINT, "check", "--offline", str(few)],
            [_NBLINT, "check", "--offline", str(many)],
            [_NBLINT, "check", "--offline", str(apart)],
        )
    pages = f"{_PAGES} pages, {size:.0f} MB"
    peak = whole.peak / _MEGABYTE
    return [
        Row(f"{pages}: processor / bare parse", whole.cpu, bare.cpu, "s", 2.5),
        Row(f"{pages}: clock / bare parse", whole.wall, bare.wall, "s"),
        Row(f"{pages}: with / without links to each other", whole.cpu, alone.cpu, "s", 1.3),
        Row(f"{pages}: memory / 300 MB", peak, 300, "MB", 1),
        Row(
            f"memory of {_PAGES} pages / of {_FEW_PAGES}", peak, quarter.peak / _MEGABYTE, "MB", 1.5
        ),
    ]


if __name__ == "__main__":
    sys.exit(main())
