from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from nblint.checks.meta_type import CHECK, MetaTypeOptions
from nblint.lint.fix import apply_fixes
from nblint.markdown.parse import parse

if TYPE_CHECKING:
    from nblint.model.finding import Finding


def findings(text: str, path: str = "page.md", schema: object = None) -> list[Finding]:
    options = msgspec.convert({"schema": schema or {}}, MetaTypeOptions)
    return list(CHECK.run(parse(text, path), options))


def found(*lines: str, schema: object = None) -> list[str]:
    text = "\n".join(["---", *lines, "---", "", "Text.", ""])
    return [finding.message for finding in findings(text, schema=schema)]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("date: '2024-13-45'", '"date" is "2024-13-45", a date that does not exist'),
        ("lastmod: 2024/2/30", '"lastmod" is "2024/2/30", a date that does not exist'),
        ("pubDate: 31.13.2024", '"pubDate" is "31.13.2024", a date that does not exist'),
        ("date: '2024-25-07 10:00'", '"date" is "2024-25-07 10:00", a date that does not exist'),
        ("publish-date: soon", '"publish-date" is "soon", not a date'),
        ("date: TBD", '"date" is "TBD", not a date'),
        ("date: yes", '"date" is the boolean true, not a date'),
        ("title: [WIP]", '"title" is a list, not text'),
        ("title: On", '"title" is the boolean true, not text'),
        ("draft: 'No'", '"draft" is the string "No", which templates treat as true'),
        ("tags: 2024", '"tags" is a number, not a list'),
        ("categories: true", '"categories" is the boolean true, not a list'),
        ("aliases: 2024-01-01", '"aliases" is a date, not a list'),
        ("weight: last", '"weight" is "last", not a number'),
        ("nav_order: true", '"nav_order" is the boolean true, not a number'),
        ("sidebar_position: [1]", '"sidebar_position" is a list, not a number'),
    ],
)
def test_a_value_that_no_generator_makes_sense_of_is_reported(line: str, message: str) -> None:
    assert found(line) == [message]


@pytest.mark.parametrize(
    "line",
    [
        "date: 2024-02-29",
        "date: 2024-02-29 10:00:00 +0100",
        "date: '2024-02-29T10:00:00Z'",
        "date: 29/02/2024",
        "date: 02/29/2024",
        "date: February 29, 2024",
        "date: 2024",
        "date: today",
        "date: last-modified",
        "date: '`r Sys.Date()`'",
        "date: !expr Sys.Date()",
        "date: '{{ now }}'",
        "date: 昨日",
        "date: {created: 2024-01-01}",
        "date:",
        "lastUpdated: 20240230",
        "title: 404",
        "title: 2024-05-01",
        "title: {en: A, de: B}",
        "draft: false",
        "draft: 0",
        "published: 2024-01-01",
        "toc: {depth: 2}",
        "tags: a, b",
        "tags: [2024]",
        "tags:",
        "weight: 1.5",
        "weight: '10'",
        "weight: -1",
        "menu: {weight: last}",
        "params: {draft: 'false'}",
    ],
)
def test_what_some_generator_makes_sense_of_is_left_alone(line: str) -> None:
    assert not found(line)


def test_what_the_parser_reported_is_not_reported_again() -> None:
    assert not found("date: 2024-13-45", "weight: !ENV last", schema={"*": {"date": "date"}})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("draft: 'false'", "draft: false"),
        ('draft: "Yes"', "draft: true"),
        ("title: No", 'title: "No"'),
    ],
)
def test_the_fix_changes_the_quotes(before: str, after: str) -> None:
    text = f"---\n{before}\n---\nText\n"
    fixes = [finding.fix for finding in findings(text) if finding.fix]
    assert apply_fixes(text, fixes)[0] == f"---\n{after}\n---\nText\n"
    assert not any(fix.safe for fix in fixes)


@pytest.mark.parametrize(
    ("wanted", "good", "bad"),
    [
        ("string", ["x", "''"], ["3", "true", "2024-01-01", "[x]", ""]),
        ("date", ["2024-02-29", "'2024-02-29'", "2024-02-29T10:00:00Z"], ["spring", "2024", ""]),
        (
            "url",
            ["https://a.example/b", "'http://a.example'"],
            ["a.example", "/b", "ftp://a.example", "https://", "3"],
        ),
        ("boolean", ["true", "no"], ["'true'", "1", ""]),
        ("list", ["[]", "[a]"], ["a", "{a: b}"]),
        ("number", ["3", "1.5"], ["'3'", "true", ""]),
        (["a", "3"], ["a", "3", "[a, 3]", "[]"], ["b", "[a, b]", "", "{a: a}"]),
    ],
)
def test_a_schema_asks_for_the_very_type(wanted: object, good: list[str], bad: list[str]) -> None:
    schema = {"*": {"key": wanted}}
    for value in good:
        assert not found(f"key: {value}", schema=schema), value
    for value in bad:
        assert len(found(f"key: {value}", schema=schema)) == 1, value


def test_a_schema_takes_the_place_of_custom_and_reaches_inside() -> None:
    schema = {"*": {"weight": "string", "a.b": "number", "a.c.0": "number"}}
    assert found("weight: last", "a: {b: x, c: [y]}", schema=schema) == [
        '"a.b" is "x", not a number',
        '"a.c.0" is "y", not a number',
    ]


def test_a_later_pattern_of_a_schema_counts() -> None:
    text = "---\nkey: 3\n---\nText\n"
    schema = {"**": {"key": "string"}, "blog/**": {"key": "number"}}
    assert not findings(text, "blog/a.md", schema=schema)
    assert [item.message for item in findings(text, "a.md", schema=schema)] == [
        '"key" is a number, not a string'
    ]


def test_a_schema_that_is_none_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"schema": {"*": {"key": "text"}}}, MetaTypeOptions)
    with pytest.raises(msgspec.ValidationError, match="gitignore pattern"):
        msgspec.convert({"schema": {"!": {"key": "string"}}}, MetaTypeOptions)


def test_a_page_without_front_matter_is_silent() -> None:
    assert not findings("Text\n")
