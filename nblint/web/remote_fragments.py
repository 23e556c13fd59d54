"""Judges a fragment: whether the page it is asked of has what it points at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from nblint.model.link_status import FragmentStatus
from nblint.model.nearest import nearest
from nblint.model.uri import split
from nblint.web.script_anchors import made_by_script
from nblint.web.text_fragment import DELIMITER, has_text, text_directives

if TYPE_CHECKING:
    from nblint.web.remote_page import RemotePage

_FOUND: Final = FragmentStatus("found")
_BY_SCRIPT: Final = FragmentStatus("unverified", "a script creates the anchors of this page")
_CUT: Final = FragmentStatus("unverified", "the page was not read completely")
_UNREAD: Final = FragmentStatus("unverified", "the page was not read")
_HTML: Final = frozenset({"", "text/html", "application/xhtml+xml"})

# Fragments that a browser understands without an id, by the prefix of the media type. Sources:
# RFC 8118, section 3 (PDF); RFC 5147 (text); W3C, Media Fragments URI 1.0; SVG 2, 16.3.
_OPEN: Final = r"(?:page|nameddest|zoom|view|viewrect|comment|search|toolbar|scrollbar|navpanes)"
_MEDIA: Final = r"(?:t|xywh|track|id)=[^&]*"
_FORMS: Final = (
    ("application/pdf", re.compile(rf"(?:{_OPEN}=[^&]*(?:&|$))+$", re.IGNORECASE)),
    ("text/plain", re.compile(r"(?:line|char)=[\d,]+(?:;.*)?$")),
    ("image/svg+xml", re.compile(r"svgView\(.*\)$")),
    ("audio/", re.compile(rf"{_MEDIA}(?:&{_MEDIA})*$")),
    ("video/", re.compile(rf"{_MEDIA}(?:&{_MEDIA})*$")),
    ("image/", re.compile(r"xywh=[^&]*$")),
)

_PREFIX: Final = "user-content-"  # GitHub, npm and others put it before the ids of an author
_GITHUB: Final = frozenset({"github.com", "gist.github.com"})
_NEAREST: Final = 3
_MANY: Final = 10_000  # ids among which to look for the nearest would take too long
_LONGEST_NAME: Final = 200  # characters; what is longer is no slip of anything
_DIRECTIVES: Final = 16  # of a fragment that are looked up
_LONGEST_TEXT: Final = 60  # characters of a text that a reason tells


def judge_fragment(
    fragment: str, url: str, media_type: str, page: RemotePage | None, *, complete: bool
) -> FragmentStatus:
    """Tell whether what answers at `url` has what the fragment points at.

    The fragment is as it is written after the `#`; `page` is None where the answer is no HTML page
    or was not read, and `complete` tells that it was read to its end. What cannot be told is
    `unverified` with the reason (HTML, 7.4.6.4, "find a potential indicated element").
    """
    element, delimiter, directives = fragment.partition(DELIMITER)
    if not delimiter and not element:
        return _FOUND
    if page is None:
        return _judge_other(fragment, media_type)
    judged = _judge_element(element, url, page, complete=complete)
    if delimiter and judged.state == "found":
        judged = _judge_text(directives, page, complete=complete)
    return judged


def _judge_other(fragment: str, media_type: str) -> FragmentStatus:
    if media_type in _HTML:
        return _UNREAD
    for beginning, form in _FORMS:
        if media_type.startswith(beginning) and form.match(unquote(fragment)):
            return _FOUND
    return FragmentStatus("unverified", f"fragments of {media_type} are not supported")


def _judge_element(element: str, url: str, page: RemotePage, *, complete: bool) -> FragmentStatus:
    name = unquote(element)
    if _has_id(element, name, url, page.ids) or name.lower() in ("", "top"):
        return _FOUND
    if page.scripted or made_by_script(url, element) or _lacks_readme(url, page.ids):
        return _BY_SCRIPT
    if not complete:
        return _CUT
    return FragmentStatus("missing", "the page has no such id", _nearest(name, page.ids))


def _has_id(element: str, name: str, url: str, ids: frozenset[str]) -> bool:
    if any(known in ids for known in (element, name, _PREFIX + name)):
        return True
    if split(url).host not in _GITHUB:
        return False
    # GitHub's script finds them in any case.
    wanted = (_PREFIX + name.removeprefix(_PREFIX)).lower()
    return any(known.lower() == wanted for known in ids if known.startswith(_PREFIX))


def _lacks_readme(url: str, ids: frozenset[str]) -> bool:
    """Tell whether GitHub has left it to a script to fetch what the page is to show."""
    return split(url).host in _GITHUB and not any(known.startswith(_PREFIX) for known in ids)


def _judge_text(directives: str, page: RemotePage, *, complete: bool) -> FragmentStatus:
    asked = text_directives(directives)
    if not asked and "text=" in directives:
        return FragmentStatus("missing", "malformed text directive")
    if not asked:
        return FragmentStatus("unverified", "unknown fragment directive")
    for directive in asked[:_DIRECTIVES]:
        if not has_text(page.searchable, directive):
            if page.scripted:
                return FragmentStatus("unverified", "a script creates the text of this page")
            words = " ".join(directive.words.split())
            if len(words) > _LONGEST_TEXT:
                words = words[: _LONGEST_TEXT - 1] + "…"
            return (
                FragmentStatus("missing", f'the page has no text "{words}"') if complete else _CUT
            )
    if len(asked) > _DIRECTIVES:
        return FragmentStatus("unverified", f"more than {_DIRECTIVES} text directives")
    return _FOUND


def _nearest(name: str, ids: frozenset[str]) -> tuple[str, ...]:
    """Return the ids that are most like a name, the likeliest first."""
    if len(name) > _LONGEST_NAME or len(ids) > _MANY:
        return ()
    left = {known.removeprefix(_PREFIX) for known in ids if len(known) <= _LONGEST_NAME}
    found: list[str] = []
    while len(found) < _NEAREST:
        near = nearest(name, left)
        if near is None:
            break
        found.append(near)
        left.discard(near)
    return tuple(found)
