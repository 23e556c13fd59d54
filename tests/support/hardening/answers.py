"""Answers of HTTP servers at random: heads, redirects and bodies of every kind, mutated."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING, Final

from hardening.documents import mutate
from hardening.pieces import DESTINATIONS
from hardening.sample import Sample
from loopback.exchange import head
from loopback.garbled import BAD_HEADS, NOT_HTTP, ODD_BUT_FINE, UNFINISHED
from loopback.locations import FORBIDDEN, LEADING, NO_PAGE, PRIVATE, SENSELESS
from loopback.pages import HOSTILE_TITLE, NOT_FOUND, refreshing

if TYPE_CHECKING:
    from random import Random

ENDINGS: Final = ("close", "reset", "stay")
"""What a server does once it has sent what it has to send."""

_LONGEST: Final = 10_000
"""Bytes: longer answers have tests of their own, and take long to make smaller."""
_GARBLED: Final = tuple(
    data.decode("latin-1")
    for table in (BAD_HEADS, NOT_HTTP, ODD_BUT_FINE, UNFINISHED)
    for data in table.values()
    if len(data) < _LONGEST
)
_STATUSES: Final = (200, 200, 200, 204, 206, 299, 301, 302, 303, 304, 307, 308, 399, 401, 403, 404)
_OTHERS: Final = (405, 410, 418, 429, 451, 499, 500, 503, 521, 599, 600, 700, 999)
_LOCATIONS: Final = (
    *(location for location, _ in LEADING.values()),
    *(location for location in SENSELESS.values() if len(location) < _LONGEST),
    *FORBIDDEN.values(),
    *PRIVATE.values(),
    *NO_PAGE.values(),
    *DESTINATIONS,
    "/page",
    "/ok",
    "//ok/",
    "http:/ok",
    "HTTP://garden.test/ok",
    "http://garden.test:0/ok",
    "http://a:b@garden.test/ok",
    "https://garden.test/ok",
    "http://garden.test\\@10.0.0.1/",
    "http://10.0.0.1#@garden.test/",
    "\t/ok",
)
_HEADERS: Final = (
    ("Content-Type", ("text/html", "text/html; charset=utf-7", "text/html;charset=", "image/png")),
    ("Content-Type", ("application/pdf", "x" * 300, "text/html; charset=utf-16", ";", "")),
    ("Content-Encoding", ("gzip", "deflate", "br", "gzip, gzip", "identity", "zstd", ",,")),
    ("Content-Length", ("0", "5", "99999999", "-1", "5, 5", "0x10", "")),
    ("Transfer-Encoding", ("chunked", "gzip, chunked", "identity", "chunked, chunked")),
    ("Connection", ("close", "keep-alive", "upgrade", "x")),
    ("Retry-After", ("1", "-1", "9" * 30, "soon", "Fri, 31 Dec 9999 23:59:59 GMT")),
    ("Set-Cookie", ("a=b", "a=b; Domain=.test", "a" * 5_000, "=;;=", "a=\x01")),
    ("ETag", ('"x"', "W/", "x" * 3_000, "\udcff")),
    ("Refresh", ("0; url=/ok", "0;url=javascript:alert(1)")),
    ("Server", ("cloudflare", "AkamaiGHost", HOSTILE_TITLE.replace("\r\n", " "))),
    ("Strict-Transport-Security", ("max-age=1",)),
)


def make_answer(random: Random) -> Sample:
    """Return the bytes of an answer, as Latin-1, and in its place what the server does then."""
    text = random.choice(_GARBLED) if random.random() < 0.25 else _answer(random)
    if random.random() < 0.35:
        text = mutate(random, text)
    data = text.encode("latin-1", "replace")
    return Sample(random.choice(ENDINGS), data.decode("latin-1"))


def _answer(random: Random) -> str:
    status = random.choice(_STATUSES if random.random() < 0.8 else _OTHERS)
    headers = {name: random.choice(values) for name, values in random.sample(_HEADERS, 4)}
    if status // 100 == 3 and random.random() < 0.9:
        location = random.choice(_LOCATIONS)
        headers["Location"] = mutate(random, location) if random.random() < 0.3 else location
    body = _body(random)
    if random.random() < 0.5:
        headers["Content-Length"] = str(len(body))
    interim = head(random.choice((100, 102, 103))) if random.random() < 0.05 else b""
    return (interim + head(status, headers) + body).decode("latin-1")


def _body(random: Random) -> bytes:
    pages = (
        "<title>Tulips</title><h1 id=soil>Tulips</h1><p>Words.",
        f"<title>{HOSTILE_TITLE}</title>",
        random.choice([*NOT_FOUND.values()]),
        refreshing(random.choice(_LOCATIONS)),
        "<meta http-equiv=refresh content='0;URL=\"/ok\"'>",
        "<meta charset=utf-16><title>\ud83d</title>",
        "<base href='javascript:'><a id=" + "x" * 200,
        "%PDF-1.7",
        "5\r\nhello\r\n0\r\n\r\n",
        "<!--" + "<p>" * 300,
        "",
    )
    text = random.choice(pages)
    data = (mutate(random, text) if random.random() < 0.3 else text).encode("utf-8", "replace")
    pack = random.random()
    if pack < 0.1:
        return gzip.compress(data)
    return zlib.compress(data) if pack < 0.15 else data
