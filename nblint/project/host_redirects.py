"""URLs that the host of a site answers, by redirects or rewrites of its own."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from nblint.project.config_reader import read_text
from nblint.project.url_patterns import match_any

if TYPE_CHECKING:
    from collections.abc import Iterable

# Netlify, Cloudflare Pages ("Redirects"), Vercel ("vercel.json"), Firebase, Azure Static Web Apps.
_FILES = (
    "_redirects",
    "netlify.toml",
    "vercel.json",
    "firebase.json",
    "staticwebapp.config.json",
)
# The URL that is answered: at the head of a line, or the value of the key that names it.
_ANSWERED = re.compile(
    r"^(/\S*)[ \t]|\b(?:from|source|regex|route)\"?\s*[=:]\s*[\"'](/[^\"'\n]*)[\"']", re.MULTILINE
)
_WILDCARD = re.compile(r"\\\*|:\w+\\?[*+]?|\\\(.*?\\\)")
_LONGEST = 500  # characters


class HostRedirects:
    """What the configuration files of hosts in some directories answer."""

    def __init__(self, directories: Iterable[str]) -> None:
        texts = (
            read_text(os.path.join(directory, name)) for directory in directories for name in _FILES
        )
        found = (match[1] or match[2] for text in texts for match in _ANSWERED.finditer(text))
        # What answers for all URLs says nothing of any.
        some = {pattern for pattern in found if pattern not in {"/*", "/(.*)", "/:path*"}}
        self._plain = {pattern.rstrip("/") or "/" for pattern in some}
        wild = sorted(pattern for pattern in some if _WILDCARD.search(re.escape(pattern)))
        self._patterns = match_any(map(_expression, wild))

    def answers(self, url: str) -> bool:
        """Tell whether the host answers a URL without a trailing slash."""
        return url in self._plain or self._patterns.matches(url)


def _expression(pattern: str) -> str:
    """Return what a pattern answers; of a long one only the beginning counts."""
    plain = re.escape(pattern[:_LONGEST].rstrip("/") or "/")
    end = "/?" if len(pattern) <= _LONGEST else ".*"
    return _WILDCARD.sub(".*", plain) + end
