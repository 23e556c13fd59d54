"""Pages that answer with success and are none: "not found" texts, home pages, parked domains."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from nblint.model.uri import Uri, split
from nblint.web import soft_404_data as data

if TYPE_CHECKING:
    from nblint.web.remote_page import RemotePage

_SEPARATOR: Final = re.compile(r"\s+[|\u2013\u2014·•»«:-]\s+|\s*[|»«]\s*|:\s+")
_NOISE: Final = re.compile(r"[^\w ]+")
# An address that speaks of missing pages leads to an article on them.
_NAMES_IT: Final = re.compile(r"(?<!\d)404(?!\d)|not[-_+ ]?found", re.IGNORECASE)
_SITE_WORDS: Final = 4  # that the name of a site has at most
_LONGEST_REASON: Final = 80  # characters of a title that are told
_BARE_TEXT: Final = 400  # characters of a page that says nothing but that it is none
_LITTLE_TEXT: Final = 1_500  # characters that a page which only offers a domain has at most
_LOCALE: Final = re.compile(r"/(?:([a-z]{2})(?:[-_][a-z]{2,4})?/?)?", re.IGNORECASE)
_HOME: Final = re.compile(r"/(?:index|home|default)(?:\.\w{2,5})?/?", re.IGNORECASE)


def looks_not_found(url: str, final: str, page: RemotePage) -> str:
    """Return why the page that `url` led to looks like none, in words, or "".

    Both addresses are in normal form. A page that only speaks of missing pages is not meant: what
    its own address says of them, it is about.
    """
    asked, seen = split(url), split(final)
    if _is_error_path(seen) and not _is_error_path(asked):
        return f"redirects to {seen.path}"
    if not _is_parking(asked.host) and _is_parked(seen, page):
        return "the domain is parked"
    if _NAMES_IT.search(unquote(asked.path)):
        return ""
    for place, text in (("title", page.title), ("heading", page.heading)):
        if _is_not_found(text, seen.host):
            return f'the {place} is "{text[:_LONGEST_REASON]}"'
    # A title that speaks of missing pages, and is not that of one, is that of a page on them.
    if sum(map(len, page.blocks)) > _BARE_TEXT or _NAMES_IT.search(page.title):
        return ""
    told = next((text for text in page.blocks if _names_no_page(_plain(text))), "")
    return f'it says "{told[:_LONGEST_REASON]}"' if told else ""


def leads_home(url: str, final: str) -> bool:
    """Tell whether a deep address ended on a home page, of its own site or of another.

    Both are in normal form. A short address, and one whose last part is the name of the site that
    it leads to, mean the home page.
    """
    asked, seen = split(url), split(final)
    if not _is_home(seen) or _is_home(asked) or asked.host.removeprefix("www.") in data.SHORTENERS:
        return False
    last = _letters(unquote(asked.path.rstrip("/").rpartition("/")[2]))
    named = len(last) > 2 and last in _letters(seen.host)  # noqa: PLR2004 - less is no name
    return asked.host == seen.host or not named


def is_login(url: str) -> bool:
    """Tell whether an address in normal form is that of a login."""
    uri = split(url)
    segments = _segments(uri)
    if uri.host.partition(".")[0] in data.LOGIN_HOSTS:
        return True
    return bool(segments) and segments[-1] in data.LOGINS and not data.MANUALS & set(segments)


def is_consent(url: str) -> bool:
    """Tell whether an address in normal form is that of a page that asks for consent first."""
    uri = split(url)
    segments = _segments(uri)
    first = uri.host.partition(".")[0]
    return first in data.CONSENT_HOSTS or bool(segments and segments[-1] in data.CONSENTS)


def _segments(uri: Uri) -> list[str]:
    return [segment for segment in unquote(uri.path).lower().split("/") if segment]


def _is_error_path(uri: Uri) -> bool:
    segments = _segments(uri)
    if "aspxerrorpath=" in (uri.query or "").lower():
        return True
    last = segments[-1].partition(".")[0] if segments else ""
    return last in data.ERROR_PATHS or (last in data.BARE_ERROR_PATHS and len(segments) == 1)


def _is_home(uri: Uri) -> bool:
    query = [item.partition("=")[0].lower() for item in (uri.query or "").split("&")]
    locale = _LOCALE.fullmatch(uri.path)
    is_root = locale is not None and (locale[1] or "en").lower() in data.LANGUAGES
    return (is_root or bool(_HOME.fullmatch(uri.path))) and all(
        not name or name.startswith("utm_") or name in data.IDLE_PARAMETERS for name in query
    )


def _is_not_found(text: str, host: str) -> bool:
    """Tell whether a title says that there is no page, alone or beside the name of the site."""
    if _says_not_found(_plain(text)):
        return True
    parts = [part for part in map(_plain, _SEPARATOR.split(text)) if part]
    rest = [part for part in parts if not _says_not_found(part)]
    if len(rest) == len(parts):
        return False
    if all(_letters(part) in _letters(host) for part in rest):
        return True
    return parts[0] not in rest and all(len(part.split()) <= _SITE_WORDS for part in rest)


def _says_not_found(text: str) -> bool:
    words = text.split()
    is_code = all(word in data.CODE_WORDS for word in words)
    return "404" in words if is_code else _names_no_page(text)


def _names_no_page(text: str) -> bool:
    rest = [word for word in text.split() if word not in data.CODE_WORDS]
    return " ".join(rest) in data.NOT_FOUND


def _is_parking(host: str) -> bool:
    return any(f".{host}".endswith(f".{name}") for name in data.PARKING_HOSTS)


def _is_parked(final: Uri, page: RemotePage) -> bool:
    if _is_parking(final.host) or final.path == "/lander":
        return True
    if sum(map(len, page.blocks)) > _LITTLE_TEXT:
        return False
    if any(mark in page.scripts for mark in data.PARKING_MARKS):
        return True
    texts = (_plain(text) for text in (page.title, page.heading, *page.blocks))
    return any(phrase in text for text in texts for phrase in data.FOR_SALE)


def _plain(text: str) -> str:
    return " ".join(_NOISE.sub(" ", text.casefold().replace("'", "").replace("\u2019", "")).split())


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
