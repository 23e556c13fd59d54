"""Compare recall and noise: `python -m benchmarks.spelling --fixes FILE --edited DIRECTORY`."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.spelling.material import Case, Part, edited_text, fixes, random_edits
from benchmarks.spelling.tools import TOOLS, installed

if TYPE_CHECKING:
    from collections.abc import Iterator

_RANDOM_EDITS = 1_000


def main() -> None:
    """Print the table of results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.spelling", description=__doc__)
    parser.add_argument("--fixes", type=Path, required=True, help="JSON lines with fixes")
    parser.add_argument("--edited", type=Path, help="directory of well-edited Markdown")
    parser.add_argument(
        "--part",
        choices=("development", "held back"),
        default="held back",
        help="part of the fixes to use",
    )
    parser.add_argument(
        "--misses", action="store_true", help="list misspellings that nblint does not find"
    )
    arguments = parser.parse_args()
    part: Part = arguments.part
    names = installed()
    sys.stdout.write(f"{'':44}" + "".join(f"{name:>12}" for name in names) + "\n")
    cases = [*fixes(arguments.fixes, part), *random_edits(arguments.fixes, part, _RANDOM_EDITS)]
    sys.stdout.writelines(_recall(cases, names, part, misses=arguments.misses))
    if arguments.edited:
        sys.stdout.writelines(_noise(arguments.edited, names))


def _recall(cases: list[Case], names: list[str], part: Part, *, misses: bool) -> Iterator[str]:
    kinds = Counter(case.kind for case in cases)
    found: dict[str, Counter[str]] = {}
    with TemporaryDirectory() as directory:
        paths = [Path(directory, f"{number:05}.md").resolve() for number in range(len(cases))]
        for path, case in zip(paths, cases, strict=True):
            path.write_text(case.text, "utf-8")
        for name in names:
            reported = TOOLS[name](paths, together=False)
            found[name] = Counter()
            for path, case in zip(paths, cases, strict=True):
                words = reported.get(str(path), ())
                if any(word and word.lower() in case.wrong.lower() for word in words):
                    found[name][case.kind] += 1
                elif misses and name == "nblint":
                    yield f"missed {case.kind}: {case.wrong} for {case.right}\n"
    for kind, count in kinds.items():
        shares = "".join(f"{found[name][kind] / count:12.1%}" for name in names)
        yield f"{f'found of {count} {kind}s, {part}':44}{shares}\n"


def _noise(directory: Path, names: list[str]) -> Iterator[str]:
    paths, words = edited_text(directory)
    paths = [path.resolve() for path in paths]
    rates, seconds = "", ""
    for name in names:
        begin = time.perf_counter()
        reported = TOOLS[name](paths, together=True)
        seconds += f"{time.perf_counter() - begin:12.1f}"
        rates += f"{sum(map(len, reported.values())) / words * 10_000:12.2f}"
    yield f"{f'findings per 10,000 of {words:,} edited words':44}{rates}\n"
    yield f"{'seconds':44}{seconds}\n"


if __name__ == "__main__":
    main()
