"""Which shortcodes of a Hugo site may put anchors into a page (Hugo, "Shortcode templates")."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from nblint.project.config_reader import read_text, walk

if TYPE_CHECKING:
    from collections.abc import Iterable

# Hugo's own, which write no ids (Hugo, "Shortcodes").
_EMBEDDED = (
    *("comment", "details", "figure", "gist", "highlight", "instagram", "param", "qr", "ref"),
    *("relref", "tweet", "twitter", "vimeo", "x", "youtube"),
)
_FOLDERS = ("layouts/_shortcodes", "layouts/shortcodes")
# An id, a heading of Markdown, or text from elsewhere. What a shortcode wraps stands on the page.
_PUTS = re.compile(
    r"\b(?:id|name)\s*=\s*[\"'{]|^[ \t]*#{1,6}[ \t]|\b(?:os\.)?readfile\b|\.getpage\b|\.content\b"
    r"|\.rendershortcodes\b|\.pages\b|\bpartial\w*\s|\btemplate\s",
    re.IGNORECASE | re.MULTILINE,
)


def shortcodes(tops: Iterable[str]) -> dict[str, bool]:
    """Return the shortcodes that are known, each with whether it may put anchors into a page.

    `tops` are the folders of the project and its themes; the first that has a shortcode counts.
    """
    found: dict[str, bool] = {}
    for top in (os.path.join(top, folder) for top in tops for folder in _FOLDERS):
        for path in walk(top):
            plain = os.path.relpath(path, top).replace(os.sep, "/").partition(".")[0]
            found.setdefault(plain, _PUTS.search(read_text(path)) is not None)
    return {**dict.fromkeys(_EMBEDDED, False), **found}
