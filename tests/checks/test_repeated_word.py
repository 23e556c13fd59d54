from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.checks.repeated_word import CHECK
from nblint.lint.fix import converge
from nblint.markdown.parse import parse

if TYPE_CHECKING:
    from nblint.model.finding import Finding


def found(text: str, path: str = "page.md") -> list[Finding]:
    return list(CHECK.run(parse(text, path), CHECK.options()))


def fixed(text: str) -> str:
    text, _ = converge(text, lambda text: [item.fix for item in found(text) if item.fix])
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the cat sat on the\nthe mat", "the cat sat on the mat"),
        ("> a cat with\n> with a mat", "> a cat with a mat"),
        ("- a cat from\r\n  from here", "- a cat from here"),
        ("the value value, which is", "the value, which is"),
        ("the the the cat", "the cat"),
        ("This is is one of the cats", "This is one of the cats"),
        ("He left. The the cat", "He left. The cat"),
        ("[the the cat](/x)", "[the cat](/x)"),
        ("---\ntitle: All of of this\n---\n", "---\ntitle: All of this\n---\n"),
        ("| a |\n|---|\n| the the cat |\n", "| a |\n|---|\n| the cat |\n"),
    ],
)
def test_repeated_word_is_found(text: str, expected: str) -> None:
    findings = found(text)
    assert findings[0].fix
    assert not findings[0].fix.safe
    assert fixed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They had had the time that that took.",
        "It is very very far from there.",
        "Log in in the hall, and say what it is is the same. The problem with this is is its size.",
        'A fix of "the the" and of \u201cof of\u201d, and "log in in the hall" is right',
        "Walla Walla, where the Apple Notes notes are from",
        'the **the** [the](/x) `the` the-the "the"',
        "the. The the/the the.the 'the",
        "the\n\nthe",
        "- of the\n- the cat",
        "| of the | the cat |\n|---|---|\n",
        "```\nthe the\n```\n",
        "nous nous sommes vus",
        "Der `use` of it is das Paket, das you can, und die die Klasse nicht has.",
        "pelan pelan saja",
        "1 1 and 2 2 of these",
        "text <!-- the the -->",
        "where this value > value of the limit",
        "the\n<b>the</b> cat",
    ],
)
def test_intended_repetition_is_not_reported(text: str) -> None:
    assert found(text) == []
