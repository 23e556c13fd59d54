"""`python -m benchmarks.spelling --fixes FILE --edited FOLDER`: recall and noise, side by side."""

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
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.spelling", description=__doc__)
    parser.add_argument("--fixes", type=Path, required=True, help="mended lines, as JSON lines")
    parser.add_argument("--edited", type=Path, help="a folder of well-edited Markdown")
    parser.add_argument(
        "--part", choices=("development", "held back"), default="held back", help="of the fixes"
    )
    parser.add_argument("--misses", action="store_true", help="list what nblint does not find")
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
    with TemporaryDirectory() as folder:
        pages = [Path(folder, f"{number:05}.md").resolve() for number in range(len(cases))]
        for page, case in zip(pages, cases, strict=True):
            page.write_text(case.text, "utf-8")
        for name in names:
            reported = TOOLS[name](pages, together=False)
            found[name] = Counter()
            for page, case in zip(pages, cases, strict=True):
                words = reported.get(str(page), ())
                if any(word and word.lower() in case.wrong.lower() for word in words):
                    found[name][case.kind] += 1
                elif misses and name == "nblint":
                    yield f"missed {case.kind}: {case.wrong} for {case.right}\n"
    for kind, count in kinds.items():
        shares = "".join(f"{found[name][kind] / count:12.1%}" for name in names)
        yield f"{f'found of {count} {kind}s, {part}':44}{shares}\n"


def _noise(folder: Path, names: list[str]) -> Iterator[str]:
    pages, words = edited_text(folder)
    pages = [page.resolve() for page in pages]
    rates, seconds = "", ""
    for name in names:
        begin = time.perf_counter()
        reported = TOOLS[name](pages, together=True)
        seconds += f"{time.perf_counter() - begin:12.1f}"
        rates += f"{sum(map(len, reported.values())) / words * 10_000:12.2f}"
    yield f"{f'findings in 10,000 words, of {words:,} edited':44}{rates}\n"
    yield f"{'seconds for that':44}{seconds}\n"


if __name__ == "__main__":
    main()
