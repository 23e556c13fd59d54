"""Caches of links that are damaged at random; their bytes stand in samples as Latin-1."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final, get_args

import msgspec

from hardening.reports import is_harmful
from hardening.sample import Fault, Sample
from nblint.model.link_status import (
    Aspect,
    FailureHistory,
    LinkStatus,
    Outcome,
    Redirect,
    ResponseEvidence,
)
from nblint.web.cache.link_cache import LinkCache
from nblint.web.cache.records import Validators

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

_URLS: Final = [f"https://garden.example/{number}" for number in range(60)]
_FILE: Final = "links.db"
_OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)[:-1]  # what is skipped is not kept
_NOW: Final = 1_700_000_000.0
_SCRIPTS: Final = (
    "PRAGMA user_version = 99",
    "DROP TABLE links",
    "ALTER TABLE links RENAME COLUMN record TO other",
    "UPDATE links SET record = zeroblob(200)",
    "UPDATE links SET record = 'text'",
    "UPDATE links SET asked = 'soon'",
    "UPDATE links SET asked = 1e300",
    "UPDATE links SET url = x'ff'",
    "UPDATE links SET url = url || char(0)",
    "UPDATE links SET record = (SELECT record FROM links LIMIT 1)",
    "CREATE TRIGGER t AFTER INSERT ON links BEGIN DELETE FROM links; END",
    "CREATE INDEX i ON links (asked)",
    "CREATE VIEW v AS SELECT * FROM links",
    "PRAGMA journal_mode = WAL",
    "DROP TABLE links; CREATE VIEW links AS SELECT 1 AS url, 2 AS asked, 3 AS record",
    "DROP TABLE links; CREATE TABLE links (url, asked, record, more DEFAULT 1)",
)


def whole_cache(folder: Path) -> bytes:
    """Make a cache in which every outcome occurs; return its bytes."""
    history = _open(folder)
    for number, url in enumerate(_URLS):
        history.settle(_verdict(url, number), Validators(etag='"x"'))
    history.close()
    return (folder / _FILE).read_bytes()


def _verdict(url: str, number: int) -> LinkStatus:
    outcome = _OUTCOMES[number % len(_OUTCOMES)]
    return LinkStatus(
        url,
        outcome,
        ResponseEvidence(status=200, final=url, reason="answers 200", attempts=1, when=_NOW),
        FailureHistory(last_success=_NOW),
        title="Garden",
        target="https://garden.example/new" if outcome == "moved" else "",
    )


class Caches:
    """Makes damaged caches of a whole one, and judges what a run makes of them, below `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._whole = whole_cache(root / "whole")

    def make(self, random: Random) -> Sample:
        """Return a damaged cache."""
        data = bytearray(self._whole)
        kind = random.choice(("flips", "flips", "zeros", "cut", "script", "script", "garbage"))
        at = random.randrange(len(data))
        if kind == "flips":
            for _ in range(random.choice((1, 1, 3, 30))):
                data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        elif kind == "zeros":
            data[at : at + random.choice((1, 16, 512, 4_096))] = bytes(random.choice((1, 512)))
        elif kind == "cut":
            del data[at:]
        elif kind == "garbage":
            data = bytearray(random.randbytes(random.randrange(5_000)))
        else:
            data = bytearray(self._changed(random))
        return Sample(kind, data.decode("latin-1"))

    def _changed(self, random: Random) -> bytes:
        """Return the cache after a script that a stranger may have run on it."""
        file = self._root / f"{os.getpid()}.db"
        file.write_bytes(self._whole)
        with closing(sqlite3.connect(file)) as connection:
            for script in random.sample(_SCRIPTS, random.choice((1, 1, 2))):
                try:
                    connection.executescript(script)
                except sqlite3.Error:
                    continue
        return file.read_bytes()

    def judge(self, sample: Sample) -> Fault | None:
        """Return what is wrong with runs that meet a cache: one that uses it, and a later one."""
        folder = self._root / str(os.getpid())
        folder.mkdir(exist_ok=True)
        for path in folder.iterdir():
            path.unlink()
        (folder / _FILE).write_bytes(sample.text.encode("latin-1"))
        return next(_faults(folder), None)


def _open(folder: Path) -> LinkCache:
    return LinkCache(folder, now=lambda: _NOW, jitter=lambda: 0.5)


def _faults(folder: Path) -> Iterator[Fault]:
    history = _open(folder)
    for url, remembered in history.recall(_URLS).items():
        yield from _wrong(url, remembered.verdict)
    for url in _URLS:
        history.settle(LinkStatus(url, "dead"), Validators())
    history.close()
    yield from _wrong_note(history.warning)
    later = _open(folder)
    known = later.recall(_URLS)
    later.close()
    yield from _wrong_note(later.warning)
    # A row that SQLite cannot find any more is asked again; a new file has all rows.
    if history.warning and "begun anew" in history.warning and len(known) < len(_URLS):
        yield Fault("what the run found is not kept", f"{len(known)} of {len(_URLS)}")


def _wrong(url: str, verdict: LinkStatus) -> Iterator[Fault]:
    if verdict.url != url:
        yield Fault("the verdict is about another URL", f"{verdict.url} for {url}")
    if verdict.outcome not in get_args(Outcome):
        yield Fault("no such outcome", str(verdict.outcome))
    if msgspec.convert(msgspec.to_builtins(verdict), LinkStatus) != verdict:
        yield Fault("a value of the wrong type", repr(verdict))


def _wrong_note(note: str | None) -> Iterator[Fault]:
    if note and (any(map(is_harmful, note)) or "internal error" in note):
        yield Fault("a note of more than one line", repr(note))


def moved_cache(folder: Path, url: str, target: str) -> None:
    """Write a cache which says that a URL has moved for good."""
    history = LinkCache(folder)
    evidence = ResponseEvidence(
        status=200, final=target, redirects=(Redirect(url, 301),), attempts=2, when=_NOW
    )
    asked: frozenset[Aspect] = frozenset({"fragment", "page", "twin"})
    verdict = LinkStatus(url, "moved", evidence, aspects=asked, title="Guide", target=target)
    history.settle(verdict, Validators())
    history.close()
