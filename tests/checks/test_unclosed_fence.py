from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.checks.unclosed_fence import CHECK
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
        ("```\nx", "```\nx\n```"),
        ("```\nx\n\n\n", "```\nx\n```\n\n\n"),
        ("```", "```\n```"),
        ("~~~\nx\n```\n", "~~~\nx\n```\n~~~\n"),
        ("```\r\nx\r\n", "```\r\nx\r\n```\r\n"),
        ("````md\n```\nx\n```\n", "````md\n```\nx\n````\n"),
        ("> ```\n> x\n\nText.\n", "> ```\n> x\n> ```\n\nText.\n"),
        ("10. ```\n    x\n11. y\n", "10. ```\n    x\n    ```\n11. y\n"),
        ("- ~~~\n  x\n~~~\n", "- ~~~\n  x\n  ~~~\n"),
        ("\r>~~~", "\r>~~~\r>~~~"),
        ("- ```\r  x\r", "- ```\r  x\r  ```\r"),
        ("- ```\r  x\r```\r", "- ```\r  x\r  ```\r"),
        ("````\rx\r```\r", "````\rx\r````\r"),
        ("```\u3000\nx", "```\u3000\nx\n```"),
        ("```\u3000", "```\u3000\n```"),
    ],
)
def test_fix_closes_the_fence(text: str, expected: str) -> None:
    assert fixed(text) == expected
    assert found(expected) == []


def test_only_the_first_is_reported() -> None:
    assert len(found("> ```\n> x\n\nText.\n\n> ```\n> y\n\nText.\n")) == 1


def test_no_fix_is_safe() -> None:
    texts = ["```\nx", "````\nx\n```\n", "- ```\n  x\n```\n"]
    fixes = [finding.fix for text in texts for finding in found(text)]
    assert [fix and fix.safe for fix in fixes] == [False, False, False]


@pytest.mark.parametrize("text", ["```\nx\n```\n", "    x\n", "`x`\n", "````\n```\n````\n"])
def test_silent(text: str) -> None:
    assert found(text) == []
