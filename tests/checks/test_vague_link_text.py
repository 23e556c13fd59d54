from __future__ import annotations

import pytest

from nblint.checks.vague_link_text import CHECK, VagueLinkTextOptions
from nblint.markdown.parse import parse


def found(text: str, options: VagueLinkTextOptions | None = None) -> list[str]:
    return [
        finding.message
        for finding in CHECK.run(parse(text, "page.md"), options or VagueLinkTextOptions())
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[here]: /x\n\nNo link.",
        "<https://here.example>",
        "[here](https://www.here.com/maps)",
        "[This](keywords#this)",
        "[more](/man/more.1.html)",
        "[link](/commands/link/)",
        "[`this`](x.md)",
        "[![here](a.png)](x.md)",
        '<a href="x.md"><img src="a.png" alt="here"></a>',
        '<iframe src="x.html">here</iframe>',
        "here[^1]\n\n[^1]: here",
        "[3](x.md)",
        "[there is more](x.md)",
    ],
)
def test_silent(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "[HERE](x.md)",
        "[(here)](x.md)",
        "[_here_](x.md)",
        "[“read\nmore”…](x.md)",
        "[here][x]\n\n[x]: x.md",
        "[Hier](x.md)",
        "[点击这里](x.md)",
        "[here](x.md)",
        "[more →](x.md)",
        '<a href="x.md"><b>here</b></a>',
    ],
)
def test_found(text: str) -> None:
    assert len(found(text)) == 1


def test_words_of_the_option_are_compared_like_texts() -> None:
    options = VagueLinkTextOptions(words=("This Page!",))
    assert found("[this page](x.md) [here](x.md)", options) == [
        'link text "this page" does not describe the target'
    ]
