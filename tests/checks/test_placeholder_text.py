from __future__ import annotations

import pytest

from nblint.checks.placeholder_text import CHECK
from nblint.markdown.parse import parse


def found(text: str, path: str = "page.md") -> list[str]:
    return [finding.message for finding in CHECK.run(parse(text, path), CHECK.options())]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("TODO: write", "TODO"),
        ("- FIXME(anna) later", "FIXME"),
        ("**TODO**", "TODO"),
        ("XXX!", "XXX"),
        ("Opens: TBA.", "TBA"),
        ("| Price |\n|---|\n| TBD |\n", "TBD"),
        ("# Lorem Ipsum", "Lorem Ipsum"),
        ("Coming soon", "Coming soon"),
        ("Search (coming soon)", "coming soon"),
    ],
)
def test_placeholder(text: str, word: str) -> None:
    assert found(text) == [f'placeholder text "{word}"']


@pytest.mark.parametrize(
    "text",
    [
        "Keep a TODO list.",
        "Removed a TODO.",
        "`TODO: x` and\n\n    TODO: y\n",
        "<!-- TODO: z -->",
        'Search for "TODO": it helps',
        "docs/TODO: a file, and MY_TODO: a name, and RTBD",
        "A plugin that writes lorem ipsum for you",
        "You see what is coming soon in the list.",
        "TBD-1 is a ticket",
    ],
)
def test_silent(text: str) -> None:
    assert found(text) == []
