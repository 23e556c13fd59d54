"""Pages that are hard to read, by name: their bytes and, where it matters, their headers."""

from __future__ import annotations

import codecs
from typing import NamedTuple

TITLE = "Übersicht 漢字"

_BODY = f'<title>{TITLE}</title><h2 id="größe">Größe</h2><a name="漢字"></a>'
_LATIN = '<title>Übersicht</title><h2 id="größe">Größe</h2>'


class Encoded(NamedTuple):
    """A page as bytes; `declared` is its Content-Type."""

    declared: str
    body: bytes


def _meta(charset: str, page: str) -> str:
    return f'<!doctype html><meta charset="{charset}">{page}'


ENCODINGS = {
    "UTF-8 by header": Encoded("text/html; charset=utf-8", _BODY.encode()),
    "UTF-8 by meta": Encoded("text/html", _meta("utf-8", _BODY).encode()),
    "UTF-8 by the older meta": Encoded(
        "text/html",
        f'<meta http-equiv="Content-Type" content="text/html; charset=utf-8">{_BODY}'.encode(),
    ),
    "UTF-8 by BOM, against header and meta": Encoded(
        "text/html; charset=iso-8859-1",
        codecs.BOM_UTF8 + _meta("windows-1252", _BODY).encode(),
    ),
    "UTF-8 by header, against meta": Encoded(
        "text/html; charset=utf-8", _meta("iso-8859-1", _BODY).encode()
    ),
    "UTF-8 by header in quotes and capitals": Encoded('Text/HTML; Charset="UTF-8"', _BODY.encode()),
    "UTF-8 undeclared": Encoded("text/html", _BODY.encode()),
    "UTF-8 under an unknown name": Encoded("text/html; charset=utf-ate", _BODY.encode()),
    "UTF-16 by BOM": Encoded("text/html", codecs.BOM_UTF16_LE + _BODY.encode("utf-16-le")),
    "UTF-16 by header": Encoded("text/html; charset=utf-16be", _BODY.encode("utf-16-be")),
    "Shift_JIS by meta": Encoded(
        "text/html",
        _meta("Shift_JIS", _BODY).encode("shift_jis", "xmlcharrefreplace"),
    ),
    "Latin-1 by header": Encoded("text/html; charset=iso-8859-1", _LATIN.encode("latin-1")),
    "Latin-1 by header, against meta": Encoded(
        "text/html; charset=iso-8859-1", _meta("utf-8", _LATIN).encode("latin-1")
    ),
    "windows-1252 undeclared": Encoded("text/html", _LATIN.encode("windows-1252")),
}
"""One page, with the id ``größe``, in many encodings; which rule says so is in the name."""

ANCHORED = """<!doctype html>
<title>Anchors</title>
<h2 id="plain">Plain</h2>
<a name="named">Named</a>
<h2 id="größe">Größe</h2>
<h2 id="gr%C3%B6sse">As encoded</h2>
<h2 id="Case">Case</h2>
<h2 id="user-content-setup">As GitHub writes it</h2>
<h2 id=unquoted>Unquoted</h2>
<h2 id="a &amp; b">With an entity</h2>
<svg><g id="drawn"/></svg>
<!-- <h2 id="in-comment">In a comment</h2> -->
<script>document.write('<h2 id="in-script">In a script</h2>')</script>
<template><h2 id="in-template">In a template</h2></template>
<p data-id="no-id" title='id="in-attribute"'>Not ids.</p>
<p>A reader sees <em>this very</em>
sentence, and the&nbsp;next.</p>
"""
"""A page with anchors of every form, and things that only look like one."""

BY_SCRIPT = """<!doctype html>
<title>App</title>
<noscript>You need to enable JavaScript to run this app.</noscript>
<div id="root"></div>
<script src="/static/js/main.8d1f3c.js"></script>
"""
"""A page whose content is made by a script."""

HOSTILE_TITLE = (
    "\x1b]0;owned\x07\x1b[31mRed\x1b[0m\x9b2J\u202egnp.exe\u2066\r\n"
    "::error file=x::made up\x00\x08\x7f%0A&#27;[1mBold &lt;script&gt;"
)
"""What wishes to paint a terminal, or to be taken for a workflow's command."""

NOT_FOUND = {
    "in the title": "<title>Page not found</title><h1>Nothing here</h1>",
    "in the heading": "<title>Example</title><h1>404</h1><p>We can't find that page.",
    "in German": "<title>Seite nicht gefunden</title><h1>Fehler 404</h1>",
    "in French": "<title>Page introuvable</title><h1>Erreur 404</h1>",
}
"""Pages that answer with success, and say that they are not there."""

ABOUT_NOT_FOUND = "<title>HTTP 404 - An Encyclopedia</title><h1>HTTP 404</h1><p>Page not found, …"
"""A page that is there, and is about those which are not."""

PARKED = """<title>example.org</title>
<p>This domain is for sale. <a href="https://sedo.com/">Buy it</a>
<p>Related searches
<script src="https://www.google.com/adsense/domains/caf.js"></script>
"""


def refreshing(url: str, seconds: int = 0) -> str:
    """Write a page that sends its reader on (HTML, section 4.2.5.3)."""
    return f'<title>Moved</title><meta http-equiv="refresh" content="{seconds}; url={url}">'


def anchored_after(distance: int) -> str:
    """Write a page whose only id, ``far``, comes after so many bytes."""
    return f"<title>Long</title>{'<p>On and on.' * (distance // 13 + 1)}<h2 id=far>Far</h2>"
