from __future__ import annotations

import pytest

from nblint.checks.empty_meta import CHECK, EmptyMetaOptions
from nblint.markdown.parse import parse


def found(*lines: str, body: str = "Text.", keys: tuple[str, ...] = ()) -> list[str]:
    text = "\n".join(["---", *lines, "---", "", body, ""])
    options = EmptyMetaOptions(keys=keys) if keys else EmptyMetaOptions()
    return [finding.message for finding in CHECK.run(parse(text, "page.md"), options)]


@pytest.mark.parametrize("value", ["", " ''", " null", " ~", ' "  "', " # to do"])
def test_null_and_white_space_are_empty(value: str) -> None:
    assert found("title: A", f"description:{value}") == ['"description" is empty']


@pytest.mark.parametrize(
    "lines",
    [
        ["title: 0"],
        ["title: false"],
        ["title: A", "tags: []", "date:", "image: ''"],
        ["title: A", "description:", "summary: x"],
        ["title:", "pagetitle: A"],
        ["title:", "draft: true"],
        ["title: '{{ .Name }}'", "description:"],
        ["description: {}"],
    ],
)
def test_what_has_a_value_or_may_be_empty_is_left_alone(lines: list[str]) -> None:
    assert not found(*lines)


def test_only_the_first_name_of_a_field_is_reported() -> None:
    assert found("seo: {title: '', description: ''}", "summary:") == [
        '"seo.title" is empty',
        '"seo.description" is empty',
    ]


def test_an_empty_text_as_title_may_give_way_to_a_heading() -> None:
    assert not found('title: ""', body="# A")
    assert found('title: ""', body="## A") == ['"title" is empty']
    assert found("title:", body="# A") == ['"title" is empty']


def test_keys_says_what_must_not_be_empty() -> None:
    assert found("title:", "author:", "a: {b: ''}", keys=("author", "a.b", "c")) == [
        '"author" is empty',
        '"a.b" is empty',
    ]


def test_a_page_without_front_matter_is_silent() -> None:
    assert not list(CHECK.run(parse("Text\n", "page.md"), EmptyMetaOptions()))
