"""What of a page its visitors do not see, as far as the page itself tells."""

from __future__ import annotations

import re
from typing import Final

from nblint.web.html_elements import HIDDEN, OPTIONAL_END, VOID

_NOT_SHOWN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def hides(name: str, attributes: dict[str, str]) -> bool:
    """Tell whether an element is not shown (HTML, 15.3.1; a `dialog` is while it is open)."""
    if name in HIDDEN:
        return name != "dialog" or "open" not in attributes
    if "hidden" in attributes:
        return attributes["hidden"].lower() != "until-found"
    return "style" in attributes and bool(_NOT_SHOWN.search(attributes["style"]))


class Hidden:
    """The element that hides what is read, if any: its name, and what is open within it."""

    def __init__(self) -> None:
        self.name = ""
        self._open: list[str] = []
        self._count: dict[str, int] = {}

    def open(self, name: str, *, hides: bool) -> None:
        """Take an opening tag."""
        if name in VOID:
            return
        if self.name in OPTIONAL_END and not self._open and name in OPTIONAL_END[self.name]:
            self.name = ""
        if self.name:
            self._open.append(name)
            self._count[name] = self._count.get(name, 0) + 1
        elif hides:
            self.name = name

    def close(self, name: str) -> None:
        """Take a closing tag: of what is open within, of the element itself, or of one around."""
        if not self.name:
            return
        if not self._count.get(name):
            # A stray closing tag that nothing opened shows too much rather than too little.
            self.name = ""
            self._open.clear()
            self._count.clear()
            return
        while True:
            last = self._open.pop()
            self._count[last] -= 1
            if last == name:
                return
