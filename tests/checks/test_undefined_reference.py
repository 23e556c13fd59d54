from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.checks.undefined_reference import CHECK
from nblint.markdown.parse import parse

if TYPE_CHECKING:
    from nblint.model import Dialect
    from nblint.model.finding import Finding


def found(text: str, path: str = "page.md", dialect: Dialect = "commonmark") -> list[Finding]:
    return list(CHECK.run(parse(text, path, (), dialect), CHECK.options()))


@pytest.mark.parametrize(
    "text",
    [
        "array[0][1]",
        "f(x)[a][b]",
        "[a][b][c]",
        "[1][2]",
        "[i][j]",
        r"\[text][label]",
        "[[page]][more]",
        "[A-Z][0-9a-z]",
        "[text][crate::Item]",
        "[the method][package.Class.method]",
        "[`package.function`][]",
        "[`string`, `number`][]",
        "[text][@smith2020]",
        "[^a-z]",
        "word[^Note]\n\n[^note]: a",
        "[^word]+",
        "[^two words]",
        "![tray]",
        "[tray]",
        "# Soil and rain\n\n[this][Soil and rain] or [that][soil-and-rain]",
        "- [Fix][Parser] Read it\n- [ABC-12][Core] Write it",
        "{{#include links.md}}\n\n[text][label]",
    ],
)
def test_no_reference_is_meant(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        *("[the zone][data-zone]", "[Fix][parsing]\n\n[other]: /x"),
        *("[文][字典]", "请看[文本][字典]"),
        "Read more in\n[the guide][the-guide]",
    ],
)
def test_reference_is_meant(text: str) -> None:
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    ("text", "advice", "suggestions"),
    [
        (
            "[x y][frames]\n\n[frame]: /x",
            'use the defined label "frame", or define "frames"',
            ("frame",),
        ),
        ("[x y][guide.md]", "put the URL in parentheses instead of brackets", ()),
        ("[x y][Beds]", "add a line that starts with [Beds]: and the URL", ()),
        ("word[^frost]", "add a line that starts with [^frost]:, or remove the reference", ()),
        (
            "word[^frost]\n\n[^frosts]: In May.",
            'use the defined label "frosts", or define "frost"',
            ("frosts",),
        ),
    ],
)
def test_help_says_what_may_have_been_meant(
    text: str, advice: str, suggestions: tuple[str, ...]
) -> None:
    (finding,) = found(text)
    assert (finding.help, finding.suggestions) == (advice, suggestions)


def test_comment_is_not_what_was_meant() -> None:
    (finding,) = found("[x y][comments]\n\n[comment]: # (nothing)")
    assert finding.suggestions == ()


def test_a_reference_may_begin_a_line() -> None:
    assert len(found("as my own\n[table of transits][transits] says\n")) == 1


def test_the_line_that_was_meant_to_define_it_is_named() -> None:
    (first, second) = found("[beds][] [soil][]\n\n[beds]: /c)\n[soil]: /f\n")
    assert first.help == "line 3 is not a valid definition: correct it, or its paragraph"
    assert "line 4" in second.help


@pytest.mark.parametrize(
    ("path", "dialect"), [("page.md", "mkdocs-labels"), ("man/rmd/by.Rmd", "quarto")]
)
def test_only_footnotes_are_judged_where_labels_are_found_elsewhere(
    path: str, dialect: Dialect
) -> None:
    text = "See [using them][using-them], [ast][] and the note[^no].\n"
    assert [finding.message for finding in found(text, path, dialect)] == ['no footnote "no"']
