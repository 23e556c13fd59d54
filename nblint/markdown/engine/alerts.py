"""The marks of alerts, `[!NOTE]`, at the head of a quote: GitHub's, and Obsidian's callouts.

GitHub Docs, "Basic writing and formatting syntax", alerts; Obsidian's help, "Callouts".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.markdown.engine.extension import put

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_inline import StateInline

_GITHUB = re.compile(
    r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\](?=[ \t]*(?:\n|\Z))", re.IGNORECASE
)
_CALLOUT = re.compile(r"\[![^\[\]\n]+\][+-]?(?=\s|\Z)")


def alerts(*, callouts: bool = False) -> Callable[[StateInline, bool], bool]:
    """Return a rule that takes the mark of an alert, or of any callout, as no text."""
    pattern = _CALLOUT if callouts else _GITHUB

    def rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        mark = pattern.match(state.src) if state.pos == 0 else None
        return mark is not None and put(state, mark.end(), None, silent)

    return rule
