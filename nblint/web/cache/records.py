"""Records of addresses, on their way to and from the file that keeps them."""

from __future__ import annotations

import hmac
import json
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from nblint.model.link_status import LinkStatus
from nblint.model.uri import split
from nblint.web.cache.cache_directory import FILE, set_aside
from nblint.web.cache.database import LONGEST, Database, DatabaseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# A killed run loses at most so many records, or those of so many seconds.
_BATCH: Final = 500
_LATEST: Final = 2.0
_AT_ONCE: Final = 500  # addresses in a query; SQLite takes 999 parameters at least
_ROOM: Final = 100  # bytes of a row besides its address and its record
_KEPT: Final = 90 * 86_400.0  # what nobody has asked for so many seconds is forgotten
_LONGEST_VALIDATOR: Final = 1_000
_SEAL: Final = 64  # bytes before a record: the HMAC of it in hexadecimal


class Validators(Struct, frozen=True):
    """By what a server can tell whether its answer has changed (RFC 9110, section 8.8)."""

    etag: str = ""
    last_modified: str = ""

    def headers(self) -> tuple[tuple[str, str], ...]:
        """Return the headers that ask for an answer only if it has (RFC 9110, section 13.1)."""
        pairs = (("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified))
        return tuple((name, value) for name, value in pairs if _is_plain(value))


class Record(Struct, frozen=True):
    """What is kept of one address; times are in seconds since the epoch.

    `counted` is when a run last counted as failing, 0 where none has since the last success.
    `is_own` tells that this user wrote it on this computer; no file is believed to say so.
    """

    verdict: LinkStatus
    validators: Validators
    asked: float
    expires: float
    counted: float = 0.0
    is_own: bool = False


_DECODER: Final = msgspec.json.Decoder(Record)


def seal(key: bytes, encoded: bytes) -> bytes:
    """Return what shows that a record was written by who has the `key` (RFC 2104)."""
    return hmac.digest(key, encoded, "sha256").hex().encode()


class Store:
    """Records by address, in `folder`; by `key` the user's own are told from others.

    Whatever goes wrong there is no error: the run goes on without, and `warning` says why. A file
    that cannot be written is still read; one that is damaged is set aside and begun anew, once.
    """

    def __init__(self, folder: Path, key: bytes | None = None) -> None:
        self.warning: str | None = None
        self._folder, self._key = folder, key
        self._database: Database | None = None
        self._can_read = self._can_write = True
        self._is_anew = False
        self._pending: dict[str, Record] = {}
        self._written = time.monotonic()
        self._last_asked = 0.0

    def get(self, urls: Iterable[str]) -> dict[str, Record]:
        """Return the records of those addresses that have one."""
        urls = dict.fromkeys(urls)
        found = {url: self._pending[url] for url in urls if url in self._pending}
        missing = [url for url in urls if url not in found]
        for at in range(0, len(missing), _AT_ONCE):
            found |= self._read(missing[at : at + _AT_ONCE])
        return found

    def put(self, record: Record) -> None:
        """Keep a record; it is written together with others."""
        if not self._can_write:
            return
        self._pending[record.verdict.url] = record
        self._last_asked = record.asked
        if len(self._pending) >= _BATCH or time.monotonic() - self._written > _LATEST:
            self._write()

    def close(self) -> None:
        """Write what is not yet written, forget what is long unasked, and let go of the file."""
        self._write()
        with suppress(DatabaseError):  # to forget can wait for another run
            if self._database and self._last_asked:
                self._database.forget(self._last_asked - _KEPT)
        self._disconnect()

    def _read(self, urls: list[str]) -> dict[str, Record]:
        if not self._can_read:
            return {}
        try:
            records = _records(self._open().read(urls), self._key)
            found = {record.verdict.url: record for record in records}
        except DatabaseError as error:
            self._can_read = self._can_write = self._begins_anew(error)
            return {}
        # In a file from elsewhere anything may stand under an address.
        return {url: found[url] for url in urls if url in found}

    def _write(self) -> None:
        self._written = time.monotonic()
        try:
            if self._pending:
                self._open().write(_rows(self._pending.values(), self._key))
        except DatabaseError as error:
            self._can_write = self._begins_anew(error)
            self._can_read = self._can_write or self._database is not None
            if self._can_write:
                self._write()
        self._pending.clear()

    def _open(self) -> Database:
        self._database = self._database or Database(self._folder)
        return self._database

    def _disconnect(self) -> None:
        if self._database:
            with suppress(DatabaseError):
                self._database.close()
        self._database = None

    def _begins_anew(self, error: DatabaseError) -> bool:
        """Set a damaged file aside, and tell whether that was done; otherwise warn of the error."""
        file = f"{self._folder.name}/{FILE}"
        if error.damaged:
            self._disconnect()
            with suppress(OSError):
                if not self._is_anew:
                    self._is_anew = True
                    set_aside(self._folder)
                    self.warning = f"{file} was damaged and is created again: {error}"
                    return True
        self.warning = f"results of this run are not saved in {file}: {error}"
        return False


def read_all(folder: Path) -> Iterator[Record]:
    """Yield all records in `folder`. Raises DatabaseError."""
    database = Database(folder)
    try:
        yield from _records(database.read_all(), None)
    finally:
        database.close()


def _rows(records: Iterable[Record], key: bytes | None) -> Iterator[tuple[str, float, bytes]]:
    for record in records:
        url, encoded = record.verdict.url, _encode(replace(record, is_own=False))
        row = seal(key, encoded) + encoded if key else encoded
        if len(url) + len(row) + _ROOM < LONGEST:
            yield url, record.asked, row


def _encode(record: Record) -> bytes:
    try:
        return msgspec.json.encode(record)
    except UnicodeEncodeError:  # a lone surrogate, which a server can spell out in JSON
        return json.dumps(msgspec.to_builtins(record)).encode("ascii")


def _records(rows: Iterable[object], key: bytes | None) -> Iterator[Record]:
    """Yield the records that are of the right form; a file from elsewhere may hold anything."""
    for row in rows:
        try:
            encoded, is_own = _opened(row, key)
            record = replace(_decode(encoded), is_own=is_own)
        except (ValueError, TypeError, RecursionError):
            continue
        target = split(record.verdict.target)
        if not record.verdict.target or (target.is_web and target.scheme):
            yield record


def _opened(row: Any, key: bytes | None) -> tuple[bytes, bool]:
    """Return an encoded record, which begins with a brace, and whether its seal is the user's."""
    if row[:1] == b"{":
        return row, False
    encoded = row[_SEAL:]
    return encoded, key is not None and hmac.compare_digest(row[:_SEAL], seal(key, encoded))


def _decode(encoded: Any) -> Record:
    try:
        return _DECODER.decode(encoded)
    except ValueError:
        return msgspec.convert(json.loads(encoded), Record)


def _is_plain(value: str) -> bool:
    return 0 < len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable()
