from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.checks.unclosed_tag import CHECK
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
        ('<span id="a">x<span> y', '<span id="a">x</span> y'),
        ("<b>x<b/> y", "<b>x</b> y"),
        ("<h1 align=center>T<h1>\n\nText.", "<h1 align=center>T</h1>\n\nText."),
        ("<kbd>A<kbd>+<kbd>C</kbd>", "<kbd>A</kbd>+<kbd>C</kbd>"),
        ("| a |\n|---|\n| <i>x<i> |\n", "| a |\n|---|\n| <i>x</i> |\n"),
        ("one <sup>2\nand<sup> two", "one <sup>2\nand</sup> two"),
        ('<a id="x">\n\nText.', '<a id="x"></a>\n\nText.'),
    ],
)
def test_safe_fix(text: str, expected: str) -> None:
    (finding,) = found(text)
    assert finding.fix
    assert finding.fix.safe
    assert fixed(text) == expected
    assert found(expected) == []


@pytest.mark.parametrize(
    "text",
    [
        "List<a> and List<a>",
        "<b>one\n\n<b>two",
        '<span>x <span class="y">z',
        "| a | b |\n|---|---|\n| <i>x | <i>y |\n",
        "<center>a\n<center>b\n",
        "<h2>x<h3>",
        "<div>x<div>",
    ],
)
def test_two_open_tags_that_are_no_pair(text: str) -> None:
    messages = [finding.message for finding in found(text)]
    assert len(messages) == 2
    assert all(message.startswith("unclosed <") for message in messages)
    assert fixed(text) == text


def test_link_that_is_left_open_has_no_fix() -> None:
    (finding,) = found('<a id="x" href="/y">y')
    assert finding.fix is None


def test_findings_are_in_document_order() -> None:
    messages = [finding.message for finding in found("<b>x</i>\n\n<u>y\n")]
    assert messages == ["unclosed <b>", "unmatched </i>", "unclosed <u>"]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("<b><i>x</b></i>", "page.md"),
        ("<h1>x</h2>", "page.md"),
        ("<p>a<p>b\n\n<ul><li>c</ul>", "page.md"),
        ("<table><tr><td>a<td>b</table>", "page.md"),
        ("a<br>b</br>", "page.md"),
        ('<a id="x"/> <div/>', "page.md"),
        ("<Tabs>\n\n<B>\n", "page.md"),
        ("<DIV>x</DIV> <B>y</b> </B>", "page.md"),
        ("git checkout <name> <your-token>", "page.md"),
        ("`<b>` and\n\n```html\n<b>\n```\n", "page.md"),
        ("<!-- <b> -->", "page.md"),
        ("<!--> a\n\n`<!--` and \\<!-- b <!-- c -->", "page.md"),
        ("---\ntitle: <!--\n---\n", "page.md"),
        ("<!-- a", "page.mdx"),
        ("<b>", "page.mdx"),
        ("{% if x %}<b>{% else %}<b>{% endif %}</b>", "page.md"),
        ("{{<details>}}", "page.md"),
        ("<div>\n\n```\n</div>\n", "page.md"),
        ("<div>\n\n> *a*\n\n</div>\n", "page.md"),
    ],
)
def test_silent(text: str, path: str) -> None:
    assert found(text, path) == []


@pytest.mark.parametrize("text", ["a\n\n<!-- <b>\n\nc </i>", "> a <!-- b", "<!-- a --> <!-- b"])
def test_open_comment_is_one_finding(text: str) -> None:
    assert [finding.message for finding in found(text)] == ["unclosed comment"]


@pytest.mark.parametrize("text", ["`{% if %}` <b>x", "{{% note %}} <b>x", "{{ x }} <b>x"])
def test_what_is_no_liquid_does_not_silence(text: str) -> None:
    assert len(found(text)) == 1
