from __future__ import annotations

import pytest

from nblint.checks.meta_length import CHECK, MetaLengthOptions
from nblint.markdown.parse import parse


def found(*lines: str, options: MetaLengthOptions | None = None) -> list[str]:
    text = "\n".join(["---", *lines, "---", "", "Text.", ""])
    return [
        finding.message
        for finding in CHECK.run(parse(text, "page.md"), options or MetaLengthOptions())
    ]


def test_the_greatest_length_is_allowed_and_one_more_is_not() -> None:
    assert not found("title: " + "a" * 70, "description: " + "b" * 160)
    assert found("title: " + "a" * 71, "description: " + "b" * 161) == [
        "title has 71 characters; search results show about 70",
        "description has 161 characters; search results show about 160",
    ]


def test_the_least_length_is_allowed_and_one_less_is_not() -> None:
    options = MetaLengthOptions(title=(3, 70), description=(5, 160))
    assert not found("title: abc", "description: abcde", options=options)
    assert found("title: ab", "description: abcd", options=options) == [
        "title has 2 characters; the minimum is 3",
        "description has 4 characters; the minimum is 5",
    ]


def test_line_breaks_and_indentation_do_not_count() -> None:
    lines = ["description: >", *["  " + "b" * 40] * 3]
    assert not found("title: A", *lines)
    assert found("title: A", *lines, "  " + "c" * 40) == [
        "description has 163 characters; search results show about 160"
    ]


LONG = "a" * 200


@pytest.mark.parametrize(
    "lines",
    [
        [f"title: {LONG}", "seo: {title: A}"],
        [f"description: {LONG}", "meta_description: A"],
        [f"summary: {LONG}", f"abstract: {LONG}", f"excerpt: {LONG}"],
        [f"title: {LONG}", "draft: true"],
        ["title: '{{ .Name }}" + LONG + "'"],
        ["title: 7", "description: [a]"],
        ["title: ''", "description:"],
        [f"menu: {{main: {{title: {LONG}}}}}"],
    ],
)
def test_what_search_results_do_not_show_is_not_measured(lines: list[str]) -> None:
    assert not found(
        *lines, options=MetaLengthOptions(title=(2, 70)) if lines[0] == "title: ''" else None
    )


def test_a_title_for_search_engines_is_measured() -> None:
    assert found("title: A", f"seo: {{title: {LONG}}}") == [
        "title has 200 characters; search results show about 70"
    ]


def test_a_page_without_front_matter_is_silent() -> None:
    assert not list(CHECK.run(parse("Text\n", "page.md"), MetaLengthOptions()))
