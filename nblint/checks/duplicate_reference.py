"""Labels that are defined more than once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.definitions import is_comment, removal
from nblint.checks.common.lines import Lines
from nblint.checks.common.quoting import quoted
from nblint.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Definition, Document


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find each definition after the first of its label, which is the one that counts."""
    repeats = [item for item in document.definitions if item.duplicate and not is_comment(item)]
    if not repeats:
        return
    lines = Lines(document)
    firsts = {
        (item.label, item.footnote): item for item in document.definitions if not item.duplicate
    }
    for definition in repeats:
        first = firsts[definition.label, definition.footnote]
        yield _finding(document, definition, first, lines.name(first.span.start))


def _finding(document: Document, later: Definition, first: Definition, line: str) -> Finding:
    same = _content(document, later) == _content(document, first)
    label = quoted(later.label_span.of(document.text))
    return Finding(
        later.label_span,
        f"{'footnote ' if later.footnote else ''}{label} is already defined on {line}",
        "remove it" if same else "remove it, or use another label",
        removal(document, later, safe=same),
        target=later.target or None,
    )


def _content(document: Document, definition: Definition) -> list[str]:
    """Return the words after the label: address and title, or the footnote's text."""
    return document.text[definition.label_span.end : definition.span.end].split()


CHECK = PageCheck("duplicate-reference", check)
