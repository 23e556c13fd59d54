"""GFM's autolinks: bare URLs and mail addresses, read in time linear in their length.

The rules make the tokens that mdit-py-plugins' `gfm_autolink` makes, which copies the rest of the
text and the text before at each of them. GFM 0.29, section 6.9, "Autolinks (extension)".
"""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_BEFORE = frozenset(" \t\r\n*_~(")
"""What an autolink may follow, besides the beginning of the text."""
_SCHEMES = ("https", "http", "mailto", "xmpp")
_MOST_LABELS_WITH_UNDERSCORES = 10

_END = re.compile(r"[ \t\r\n\x00\x0b\x0c<]")
_TRAILING = frozenset("?!.,:*_~'\"[]")
_LOCAL = frozenset(string.ascii_letters + string.digits + ".+-_")
_LOCAL_PART = re.compile(r"[A-Za-z0-9.+_-]++@")
_DOMAIN = re.compile(r"(?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9]))*+")
_RESOURCE = r"(?:[A-Za-z0-9_@-]|\.(?=[A-Za-z0-9]))*+"
_XMPP_DOMAIN = re.compile(rf"{_RESOURCE}(?:/{_RESOURCE})?+")


def autolink_plugin(md: MarkdownIt) -> None:
    """Add the rules for `www.`, for `http:`, `https:`, `mailto:` and `xmpp:`, and for addresses."""
    md.inline.ruler.push("gfm_autolink_www", _www)
    md.inline.ruler.push("gfm_autolink_protocol", _scheme)
    md.inline.ruler.push("gfm_autolink_email", _email)


def _www(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    src, pos, limit = state.src, state.pos, state.posMax
    if silent or state.linkLevel > 0 or not src.startswith("www.", pos, limit):
        return False
    before = state.pending[-1:] or src[max(pos - 1, 0) : pos]
    if before and before not in _BEFORE:
        return False
    host_end = _host_end(src, pos + len("www."), limit, needs_dot=True)
    if host_end < 0:
        return False
    text = src[pos : _url_end(src, pos, host_end, limit)]
    return _push(state, f"http://{text}", text, 0)


def _scheme(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    if silent or state.linkLevel > 0:
        return False
    src, pos, limit = state.src, state.pos, state.posMax
    scheme = next((scheme for scheme in _SCHEMES if state.pending.endswith(scheme)), "")
    start = pos - len(scheme)
    if not scheme or not _may_begin(src, start):
        return False
    if scheme in {"mailto", "xmpp"}:
        end = _address_end(src, pos + 1, limit, xmpp=scheme == "xmpp")
    elif src.startswith("://", pos, limit):
        end = _host_end(src, pos + len("://"), limit, needs_dot=False)
        end = _url_end(src, start, end, limit) if end >= 0 else -1
    else:
        return False
    return end >= 0 and _push(state, src[start:end], src[start:end], len(scheme))


def _email(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    if silent or state.linkLevel > 0:
        return False
    src, pos, limit, pending = state.src, state.pos, state.posMax, state.pending
    length = 0
    while length < len(pending) and pending[-1 - length] in _LOCAL:
        length += 1
    if not length or not _may_begin(src, pos - length):
        return False
    domain = _DOMAIN.match(src, pos + 1, limit)
    if domain is None or "." not in domain[0] or src.startswith("@", domain.end(), limit):
        return False
    if not domain[0][-1].isalnum():
        return False
    text = src[pos - length : domain.end()]
    return _push(state, f"mailto:{text}", text, length)


def _may_begin(src: str, start: int) -> bool:
    return start <= 0 or src[start - 1] in _BEFORE


def _push(state: StateInline, target: str, text: str, read: int) -> bool:
    """Add a link; the last `read` characters of its text are among those that are pending."""
    if read:
        state.pending = state.pending[:-read]
    token = state.push("link_open", "a", 1)
    token.attrs, token.markup, token.info = {"href": target}, "autolink", "auto"
    token = state.push("text", "", 0)
    token.content = text
    token = state.push("link_close", "a", -1)
    token.markup, token.info = "autolink", "auto"
    state.pos += len(text) - read
    return True


def _host_end(src: str, start: int, limit: int, *, needs_dot: bool) -> int:
    """Return where a host name that begins at `start` ends, or -1 if it is none.

    Its last two labels hold no underscore.
    """
    before = last = dots = 0  # the underscores of the last label but one, and of the last one
    for at in range(start, limit):
        char = src[at]
        if char == "_":
            last += 1
        elif char == ".":
            before, last, dots = last, 0, dots + 1
        elif not (char.isalnum() or char == "-" or _is_of_host(char)):
            return at if not (before or last) and (dots or not needs_dot) else -1
    if (before or last) and dots <= _MOST_LABELS_WITH_UNDERSCORES:
        return -1
    return limit if start < limit and (dots or not needs_dot) else -1


def _is_of_host(char: str) -> bool:
    return not char.isspace() and not category(char).startswith("P")


def _url_end(src: str, start: int, host_end: int, limit: int) -> int:
    """Return where a URL ends whose host ends at `host_end`, without trailing punctuation."""
    end = src.find("<", start, host_end)
    if end < 0:
        stop = _END.search(src, host_end, limit)
        end = stop.start() if stop else limit
    unopened = None  # closing brackets without an opening one, counted when there is need
    while end > start:
        last = src[end - 1]
        if last == ";":
            begin = end - 2
            while begin > start and src[begin].isalpha():
                begin -= 1
            end = begin if begin < end - 2 and src[begin] == "&" else end - 1
        elif last == ")":
            if unopened is None:
                unopened = src.count(")", start, end) - src.count("(", start, end)
            if unopened <= 0:
                break
            unopened -= 1
            end -= 1
        elif last in _TRAILING:
            end -= 1
        else:
            break
    return end


def _address_end(src: str, start: int, limit: int, *, xmpp: bool) -> int:
    """Return where a mail address after a scheme ends, or -1 if none begins at `start`."""
    local = _LOCAL_PART.match(src, start, limit)
    domain = (_XMPP_DOMAIN if xmpp else _DOMAIN).match(src, local.end(), limit) if local else None
    if domain is None or "." not in domain[0] or not domain[0][-1].isalpha():
        return -1
    return -1 if src.startswith("@", domain.end(), limit) else domain.end()
