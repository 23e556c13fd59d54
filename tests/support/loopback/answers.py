"""Good answers, bad tidings in good form, and how several behaviours make one."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from loopback.exchange import NONE

if TYPE_CHECKING:
    from loopback.exchange import Behaviour, Exchange, Headers

_HTML = {"Content-Type": "text/html; charset=utf-8"}


def answer(code: int = 200, headers: Headers = NONE, body: bytes = b"") -> Behaviour:
    """Answer with exactly this, and the body's length where the headers do not say it."""
    return lambda exchange: exchange.answer(code, headers, body)


def page(body: bytes | str, code: int = 200, headers: Headers = NONE) -> Behaviour:
    """Answer with a page: HTML, and in UTF-8 where it is text, unless the headers say otherwise."""
    content = body.encode() if isinstance(body, str) else body
    return answer(code, {**_HTML, **headers}, content)


def status(code: int, headers: Headers = NONE) -> Behaviour:
    """Answer with a status code and a page that names it."""
    return page(f"<title>{code}</title><p>{code}", code, headers)


def redirect(location: str, code: int = 302) -> Behaviour:
    """Send on to another address, written as it stands."""
    return status(code, {"Location": location})


def endless_chain(code: int = 302) -> Behaviour:
    """Send on for ever, to a new address each time."""
    numbers = count(1)

    async def send_on(exchange: Exchange) -> None:
        await redirect(f"{exchange.seen.path}?{next(numbers)}", code)(exchange)

    return send_on


def slow_down(retry_after: str, code: int = 429) -> Behaviour:
    """Ask for patience: seconds, a date, or rubbish in Retry-After (RFC 9110, section 10.2.3)."""
    return status(code, {"Retry-After": retry_after})


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """Behave differently each time; the last goes on."""
    left = list(behaviours)

    async def take(exchange: Exchange) -> None:
        await (left.pop(0) if len(left) > 1 else left[0])(exchange)

    return take


def by_method(*, head: Behaviour, get: Behaviour) -> Behaviour:
    """Answer HEAD otherwise than the rest."""

    async def choose(exchange: Exchange) -> None:
        await (head if exchange.seen.method == "HEAD" else get)(exchange)

    return choose


def at_most(limit: int, behaviour: Behaviour) -> Behaviour:
    """Answer 429 to whoever comes while so many requests are under way at the host."""

    async def judge(exchange: Exchange) -> None:
        within = exchange.seen.in_flight <= limit
        await (behaviour if within else status(429))(exchange)

    return judge


def given(header: str, value: str, behaviour: Behaviour, otherwise: Behaviour) -> Behaviour:
    """Behave so for whoever sends a header with exactly this value, and otherwise for the rest."""

    async def judge(exchange: Exchange) -> None:
        known = exchange.seen.header(header) == value
        await (behaviour if known else otherwise)(exchange)

    return judge


def versioned(body: str, *, etag: str = "", modified: str = "") -> Behaviour:
    """Answer 304 to whoever names this very version, by its ETag or else its date.

    (RFC 9110, section 13.2.2.)
    """
    validators = {
        name: value for name, value in (("ETag", etag), ("Last-Modified", modified)) if value
    }
    whole, unchanged = page(body, headers=validators), answer(304, validators)

    async def compare(exchange: Exchange) -> None:
        seen = exchange.seen
        tag, date = seen.header("If-None-Match"), seen.header("If-Modified-Since")
        same = tag == etag if tag else date == modified
        await (unchanged if same else whole)(exchange)

    return compare


async def tunnel(exchange: Exchange) -> None:
    """Let a client through to the host it names, as a proxy does (RFC 9110, section 9.3.6)."""
    exchange.transport.pause_reading()  # what comes next is TLS
    await exchange.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
    exchange.tunnel = True
