"""`python -m lexicon FOLDER`: fetch the sources into FOLDER, count, and write nblint's lexicon."""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from lexicon.counts import Counts, count
from lexicon.dictionaries import classify, further
from lexicon.fetch import fetch, read_sources
from lexicon.write import write

TARGET = Path(__file__).parents[1] / "nblint" / "spelling" / "english.msgpack"


def main() -> None:
    """Make the lexicon; what was fetched before is not fetched again."""
    folder = Path(sys.argv[1])
    sources = read_sources()
    with ProcessPoolExecutor() as pool:
        archives = list(pool.map(fetch, sources.values(), [folder] * len(sources)))
        found = dict(zip(sources, archives, strict=True))
        prose = [found[name] for name, source in sources.items() if source.use == "prose"]
        counts = Counts()
        for counted in pool.map(count, prose):
            counts.add(counted)
    write(TARGET, classify(found), further(found), counts, found["wordfreq"])
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
