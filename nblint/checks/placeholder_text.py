"""Text that stands for text still to be written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.prose_position import is_quoted, run_at
from nblint.checks.common.quoting import quoted
from nblint.model import Document, Span
from nblint.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLACEHOLDER = re.compile(
    r"(?P<task>TODO|FIXME|XXX)|TB[ACD](?![\w-])|[Ll]orem [Ii]psum(?= dolor|\s*$)"
    r"|Coming [Ss]oon\b|coming soon(?=[)\u2026!])",
    re.MULTILINE,
)
_TASK = re.compile(r":|\(\w")
_STOPS = re.compile(r"[ .!]*+")
_JOINED = frozenset("_-./@#")


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find each mark of unfinished text in the prose.

    A task stands alone or before a colon or a name: "a TODO list" is about tasks.
    """
    text = document.text
    for match in _PLACEHOLDER.finditer(text):
        span = Span(*match.span())
        before = text[span.start - 1 : span.start]
        if before.isalnum() or before in _JOINED or is_quoted(text, span):
            continue
        run = run_at(document, span.start)
        if run is None or not (
            match["task"] is None or _TASK.match(text, span.end) or _is_all(text, run.span, span)
        ):
            continue
        yield Finding(span, f"placeholder text {quoted(match[0])}", "replace or remove it")


def _is_all(text: str, run: Span, span: Span) -> bool:
    """Tell whether a run holds nothing but what stands at a span, and white space and stops."""
    before, after = _STOPS.match(text, run.start, span.start), _STOPS.match(text, span.end, run.end)
    return bool(before and after and before.end() == span.start and after.end() == run.end)


CHECK = PageCheck("placeholder-text", check)
