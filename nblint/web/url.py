"""Addresses of the web: their normal form, by which they are compared, and who serves them."""

from __future__ import annotations

import re
from ipaddress import IPv6Address, ip_address
from urllib.parse import urljoin

from nblint.model.uri import Uri, split

_DEFAULT_PORTS = {"http": "80", "https": "443"}
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# What may stand unencoded in a path or a query, besides unreserved characters and percent-encoded
# octets (RFC 3986, section 3.3 and 3.4); the pattern finds what cannot.
_TO_NORMALISE = re.compile(r"%(?:[0-9A-Fa-f]{2})?|[^A-Za-z0-9._~!$&'()*+,;=:@/?-]+")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?")
_LONGEST_HOST = 253  # RFC 1035, section 2.3.4
_LONGEST = 8_000  # RFC 9110, section 4.1: what every recipient should take


class AddressError(ValueError):
    """Why an address cannot be asked, in words."""


def normalise(url: str) -> str:
    """Return the normal form of an http or https address, without its fragment and its user.

    Scheme and host are in lower case, the host is ASCII (RFC 5891), the default port is left out,
    percent-encoding is in upper case and only where it is needed, dot segments are resolved, and an
    empty path is `/` (RFC 3986, sections 6.2.2 and 6.2.3). An address without a scheme (`//host/…`)
    is taken for https. Raises AddressError where nobody could be asked.
    """
    uri = split(url)
    if len(url) > _LONGEST:
        message = f"is longer than {_LONGEST} characters"
        raise AddressError(message)
    scheme = uri.scheme or "https"
    path = _remove_dot_segments(_normalise_octets(uri.path)) or "/"
    query = "" if uri.query is None else "?" + _normalise_octets(uri.query)
    return f"{scheme}://{_authority(uri, scheme)}{path}{query}"


def server(url: str) -> str:
    """Return who serves an address in normal form: its host, and its port where it is not default.

    The two default ports, of http and https, count as one server.
    """
    return url.split("/", 3)[2]


def host(url: str) -> str:
    """Return the host of an address in normal form, without its port."""
    return split(url).host


def is_near(host: str) -> bool:
    """Tell whether a host, in normal form, is known to be in no other place than this network.

    Those are `localhost`, the names of RFC 6762 and private addresses; others may be anywhere.
    """
    try:
        return not ip_address(host.strip("[]")).is_global
    except ValueError:
        return f".{host}".endswith((".localhost", ".local"))


def without_fragment(url: str) -> str:
    """Return an address as it was written, but for its fragment and its missing scheme."""
    url = url.strip().partition("#")[0]
    return f"https:{url}" if url.startswith("//") else url


def resolve(base: str, reference: str) -> str:
    """Return the address that `reference` means where it stands at `base` (RFC 3986, section 5).

    Raises AddressError where it means none.
    """
    try:
        return urljoin(base, reference.strip())
    except ValueError as error:
        message = "is not a URL"
        raise AddressError(message) from error


def _authority(uri: Uri, scheme: str) -> str:
    name = _host(uri.host)
    port = uri.port or ""
    if port and not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 1 << 16):
        message = "has an invalid port"
        raise AddressError(message)
    port = port.lstrip("0")
    return name if port in {"", _DEFAULT_PORTS.get(scheme)} else f"{name}:{port}"


def _host(name: str) -> str:
    if name.startswith("["):
        try:
            return f"[{IPv6Address(name.strip('[]')).compressed}]"
        except ValueError as error:
            message = "has an invalid host"
            raise AddressError(message) from error
    if not name.isascii():
        name = _to_ascii(name)
    if not _HOST.fullmatch(name) or ".." in name or len(name) > _LONGEST_HOST:
        message = "has an invalid host" if name else "has no host"
        raise AddressError(message)
    return name


def _to_ascii(name: str) -> str:
    import idna  # noqa: PLC0415 - rarely needed

    try:
        # As browsers do it: mapped and, where the strict rules refuse it, by the lenient ones.
        return idna.encode(name, uts46=True, transitional=False).decode("ascii").lower()
    except idna.IDNAError:
        pass
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        message = "has an invalid host"
        raise AddressError(message) from error


def _normalise_octets(text: str) -> str:
    return _TO_NORMALISE.sub(_octets, text)


def _octets(match: re.Match[str]) -> str:
    found = match[0]
    if found[0] == "%":
        if len(found) == 1:
            return "%25"
        octet = int(found[1:], 16)
        return chr(octet) if octet in _UNRESERVED else found.upper()
    return "".join(f"%{octet:02X}" for octet in found.encode("utf-8", "surrogatepass"))


def _remove_dot_segments(path: str) -> str:
    """Resolve `.` and `..` (RFC 3986, section 5.2.4)."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


def twin(url: str) -> str | None:
    """Return the https address of an http one in normal form; None for others and named ports."""
    if not url.startswith("http://") or ":" in server(url).rpartition("]")[2]:
        return None
    return "https" + url[4:]
