"""A rule's page as `nblint explain` prints it."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING

from nblint.rulebook.rule_page import fences

if TYPE_CHECKING:
    from nblint.rulebook.book import Rule
    from nblint.rulebook.rule_page import ExampleFence, Role

_LABELS: dict[Role, str] = {
    "fail": "Reported:",
    "findings": "as:",
    "fixed": "Fixed:",
    "pass": "Not reported:",
    "options": "With the options:",
    "web": "With these HTTP responses:",
}

_FIXES = {
    "none": "no fix",
    "safe": "safe fix",
    "unsafe": "unsafe fix",
    "sometimes": "fix is sometimes safe",
}


def explain(rule: Rule) -> str:
    """Return what a rule finds, why and how to fix it, in Markdown without its metadata.

    The examples are indented under a word that says what they show. Raises RulePageError.
    """
    text, metadata = rule.page.text, rule.page.metadata
    switch = "on" if metadata.enabled else "off"
    fix = _FIXES[metadata.fix]
    parts = [
        f"# {rule.name}: {metadata.summary}",
        f"{rule.group}, {metadata.severity}, {switch} by default, {fix}",
    ]
    position = 0
    for fence in fences(rule.page):
        if fence.role:
            parts += text[position : fence.span.start].strip(), _example(fence)
            position = fence.span.end
    parts.append(text[position:].strip())
    return "\n\n".join(filter(None, parts)) + "\n"


def _example(fence: ExampleFence) -> str:
    label = _LABELS.get(fence.role) or f"With the file {fence.file}:"
    return f"{label}\n\n{indent(fence.text, '    ')}".rstrip()
