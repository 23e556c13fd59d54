"""References to a label that nothing defines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.definitions import includes_pages, is_comment
from nblint.checks.common.quoting import quoted
from nblint.checks.common.sections import is_help_of_r
from nblint.checks.common.url_like import is_address
from nblint.model.finding import Finding, LineIndex
from nblint.model.nearest import Nearest
from nblint.project.project_kinds import EXTERNAL_LABEL_DIALECTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document, Unresolved

_INDEX_BEFORE = re.compile(r"(?:[A-Za-z0-9_)\]}$\\\[]|\]:|//)\Z")
# Regular expressions, paths of Rust items, citation keys, wiki links, types of TypeScript.
_NOTATION = re.compile(r"(?<![A-Za-z0-9])(?:a-z|A-Z|0-9)|\\\w|::|^[\^@\[]|[{}|]|`, ")
# Names in an API's documentation, which mkdocstrings and autorefs resolve.
_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")
# Changes are often listed under tags: `[Fix][Parser]`, `[ABC-12][Core]`.
_TAG = re.compile(
    r"features?|feat|fix|fixed|(?:bug|hot)fix|bug|improve(?:ment)?|enhance(?:ment)?|change|added"
    r"|removed|chore|docs?|test|ci|build|perf|refactor|style|wip|rfc|breaking|[a-z]+-\d+",
    re.IGNORECASE,
)
_FAILED = re.compile(r"^[ \t>]*+\[(.*?)\]:", re.MULTILINE)
_FOOTNOTE = re.compile(r"[^\W_][\w.:-]*")


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find each full or collapsed reference and each footnote whose label has no definition."""
    suspects = [item for item in document.unresolved if _is_reference(item, document.text)]
    if document.dialect in EXTERNAL_LABEL_DIALECTS or is_help_of_r(document):
        suspects = [item for item in suspects if item.form == "footnote"]
    if not suspects or includes_pages(document.text):
        return
    # Pandoc makes every heading a label.
    headings = {heading.text.casefold() for heading in document.headings}
    headings.update(heading.slug for heading in document.headings)
    tags = all(definition.footnote or is_comment(definition) for definition in document.definitions)
    notes = {item.label for item in document.definitions if item.footnote}
    undefined = [
        item
        for item in suspects
        if not (
            _label(item, document.text).casefold()
            in (notes if item.form == "footnote" else headings)
            or (item.form == "full" and tags and _TAG.fullmatch(item.text))
        )
    ]
    defined: dict[bool, set[str]] = {True: set(), False: set()}
    for definition in document.definitions:
        if not is_comment(definition):
            defined[definition.footnote].add(definition.label_span.of(document.text))
    nearest, failed = Nearest(), _failed(document.text) if undefined else {}
    for item in undefined:
        label, footnote = _label(item, document.text), item.form == "footnote"
        meant = nearest.to(label, defined[footnote])
        line = failed.get(f"^{label}".lower() if footnote else label.lower(), 0)
        yield _finding(item, label, meant, line)


def _is_reference(item: Unresolved, text: str) -> bool:
    """Tell a reference from other things that people write in brackets."""
    after = text[item.span.end : item.span.end + 1]
    label = _label(item, text).strip("`")
    if item.form == "footnote":
        return (
            _FOOTNOTE.fullmatch(label) is not None
            and not _NOTATION.search(label)
            and after not in ("+", "{", "\\")
        )
    if after in ("[", "("):
        return False
    before = text[max(item.span.start - 2, 0) : item.span.start]
    if not item.image and _INDEX_BEFORE.search(before):
        return False
    if _NOTATION.search(label) or _NOTATION.search(item.text) or not item.text.strip():
        return False
    if max(len(label), len(item.text)) == 1 or (label + item.text).isdecimal():
        return False
    return not _DOTTED.fullmatch(label) or is_address(label)


def _label(item: Unresolved, text: str) -> str:
    """Return the label as its author wrote it, on one line."""
    label = item.text
    if item.form != "collapsed":
        label = item.span.of(text).rpartition("^" if item.form == "footnote" else "[")[2][:-1]
    return " ".join(label.split())


def _failed(text: str) -> dict[str, int]:
    """Return the lines, from 1, that were meant to define a label, by the label in lower case.

    A definition is one only with an address and at most a title, and not in the midst of a
    paragraph, so that one that fails takes those below it along (CommonMark 0.31.2, section 4.7).
    """
    failed: dict[str, int] = {}
    index = LineIndex(text)
    for match in _FAILED.finditer(text):
        failed.setdefault(match[1].lower(), index.locate(match.start(1))[0])
    return failed


def _finding(item: Unresolved, label: str, meant: str | None, failed: int) -> Finding:
    footnote = item.form == "footnote"
    if failed:
        advice = f"line {failed} is not a valid definition: correct it, or its paragraph"
    elif meant:
        advice = f"use the defined label {quoted(meant)}, or define {quoted(label)}"
    elif is_address(label):
        advice = "put the URL in parentheses instead of brackets"
    elif footnote:
        advice = f"add a line that starts with [^{label}]:, or remove the reference"
    else:
        advice = f"add a line that starts with [{label}]: and the URL"
    return Finding(
        item.span,
        f"no footnote {quoted(label)}" if footnote else f"no definition of {quoted(label)}",
        advice,
        suggestions=(meant,) if meant else (),
    )


CHECK = PageCheck("undefined-reference", check, skip_partials=True)
