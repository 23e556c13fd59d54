"""What makes an address unfit to be followed: pure functions over the address alone."""

from __future__ import annotations

import re
from urllib.parse import unquote

from msgspec import Struct

from nblint.checks.common.url_like import is_address, is_file_name
from nblint.model.uri import Uri, split

_HOST = r"(?:(?:[\w-]+\.)+[a-z]{2,}|localhost|\d+(?:\.\d+){3})"
_HTTP = re.compile(r"(https?)(:+|[:;.,]+(?=//)|)([/\\]*)(.*)", re.IGNORECASE | re.DOTALL)
_SECOND_SCHEME = re.compile(r"(?=\S+\Z)(?:https?:?//)+(https?(?:://?|//)\S+)", re.IGNORECASE)
_BEGINS_WITH_HOST = re.compile(rf"{_HOST}(?:[/?#:]|\Z)", re.IGNORECASE)
_HOST_AND_PORT = re.compile(rf"{_HOST}:\d+(?:/|\Z)", re.IGNORECASE)
_WWW = re.compile(r"www\.[\w-]+\.[\w.-]+(?:[/?#:]|\Z)", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:[a-z\d-]+\.)+(?:(?:com|org|net|edu|gov)/|com\Z)", re.IGNORECASE)
# Brackets hold an address of IPv6 and nothing else.
_BAD_HOST = re.compile(r"\A\.|\.\.|[\s,;!'\"()|^`\\…“”]|(?!\A)\[|\](?!\Z)|\A\[[^\]]*\Z|\A[^\[]*\]")
_PLACEHOLDER = re.compile(r"\([\w-]+\)")
_MAILBOX = re.compile(r"[^\s@]+@(?!\.)(?:(?!\.\.)[^\s@])+(?<!\.)")
_MAIL_PATH = re.compile(r"[^\s@:/?#]+@(?:[a-z\d-]+\.)*[a-z][a-z\d-]*\.[a-z]{2,}", re.IGNORECASE)
_WRAPPED = re.compile(r"""(?:"(.+)"|'(.+)'|[“”](.+)[“”]|\((.+)\)|\[(.+)\]|`(.+)`)""", re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\((.+)\)", re.DOTALL)
_ARITY = re.compile(r"`\S+/\d+`")
_LINK_HEAD = re.compile(r"!?\[[a-z]+://", re.IGNORECASE)
_OWN_DISK = re.compile(r"file:|[a-z]:[\\/]", re.IGNORECASE)
_MAX_PORT = 65535


class UrlProblem(Struct, frozen=True, gc=False):
    """What is wrong with an address, what to do about it and, if that is clear, what was meant."""

    reason: str
    advice: str
    meant: str | None = None
    safe: bool = True


def find_url_problem(value: str) -> UrlProblem | None:
    """Return what is wrong with an address, or None where a program can follow it."""
    uri = split(value)
    return (
        _wrapped(value)
        or _own_disk(value)
        or _http(value)
        or _unknown_scheme(value, uri)
        or _mail(value, uri)
        or _no_scheme(value)
        or _host(uri)
        or _characters(value, uri)
    )


def _wrapped(value: str) -> UrlProblem | None:
    link = _LINK.fullmatch(value)
    if link:
        return UrlProblem("is a link, not a URL", "write only the URL", link[1])
    if _LINK_HEAD.match(value):
        # Brackets within the inner address ended the outer link early.
        return UrlProblem("is a link, not a URL", "write only the URL")
    match = _WRAPPED.fullmatch(value)
    inner = match[match.lastindex or 0] if match else ""
    # Code is what ExDoc (`../2` is a function too) and quartodoc link to.
    is_code = value[0] == "`" and not (is_address(inner) or is_file_name(inner))
    if not inner or is_code or _ARITY.fullmatch(value):
        return None
    return UrlProblem("has quotes or brackets around it", "remove them", inner)


def _own_disk(value: str) -> UrlProblem | None:
    if _OWN_DISK.match(value):
        return UrlProblem("points to a local file", "use a URL that readers can open")
    return None


def _http(value: str) -> UrlProblem | None:
    """Judge what begins like a web address (RFC 9110, section 4.2)."""
    second = _SECOND_SCHEME.fullmatch(value)
    if second:
        return UrlProblem("has two schemes", "remove the first", second[1])
    match = _HTTP.fullmatch(value)
    if not match:
        return None
    scheme, colon, slashes, rest = match.groups()
    proper = colon == ":" and slashes == "//" and rest != ""
    if proper or (":" not in colon and len(slashes) < len("//")):
        return None
    meant = f"{scheme}://{rest}" if _BEGINS_WITH_HOST.match(rest) else None
    if colon == ":" and slashes.startswith("//"):
        return UrlProblem("has no host", "add two slashes and the host", meant)
    return UrlProblem(f"does not start with {scheme}://", f"start it with {scheme}://", meant)


def _unknown_scheme(value: str, uri: Uri) -> UrlProblem | None:
    """Judge a scheme that is one slip away from http or https."""
    known = _near_http(uri.scheme) if uri.scheme and uri.authority is not None else None
    if not known:
        return None
    meant = known + value[len(uri.scheme) :]
    return UrlProblem(f"has the unknown scheme {uri.scheme}", f"use {known}", meant)


def _near_http(scheme: str) -> str | None:
    """Return http or https where `scheme` is one slip away from it and not from the other."""
    if scheme in ("http", "https"):
        return None
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only a scheme other than http needs it

    near = [known for known in ("http", "https") if OSA.distance(scheme, known) == 1]
    return near[0] if len(near) == 1 else None


def _mail(value: str, uri: Uri) -> UrlProblem | None:
    """Judge mail addresses (RFC 6068, section 2)."""
    if uri.scheme == "mailto":
        if uri.authority is not None:
            return UrlProblem(
                "has slashes after mailto:", "remove them", value.replace("//", "", 1)
            )
        boxes = uri.path.split(",")
        if all(_MAILBOX.fullmatch(unquote(box)) for box in boxes) or (uri.path == "" and uri.query):
            return None
        return UrlProblem("has no email address", "use mailto:name@host")
    if _MAIL_PATH.fullmatch(value) and not is_file_name(value):
        reason = "is an email address without mailto:"
        return UrlProblem(reason, "start it with mailto:", f"mailto:{value}")
    return None


def _no_scheme(value: str) -> UrlProblem | None:
    """Judge hosts that a browser takes for a folder or for a scheme, since nothing marks them."""
    if _WWW.match(value) or _HOST_AND_PORT.match(value):
        scheme, safe = "https", True
        if not value[0].isalpha() or value.startswith("localhost"):
            scheme = "http"
    elif _DOMAIN.match(value):
        scheme, safe = "https", False
    else:
        return None
    return UrlProblem("has no scheme", f"start it with {scheme}://", f"{scheme}://{value}", safe)


def _host(uri: Uri) -> UrlProblem | None:
    """Judge host and port (RFC 3986, sections 3.2.2 and 3.2.3)."""
    if not uri.is_web:
        return None
    host, port = uri.host, uri.port
    if not host:
        return UrlProblem("has no host", "add the host after the slashes")
    if _BAD_HOST.search(host) and not _PLACEHOLDER.fullmatch(host):
        return UrlProblem("has an invalid host", "correct the host")
    # Documentation writes PORT for the reader to fill in.
    if port and not port.isupper() and not (port.isdecimal() and int(port) <= _MAX_PORT):
        return UrlProblem("has an invalid port", f"use a number up to {_MAX_PORT}")
    return None


def _characters(value: str, uri: Uri) -> UrlProblem | None:
    """Judge characters that no address may hold (RFC 3986, appendix A)."""
    if uri.is_web and " " in value:
        return UrlProblem("contains a space", "use %20", value.replace(" ", "%20"))
    if uri.scheme in ("", "http", "https") and "\\" in (uri.authority or "") + uri.path:
        path, *rest = re.split(r"(?=[?#])", value, maxsplit=1)
        meant = "".join([path.replace("\\", "/"), *rest])
        return UrlProblem("contains a backslash", "use a slash", meant)
    if uri.is_web and value.endswith(")") and value.count(")") > value.count("("):
        reason = "ends with an unmatched parenthesis"
        return UrlProblem(reason, "remove it", value[:-1], safe=False)
    return None
