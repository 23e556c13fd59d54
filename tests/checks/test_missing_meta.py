from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from msgspec.structs import replace

from nblint.checks.missing_meta import CHECK, MissingMetaOptions
from nblint.markdown.parse import parse

if TYPE_CHECKING:
    from nblint.model import Document


def page(*lines: str, body: str = "Text.") -> str:
    return "\n".join(["---", *lines, "---", "", body, ""])


def found(text: str, path: str = "page.md", **options: object) -> list[str]:
    return found_in(parse(text, path), **options)


def found_in(*documents: Document, **options: object) -> list[str]:
    settings = msgspec.convert(options, MissingMetaOptions)
    lacks = [lack for page in documents if (lack := CHECK.collect(page, settings))]
    total = CHECK.aggregate(lacks, ())
    return [finding.message for lack in lacks for finding in CHECK.run(lack, total, settings)]


NO_TITLE = "no title in the front matter"
NO_DESCRIPTION = "no description in the front matter"


@pytest.mark.parametrize(
    "line",
    [
        "description: x",
        "meta_description: x",
        "description-meta: x",
        "metaDescription: x",
        "summary: x",
        "excerpt: x",
        "abstract: x",
        "subtitle: x",
        "seo: {description: x}",
        "params: {description: x}",
        "description:",
    ],
)
def test_a_description_goes_by_many_names(line: str) -> None:
    assert not found(page("title: A", line))


@pytest.mark.parametrize("line", ["image: a.png", "menu: {description: x}", "date: 2024-01-01"])
def test_other_keys_are_no_description(line: str) -> None:
    assert found(page("title: A", line)) == [NO_DESCRIPTION]


@pytest.mark.parametrize("line", ["title: A", "pagetitle: A", "seo: {title: A}", "name: A"])
def test_a_title_goes_by_many_names(line: str) -> None:
    assert not found(page("description: x", line))


def test_a_heading_of_level_1_is_a_title() -> None:
    assert not found(page("description: x", body="# A"))
    assert not found(page("description: x", body="<h1>A</h1>"))
    assert found(page("description: x", body="## A")) == [NO_TITLE]


def test_jekyll_makes_a_title_of_the_name_of_a_post() -> None:
    assert not found(page("description: x"), "_posts/2024-01-01-a-post.md")
    assert not found(page("description: x"), "posts/2024-01-01-a-post.md")


def test_both_can_be_missing() -> None:
    assert found(page("author: me")) == [NO_TITLE, NO_DESCRIPTION]


@pytest.mark.parametrize(
    "lines",
    [
        ["sidebar_position: 3"],
        ["id: intro"],
        ["tags: [a]", "aliases: [b]"],
        ["date: 2024-01-01"],
        ["layout: page"],
        ["'@scope/package': patch"],
        ["name: Bug report", "about: Say what broke"],
        ["name: helper", "tools: Read"],
        ["globs: '*.ts'", "description: x"],
        ["kernelspec: {name: python3}"],
        ["_comment: keep"],
        ["# nothing yet"],
    ],
)
def test_front_matter_that_sets_up_a_tool_is_left_alone(lines: list[str]) -> None:
    assert not found(page(*lines))


@pytest.mark.parametrize(
    "line",
    [
        "draft: true",
        "published: false",
        "status: draft",
        "layout: null",
        "layout: home",
        "redirect_to: /b",
        "headless: true",
        "build: {render: never}",
        "_build: {render: false}",
        "robots: noindex, nofollow",
        "unlisted: true",
        "marp: true",
        "output: pdf_document",
        "type: landing",
    ],
)
def test_pages_that_are_not_published_are_left_alone(line: str) -> None:
    assert not found(page("title: A", line))


@pytest.mark.parametrize(
    "line", ["draft: false", "published: true", "layout: post", "robots: index", "hidden: false"]
)
def test_pages_that_say_they_are_published_are_not(line: str) -> None:
    assert found(page("title: A", line)) == [NO_DESCRIPTION]


@pytest.mark.parametrize(
    "path",
    [
        "_partial.md",
        "_common/a.md",
        ".github/ISSUE_TEMPLATE/bug.md",
        ".changeset/a.md",
        "archetypes/default.md",
        "404.md",
    ],
)
def test_files_that_are_no_page_are_left_alone(path: str) -> None:
    assert not found(page("title: A"), path)


@pytest.mark.parametrize("path", ["./a.md", "../a.md", "_index.md", "/home/me/.cache/a.md"])
def test_other_paths_are_pages(path: str) -> None:
    assert found(page("title: A"), path) == [NO_DESCRIPTION]


