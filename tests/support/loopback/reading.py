"""A request's head read, and whatever in it no good client sends."""

from __future__ import annotations

import re
from typing import NamedTuple

_REQUEST_LINE = re.compile(rb"[A-Z]+ [\x21-\x7e]+ HTTP/1\.1")
_FIELD = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t\x20-\x7e\x80-\xff]*")
_ABSOLUTE = re.compile(rb"http://([^/?#]*)([/?#].*)?")
_AUTHORITY = re.compile(rb"\[?(.*?)\]?(?::[0-9]*)?")


class Asked(NamedTuple):
    """A request: `host` is whom it asks for, or "", and `proxied` tells that it asks a proxy."""

    method: str
    host: str
    proxied: bool
    target: bytes
    headers: list[tuple[bytes, bytes]]


def read(head: bytes) -> Asked:
    """Read a request's head without its last line ends (RFC 9112, section 3)."""
    line, *fields = head.split(b"\r\n")
    method, _, rest = line.partition(b" ")
    target = rest.rpartition(b" ")[0]
    pairs = [field.partition(b":") for field in fields]
    headers = [(name, value.strip()) for name, _, value in pairs]
    authority = next((value for name, value in headers if name.lower() == b"host"), b"")
    absolute = _ABSOLUTE.fullmatch(target)
    if absolute:
        authority, target = absolute[1], absolute[2] or b"/"
    host = _AUTHORITY.fullmatch(authority)
    return Asked(
        method=method.decode("latin-1"),
        host=host[1].decode("latin-1") if host else "",
        proxied=absolute is not None,
        target=target,
        headers=headers,
    )


def faults(head: bytes) -> list[str]:
    """Say what is wrong with a request's head (RFC 9112, sections 3 and 5)."""
    line, *fields = head.split(b"\r\n")
    found = [] if _REQUEST_LINE.fullmatch(line) else [f"a bad request line: {line!r}"]
    found += [f"a bad header: {field!r}" for field in fields if not _FIELD.fullmatch(field)]
    names = [field.partition(b":")[0].lower() for field in fields]
    if names.count(b"host") != 1:
        found.append(f"not exactly one Host: {fields!r}")
    if {b"content-length", b"transfer-encoding"} & set(names):
        found.append(f"a body announced: {fields!r}")
    return found
