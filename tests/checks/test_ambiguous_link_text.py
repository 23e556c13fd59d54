from __future__ import annotations

import pytest

from nblint.checks.ambiguous_link_text import CHECK
from nblint.markdown.parse import parse


def found(text: str) -> list[str]:
    return [finding.message for finding in CHECK.run(parse(text, "page.md"), CHECK.options())]


@pytest.mark.parametrize(
    "text",
    [
        "[One two three](a.md)\n\n[One two three](./a.md)",
        "[One two three](a.md)\n\n[One two three](a.md#part)",
        "[One two three](https://a.org/)\n\n[One two three](http://www.a.org)",
        "[One two three](#a)\n\n[One two three](#b)",
        "[One two three](a.md)\n\n[One two three](#b)",
        "[One two three](a)\n\n[One two three](b)\n\n[One two three](c)",
        "[the source code](a)\n\n[the source code](b)",
        "[`One two three`](a)\n\n[`One two three`](b)",
        "[![One two three](x.png)](a)\n\n[![One two three](x.png)](b)",
        "[click this link](a)\n\n[click this link](b)",
        "[was removed later](a)\n\n[was removed later](b)",
        "[This Rust guide](a)\n\n[This Rust guide](b)",
        "See [here](a) and [here](b).",
        "See [1](a), [2](b) and [1](c).",
        "One ([docs](a)), two ([docs](b)).",
        "| [docs](a) | [docs](b) |\n| - | - |\n| [docs](c) | [docs](d) |",
        "- [docs](a)\n- [docs](b)",
    ],
)
def test_silent(text: str) -> None:
    assert found(text) == []


def test_changelog_repeats_itself() -> None:
    text = "[One two three](a)\n\n[One two three](b)"
    assert list(CHECK.run(parse(text, "docs/CHANGELOG.md"), CHECK.options())) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[One two three](a)\n\n[one two three.](b)", 1),
        ("\n[One two three](a#x)\n\n[One two three](a#y)", 2),
        ("[One two three](a?x=1)\n\n[One two three](a?x=2)", 1),
        ("- [the guide](a)\n- x\n\n  [the guide](a) or [the guide](b)", 4),
        ("Take <a href='a'>docs</a> or [docs][b].\n\n[b]: /b", 1),
    ],
)
def test_second_target_names_the_line_of_the_first(text: str, line: int) -> None:
    (message,) = found(text)
    assert message.endswith(f"on line {line}, different URL")