@pytest.mark.parametrize(
    "text",
    [
        "Text\n",
        "---\ntitle: A\n---\n\n",
        "---\ntitle: '{{ .Name }}'\n---\nText\n",
        "---\ntitle: A: b\n---\nText\n",
        "---\n---\nText\n",
    ],
)
def test_nothing_is_missed_where_there_is_nothing_to_read(text: str) -> None:
    assert not found(text)


def test_toml_and_json_are_judged_alike() -> None:
    assert found("+++\ntitle = 'A'\n+++\nText\n") == [NO_DESCRIPTION]
    assert found('{"title": "A"}\n\nText\n') == [NO_DESCRIPTION]


def test_required_says_which_fields_a_published_page_must_have() -> None:
    text = page("title: A", "cover: {alt: x}")
    assert not found(text, required=["title"])
    assert found(text, required=["cover.alt", "cover.image"]) == [
        "no cover.image in the front matter"
    ]
    assert not found(page("tags: [a]"), required=["date"])


def test_required_in_holds_for_every_page_that_its_pattern_covers() -> None:
    options = {"required-in": {"blog/**": ["date", "title"], "*.md": ["date"]}}
    no_date = "no date in the front matter"
    assert found(page("tags: [a]"), "blog/a/b.md", **options) == [no_date, NO_TITLE]
    assert found(page("tags: [a]"), "notes/a.md", **options) == [no_date]
    assert found("Text\n", "blog/a.md", **options) == [
        "no front matter, so no date",
        "no front matter, so no title",
    ]
    assert not found(page("date: 2024-01-01"), "notes/a.md", **options)


def test_a_pattern_that_is_none_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="gitignore pattern"):
        msgspec.convert({"required-in": {"!": ["date"]}}, MissingMetaOptions)


def test_the_finding_is_at_the_opening_delimiter() -> None:
    lack = CHECK.collect(parse("\ufeff" + page("title: A"), "page.md"), MissingMetaOptions())
    (finding,) = CHECK.run(lack, CHECK.aggregate([lack], ()), MissingMetaOptions())
    assert (finding.span.start, finding.span.end) == (1, 4)
    assert finding.help


@pytest.mark.parametrize(
    ("inherited", "messages"),
    [
        ({"description": "x"}, []),
        ({"params": {"summary": "x"}}, []),
        ({"build": {"render": "never"}}, []),
        ({"draft": True}, []),
        ({"build": {"render": "always"}, "author": "B"}, [NO_DESCRIPTION]),
    ],
)
def test_what_a_page_inherits_counts(inherited: dict[str, Any], messages: list[str]) -> None:
    document = replace(parse(page("title: A"), "page.md"), inherited=inherited)
    assert found_in(document) == messages


def test_a_page_may_overrule_what_it_inherits() -> None:
    document = replace(parse(page("title: A", "draft: false"), "a.md"), inherited={"draft": True})
    assert found_in(document) == [NO_DESCRIPTION]


def test_a_field_that_is_demanded_may_be_inherited() -> None:
    document = replace(parse("Text.", "a.md"), inherited={"author": "A"})
    assert not found_in(document, **{"required-in": {"*.md": ["author"]}})


def test_field_that_pages_often_lack_is_told_once_as_info() -> None:
    without = [parse(page(f"title: {number}"), f"{number:02}.md") for number in range(10)]
    rest = "no description in the front matter of this file and 9 more"
    assert found_in(*without[:9]) == [NO_DESCRIPTION] * 9
    assert found_in(*reversed(without)) == [rest]
    with_it = [parse(page("title: A", "summary: x"), f"a{number}.md") for number in range(90)]
    assert found_in(*without, *with_it[:89]) == [rest]
    assert found_in(*without, *with_it) == [NO_DESCRIPTION] * 10


def test_directory_of_many_pages_shows_its_own_fields() -> None:
    without = [parse(page(f"title: {number}"), f"docs/a/{number:02}.md") for number in range(10)]
    posts = [parse(page("title: A", "summary: x"), f"posts/b{number}.md") for number in range(10)]
    lone = parse(page("title: A"), "posts/c.md")
    assert found_in(*without, *posts, lone) == [
        "no description in the front matter of this file and 10 more",
        NO_DESCRIPTION,
    ]


def test_what_is_demanded_is_told_of_each_page() -> None:
    pages = [parse(page(f"title: {number}"), f"{number:02}.md") for number in range(20)]
    assert found_in(*pages, **{"required-in": {"*.md": ["description"]}}) == [NO_DESCRIPTION] * 20
