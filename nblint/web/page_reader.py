"""Gathers from the tags and the text of a page what nblint wants to know of it."""

from __future__ import annotations

import re
from typing import Final

from nblint.web.hidden import Hidden, hides
from nblint.web.html_elements import BLOCKS, MOUNTS
from nblint.web.markup import Closing, Opening, Token, characters

_LONGEST_NAME: Final = 1_000  # characters of a title or a heading
_LONGEST_SCRIPT: Final = 1_000  # characters of a script that are kept
_SCRIPTS: Final = 40  # that are kept
_LITTLE_TEXT: Final = 400  # characters below which a page with scripts has no content of its own
_SHELL_TEXT: Final = 4_000  # likewise, where an element waits to be filled
_PLACEHOLDER: Final = 60  # characters of a text like "Loading…"
_LONGEST_DELAY: Final = 10  # seconds after which a refresh is no redirect any more
# HTML, 4.2.5.3, "shared declarative refresh steps".
_REFRESH: Final = re.compile(
    r"\s*+(\d*+)[\d.]*+(?:\s*[;,]\s*|\s+)(?:url\s*=\s*)?(?:\"([^\"]*)|'([^']*)|(.*))",
    re.ASCII | re.DOTALL | re.IGNORECASE,
)
# An id in HTML that stands in a JSON text, in which its quotes are escaped.
_JSON_ID: Final = re.compile(r"""\bid=\\+(?:"|u0022)([^"'\\<>\s]{1,200})\\""")


class PageReader:
    """The state of the reading, and what was found so far (see RemotePage)."""

    def __init__(self) -> None:
        self.title = ""
        self.heading = ""
        self.ids: set[str] = set()
        self.refresh = ""
        self.scripts: list[str] = []
        self.blocks: list[str] = []
        self._hidden = Hidden()
        self._raw: Opening | None = None  # the script or the title that is being read
        self._block: list[str] = []
        self._heading: list[str] | None = None
        self._text_length = 0
        self._mount = -1  # where in the text the element began that scripts fill
        self._has_scripts = False
        self._has_empty_mount = False

    @property
    def is_scripted(self) -> bool:
        """Whether scripts make the content of the page."""
        most = _SHELL_TEXT if self._has_empty_mount else _LITTLE_TEXT
        return self._has_scripts and self._text_length < most

    def take(self, token: Token) -> None:
        """Take the next token of the page."""
        if isinstance(token, str):
            self._text(token)
        elif isinstance(token, Opening):
            self._open(token)
        else:
            self._close(token)

    def end_block(self) -> None:
        """End the block of text that is being read."""
        text = " ".join("".join(self._block).split())
        self._block.clear()
        if text:
            self.blocks.append(text)

    def _open(self, tag: Opening) -> None:
        attributes = tag.attributes
        in_template = self._hidden.name == "template"
        if not in_template:
            self._name(tag.name, attributes)
        if not self._hidden.name:
            self._mount = -1
            self._note(tag, attributes)
        elif tag.name == "script":
            self._raw, self._has_scripts = tag, True
        if tag.name in BLOCKS:
            self.end_block()
        elif tag.name == "br":
            self._block.append(" ")
        self._hidden.open(tag.name, hides=hides(tag.name, attributes))
        is_mount = attributes.get("id", "").lower() in MOUNTS or tag.name in MOUNTS
        if is_mount and not self._hidden.name:
            self._mount = self._text_length

    def _name(self, name: str, attributes: dict[str, str]) -> None:
        if "id" in attributes:
            self.ids.add(attributes["id"])
        if name == "a" and "name" in attributes:
            self.ids.add(attributes["name"])
        self.ids.discard("")

    def _note(self, tag: Opening, attributes: dict[str, str]) -> None:
        """Take what a tag that is not hidden says itself."""
        if tag.name == "script":
            self._has_scripts = True
        if tag.name in ("script", "title"):
            self._raw = tag
        if tag.name in ("script", "iframe", "frame"):
            self._keep(attributes.get("src", ""))
        elif tag.name == "h1" and not self.heading:
            self._heading = []
        elif tag.name == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            self.refresh = self.refresh or _refresh(attributes.get("content", ""))

    def _close(self, tag: Closing) -> None:
        self._raw = None
        if self._mount >= 0 and not self._hidden.name:
            self._has_empty_mount |= self._text_length - self._mount < _PLACEHOLDER
            self._mount = -1
        if tag.name in BLOCKS:
            self.end_block()
        if tag.name == "h1" and self._heading is not None:
            self.heading = " ".join("".join(self._heading).split())[:_LONGEST_NAME]
            self._heading = None
        self._hidden.close(tag.name)

    def _text(self, text: str) -> None:
        if self._raw:
            self._raw_text(self._raw, text)
        elif not self._hidden.name:
            shown = characters(text)
            self._block.append(shown)
            self._text_length += len(shown.strip())
            if self._heading is not None:
                self._heading.append(shown)

    def _raw_text(self, tag: Opening, text: str) -> None:
        if tag.name == "title":
            self.title = self.title or " ".join(characters(text).split())[:_LONGEST_NAME]
            return
        self._keep(text)
        if "json" in tag.source.lower():
            self.ids.update(match[1] for match in _JSON_ID.finditer(text))

    def _keep(self, script: str) -> None:
        if script.strip() and len(self.scripts) < _SCRIPTS:
            self.scripts.append(script[:_LONGEST_SCRIPT])


def _refresh(content: str) -> str:
    match = _REFRESH.match(content)
    if not match or len(match[1]) > len(str(_LONGEST_DELAY)):
        return ""
    delay = int(match[1] or 0)
    return (match[match.lastindex or 1] or "").strip() if delay <= _LONGEST_DELAY else ""
