"""A web address written in the place of another, wherever that is: pure functions over both.

A server chooses the new one. So nothing in it may end its place early, be it a link, a table, a
definition, running text, an HTML attribute or front matter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.checks.common.quoting import quoted
from nblint.model.finding import Edit, Fix
from nblint.model.uri import split

if TYPE_CHECKING:
    from nblint.model import LinkDestination

# All but what means nothing in Markdown, HTML, YAML, TOML, JSON and templates. Letters of other
# scripts stay readable, and what is encoded stays as it is (RFC 3986, section 2.1).
_TO_ENCODE = re.compile(r"%(?![0-9A-Fa-f]{2})|[^\w/?#=&+:@;,!%.~-]")
# A name that running text takes for one too (GFM 0.29, section 6.9).
_LABEL = r"[^\W_]+(?:-+[^\W_]+)*"
_HOST = re.compile(rf"(?:{_LABEL}\.)+{_LABEL}(?::\d{{1,5}})?")
# Some readers of Markdown decode these in links, others do not (CommonMark 0.31.2, section 2.5).
_CHARACTER_REFERENCE = re.compile(r"&#?\w+;")
# Running text, YAML and `srcset` do not take all punctuation at the end for a part of an address.
_FIRM_END = re.compile(r"[^\W_]\Z|/\Z")


def is_verbatim(target: LinkDestination) -> bool:
    """Tell whether the source has the address as it is: what is escaped is longer there."""
    return target.span.end - target.span.start == len(target.value)


def rewriting(target: LinkDestination, address: str, *, safe: bool) -> Fix | None:
    """Return the fix that writes `address` in the place of `target`; None where it cannot."""
    text = written(target, address)
    if text is None:
        return None
    return Fix(f"replace with {quoted(text)}", (Edit(target.span, text),), safe)


def written(target: LinkDestination, address: str) -> str | None:
    """Return `address` as it can stand in the place of `target`; None where it cannot.

    Only http and https are written: whatever else a server or a cache names may be a script.
    """
    uri = split(address)
    is_web = uri.is_web and _HOST.fullmatch(uri.authority or "")
    if not is_web or not is_verbatim(target):
        return None
    text = _TO_ENCODE.sub(_encode, address)
    if target.kind == "front matter":
        text = text.replace(",", "%2C")  # which parts the items of a list in YAML
    elif target.kind == "html":
        text = text.replace("&", "&amp;")
        if "=" in text and "=" not in target.value:
            return None  # which only an attribute in quotes may hold (CommonMark, section 6.6)
    elif _CHARACTER_REFERENCE.search(text):
        return None
    if target.kind in ("bare", "front matter", "html") and not _FIRM_END.search(text):
        return None
    return text


def _encode(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "surrogatepass"))
