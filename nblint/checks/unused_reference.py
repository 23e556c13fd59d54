"""Definitions that nothing uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.definitions import includes_pages, is_comment, removal
from nblint.checks.common.non_prose import SpanSet
from nblint.checks.common.quoting import quoted
from nblint.model.finding import Finding, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Definition, Document

_MOST = 10
"""With more unused ones than this, and than used ones, the definitions are a list to copy along."""
_BRACKETS = re.compile(r"\[(\^?)([^\[\]]+)\]")


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find each link or footnote definition that nothing on the page refers to."""
    # A page of definitions alone is there for others to include.
    if not document.definitions or not document.prose:
        return
    notes = {link.label for link in document.links if link.kind == "footnote"}
    labels = {link.label for link in document.links if link.kind == "reference"}
    labels.update(image.label for image in document.images if image.kind == "reference")
    unused = [
        definition
        for definition in document.definitions
        if definition.label not in (notes if definition.footnote else labels)
        and not definition.duplicate
        and not is_comment(definition)
    ]
    if not unused or includes_pages(document.text):
        return
    mentioned = _mentioned(document)
    unused = [
        definition
        for definition in unused
        if (definition.footnote, _plain(definition.label_span.of(document.text))) not in mentioned
    ]
    if len(unused) > _MOST and len(unused) > len(document.definitions) / 2:
        yield _list(unused, document)
    else:
        yield from (_finding(definition, document) for definition in unused)


def _mentioned(document: Document) -> set[tuple[bool, str]]:
    """Return the labels, of footnotes or not, where other parsers may see a reference: in HTML."""
    # A directive of MyST looks like code and holds Markdown.
    code = SpanSet(item.span for item in document.code if not item.info.startswith("{"))
    own = {definition.label_span.start for definition in document.definitions}
    return {
        (match[1] == "^", _plain(match[2]))
        for match in _BRACKETS.finditer(document.text)
        if match.start(2) not in own and match.start() not in code
    }


def _plain(label: str) -> str:
    return " ".join(label.casefold().split())


def _list(unused: list[Definition], document: Document) -> Finding:
    """Return the one finding about a list of definitions that many pages share."""
    first = quoted(unused[0].label_span.of(document.text))
    fixes = [removal(document, definition, safe=False) for definition in unused]
    edits = tuple(edit for fix in fixes if fix for edit in fix.edits)
    return Finding(
        unused[0].label_span,
        f"unused definition {first} and {len(unused) - 1} more",
        "remove the unused definitions",
        Fix("remove the definitions", edits, safe=False) if edits else None,
    )


def _finding(definition: Definition, document: Document) -> Finding:
    label = quoted(definition.label_span.of(document.text))
    return Finding(
        definition.label_span,
        f"unused {'footnote' if definition.footnote else 'definition'} {label}",
        "use it or remove it",
        removal(document, definition, safe=False),
        target=definition.target or None,
    )


CHECK = PageCheck("unused-reference", check, skip_partials=True)
