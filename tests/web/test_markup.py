"""Tags and text are found as the tokeniser of HTML finds them, in linear time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.web.markup import Closing, Opening, Token, characters, tokens


def shown(html: str) -> list[Token | dict[str, str]]:
    return [
        token if isinstance(token, str | Closing) else {"": token.name, **token.attributes}
        for token in tokens(html)
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a<B>c</b >d", ["a", {"": "b"}, "c", Closing("b"), "d"]),
        ("a < b <3 <", ["a < b <3 <"]),
        (
            "<a\tID = x/y  b='1>2' c=\"&amp;'\" d>",
            [{"": "a", "id": "x/y", "b": "1>2", "c": "&'", "d": ""}],
        ),
        ("<a id=1 ID=2>", [{"": "a", "id": "1"}]),
        ('<img alt="x"" id=q>', [{"": "img", "alt": "x", '"': "", "id": "q"}]),
        ("<br/>", [{"": "br"}]),
        ("<a =x=y>", [{"": "a", "=x": "y"}]),
        ("<a x=>b", [{"": "a", "x": ""}, "b"]),
        ("<!-- <p> -->x<!-->y<!--->z<!-- --!>w", ["x", "y", "z", "w"]),
        ("a<!-- <p>", ["a"]),
        ("<!doctype html><?php x?></ q>x", ["x"]),
        ("<p", [{"": "p"}]),
        ('<p id="x', [{"": "p", "id": "", '="x': ""}]),
        (
            "<script>a<b></scripts></SCRIPT >c",
            [{"": "script"}, "a<b></scripts>", Closing("script"), "c"],
        ),
        ("<style><p>", [{"": "style"}, "<p>"]),
        ("<title></title>", [{"": "title"}, Closing("title")]),
        ("<svg><title/><p>", [{"": "svg"}, {"": "title"}, {"": "p"}]),
        ("<svg></svg><title/><p>", [{"": "svg"}, Closing("svg"), {"": "title"}, "<p>"]),
        ("<svg/><title/><p>", [{"": "svg"}, {"": "title"}, "<p>"]),
    ],
)
def test_tokens(html: str, expected: list[object]) -> None:
    assert shown(html) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", "a"),
        ("&lt;&#65;&#x42;&copy", "<AB©"),
        ("&#" + "9" * 5_000 + ";", "�"),
        ("&#" + "0" * 5_000 + "65;", "A"),
        ("&#" + "0" * 5_000, "�"),
        ("&#x" + "0" * 5_000 + "41;", "A"),
        ("&#;&#x;&", "&#;&#x;&"),
    ],
)
def test_character_references(text: str, expected: str) -> None:
    assert characters(text) == expected


@given(st.text(st.sampled_from("<>/=!-?\"' \t&#;a\0é") | st.characters(), max_size=60))
def test_any_text_is_read(html: str) -> None:
    for token in tokens(html):
        assert token
        assert not isinstance(token, Opening) or isinstance(token.attributes, dict)


@given(st.text(st.characters(exclude_characters="<")))
def test_text_without_tags_is_text(text: str) -> None:
    assert "".join(token for token in tokens(text) if isinstance(token, str)) == text
