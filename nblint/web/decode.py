"""The bytes of a remote page to text, in the encoding that a browser would take."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from typing import Final

from nblint.web.encodings import CODECS
from nblint.web.markup import SPACE, Opening, tokens

_PRESCANNED: Final = 4_096  # bytes; HTML, 13.2.3.2, asks for 1,024 or more
_BOMS: Final = ((BOM_UTF8, "utf-8"), (BOM_UTF16_BE, "utf-16-be"), (BOM_UTF16_LE, "utf-16-le"))
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([^\s\"';,]+)", re.ASCII | re.IGNORECASE)
_XML: Final = re.compile(r"<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']*)", re.ASCII)


def decode(body: bytes, content_type: str) -> str:
    """Return the text of a page, of which `body` may be a beginning; never fails.

    The encoding is told by a byte order mark, else by the header, else by the page itself (HTML,
    13.2.3.2, "Determining the character encoding"), and is UTF-8 or Windows-1252 where nothing
    tells. What is no character becomes U+FFFD.
    """
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace")
    told = _CHARSET.search(content_type)
    codec = _codec(told[1]) if told else ""
    codec = codec or _declared(body[:_PRESCANNED].decode("latin-1")) or _guessed(body)
    return body.decode(codec, "replace")


def media_type(content_type: str) -> str:
    """Return the media type that a Content-Type header names, in lower case without parameters.

    It is "" where there is none (RFC 9110, section 8.3.1).
    """
    kind = content_type.partition(";")[0].partition(",")[0].strip().lower()
    return kind if "/" in kind else ""


def _codec(label: str) -> str:
    """Return the Python codec of an encoding's label (Encoding, 4.2), or ""."""
    return CODECS.get(label.strip(SPACE).lower(), "")


def _declared(head: str) -> str:
    """Return the codec that a page names in its first bytes, or ""."""
    declaration = _XML.match(head)
    codec = _codec(declaration[1]) if declaration else ""
    for token in () if codec else tokens(head):
        if not isinstance(token, Opening) or token.name != "meta":
            continue
        attributes = token.attributes
        codec = _codec(attributes.get("charset", ""))
        if not codec and attributes.get("http-equiv", "").lower() == "content-type":
            told = _CHARSET.search(attributes.get("content", ""))
            codec = _codec(told[1]) if told else ""
        if codec:
            break
    # A page that could be read so far is not in UTF-16, whatever it says.
    return "utf-8" if codec.startswith("utf-16") else codec


def _guessed(body: bytes) -> str:
    try:
        getincrementaldecoder("utf-8")().decode(body)  # the end may be cut within a character
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
