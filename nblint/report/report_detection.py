"""Reports of earlier runs, known by what they hold."""

from __future__ import annotations

import re
from typing import Final

_SEVERITY: Final = "(?:error|warning|info)"

_MARKDOWN: Final = re.compile(r"\A## nblint\n\n- <code>")

_MARKS: Final = (
    _MARKDOWN,
    re.compile(r"^Checked \d+ files?: \d+ links?, \d+ anchors?, \d+ images?$", re.MULTILINE),
    re.compile(rf"\A.+:\d+:\d+: {_SEVERITY} [a-z][a-z0-9-]* "),
    re.compile(rf"\A *\d+ {_SEVERITY} +[a-z][a-z0-9-]*\n"),
    re.compile(r'\A\{"version": \d+, "tool": \{"name": "nblint"'),
    re.compile(r'\A\{"type": "summary", "version": \d+, "tool": \{"name": "nblint"'),
    re.compile(rf'\A\{{"type": "diagnostic", "rule": "[^"]*", "severity": "{_SEVERITY}"'),
    re.compile(
        r'\A\{"\$schema": "[^"]*", "version": "[^"]*", "runs": \[\{\s*'
        r'"tool": \{"driver": \{"name": "nblint"'
    ),
    re.compile(r"\A::(?:error|warning|notice) title=nblint[ ,]"),
    re.compile(
        r'\A\[\n(?:\]\n\Z|\{"description": "(?:[^"\\]|\\.)*", "check_name": "[a-z0-9-]*", '
        r'"fingerprint": ")'
    ),
    re.compile(r'\A<\?xml [^>]*>\n<testsuites name="nblint"'),
    re.compile(r"\A<!doctype html>(?s:.){,2000}<title>nblint report</title>"),
)


def is_report(text: str) -> bool:
    """Tell whether `text` is a report of nblint in any format."""
    return any(mark.search(text) for mark in _MARKS)


def is_markdown_report(text: str) -> bool:
    """Tell whether `text` is a report of nblint in Markdown."""
    return _MARKDOWN.search(text) is not None
