"""Fetch the sources into DIRECTORY and write the lexicon: `python -m lexicon DIRECTORY`."""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from lexicon.counts import CorpusCounts, count
from lexicon.dictionaries import classify, uncertain_words
from lexicon.fetch import fetch, read_sources
from lexicon.write import write

TARGET = Path(__file__).parents[1] / "nblint" / "spelling" / "english.msgpack"


def main() -> None:
    """Write the lexicon, and fetch the sources that are not yet in the directory."""
    directory = Path(sys.argv[1])
    sources = read_sources()
    with ProcessPoolExecutor() as pool:
        archives = list(pool.map(fetch, sources.values(), [directory] * len(sources)))
        by_name = dict(zip(sources, archives, strict=True))
        prose = [by_name[name] for name, source in sources.items() if source.use == "prose"]
        counts = CorpusCounts()
        for package in pool.map(count, prose):
            counts.add(package)
    write(TARGET, classify(by_name), uncertain_words(by_name), counts, by_name["wordfreq"])
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
