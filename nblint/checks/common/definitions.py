"""What the checks of references and their definitions share."""

from __future__ import annotations

import re

from nblint.model import Definition, Document, Span
from nblint.model.finding import Edit, Fix, with_line_feeds
from nblint.project.project_kinds import PAGE_INCLUDES

_COMMENT_LABELS = frozenset({"//", "comment", "_"})
_INCLUDE = re.compile(
    rf"(?:{'|'.join(PAGE_INCLUDES)})[^\n]{{0,200}}\.(?:md|markdown|mdx|qmd|txt)\b", re.IGNORECASE
)
# The label of a definition that a template writes, as Jekyll's Liquid does in a loop.
_FILLED_IN = re.compile(r"^ {0,3}\[(?>[^\]\n]*?\{\{)(?>[^\n]*?\}\})(?>[^\n]*?\]:)", re.MULTILINE)


def is_comment(definition: Definition) -> bool:
    """Tell whether a definition is a comment in disguise, such as ``[//]: # (to do)``."""
    return not definition.footnote and (
        definition.target in ("", "#") or definition.label.casefold() in _COMMENT_LABELS
    )


def includes_pages(text: str) -> bool:
    """Tell whether a page includes others, or runs a template, which may define or use the rest."""
    return _INCLUDE.search(text) is not None or _FILLED_IN.search(text) is not None


def removal(document: Document, definition: Definition, *, safe: bool) -> Fix | None:
    """Return the fix that removes a definition's lines; None where they hold anything else."""
    text, span = with_line_feeds(document.text), definition.span
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end - 1) + 1 or len(text)
    if text[start : span.start].strip(" \t>") or text[span.end : end].strip():
        return None
    return Fix("remove the definition", (Edit(Span(start, end), ""),), safe)
