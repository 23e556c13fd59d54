from __future__ import annotations

import pytest

from nblint.checks.missing_alt import CHECK, MissingAltOptions
from nblint.markdown.parse import parse


def found(text: str, *, decorative: bool = False) -> list[str]:
    options = MissingAltOptions(decorative=decorative)
    return [finding.message for finding in CHECK.run(parse(text, "page.md"), options)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("![ ](a.png)", "image a.png has no alt text"),
        ("![][a]\n\n[a]: img/a.png?v=2\n", "image a.png has no alt text"),
        (
            "![](https://example.org/logo/3)",
            "image https://example.org/logo/3 has no alt text",
        ),
        ("![](data:image/png;base64,AAAA)", "embedded image has no alt text"),
        (
            "[<img src=a.png>](/b) x",
            "image a.png is the only content of its link and has no alt text",
        ),
        (
            '<a href="/b"><img src="a.png" alt=""></a>',
            "image a.png is the only content of its link and has no alt text",
        ),
        (
            '<a href="/b"><img src="a.png" role="none"></a>',
            "image a.png is the only content of its link and has no alt text",
        ),
        ('<a href="/b"><img src="a.png"> b</a>', "image a.png has no alt text"),
    ],
)
def test_missing(text: str, message: str) -> None:
    assert found(text) == [message]


@pytest.mark.parametrize(
    "text",
    [
        "![a]\n\n[a]: a.png\n",
        "<img src=a.png alt>",
        '<img src="a.png" role="presentation"> <img src="a.png" aria-hidden="true">',
        '<img src="a.png" aria-label="A"> <img src="a.png" title="A"> <img src="a.png" :alt="a">',
        '<a href="/b" aria-label="B"><img src="a.png" alt=""></a>',
        "[![](a.png) b](/b) and [![](a.png)![b](b.png)](/b)",
        "![](#figure) ![](xref:other#figure) ![](film.mp4)",
        "---\nimage: a.png\n---\n",
    ],
)
def test_silent(text: str) -> None:
    assert found(text) == []


def test_decorative_image_can_not_be_all_a_link_holds() -> None:
    assert found("![](a.png)", decorative=True) == []
    assert len(found("[![](a.png)](/b)", decorative=True)) == 1
