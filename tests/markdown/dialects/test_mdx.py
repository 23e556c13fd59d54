"""MDX as its documentation has it: https://mdxjs.com/docs/what-is-mdx/."""

from __future__ import annotations

import pytest

from nblint.model.finding import LineIndex
from reading import expressions, names, page, prose, targets


def test_imports_and_exports_are_code_up_to_a_blank_line() -> None:
    document = page("import A from './a.mdx'\nexport const b = 1\n\nWords.\n", "mdx")
    assert expressions(document) == ["import A from './a.mdx'\nexport const b = 1"]
    assert prose(document) == ["Words."]
    assert targets(document) == []


def test_an_export_goes_on_over_blank_lines_in_brackets() -> None:
    text = "export const a = {\n  b: '[x](y.md)',\n\n  c: 2,\n}\n\nWords.\n"
    assert prose(page(text, "mdx")) == ["Words."]


def test_an_export_whose_brackets_never_close_ends_with_its_paragraph() -> None:
    assert prose(page("export const a = {\n\nWords.\n\nMore.\n", "mdx")) == ["Words.", "More."]


def test_words_that_begin_so_are_no_imports() -> None:
    assert prose(page("importing goods\n", "mdx")) == ["importing goods"]
    assert prose(page("> import this\n", "mdx")) == ["import this"]


@pytest.mark.parametrize(
    "source", ["{a.b}", "{'}'}", '{"}"}', "{`}`}", "{/* } */ a}", "{ {a: 1} }", "{a // }\n}"]
)
def test_expressions_are_no_prose(source: str) -> None:
    for text in (f"One {source} two.\n", f"{source}\n"):
        document = page(text, "mdx")
        assert expressions(document) == [source]
        assert source not in prose(document)


def test_an_expression_may_hold_blank_lines() -> None:
    document = page("{\n  [lost](a.md)\n\n  (b)\n}\n\nWords.\n", "mdx")
    assert (prose(document), targets(document)) == (["Words."], [])


def test_an_escaped_brace_is_text() -> None:
    assert expressions(page("a \\{b} c\n", "mdx")) == []


def test_comments_are_comments() -> None:
    document = page("{/* one */}\n\nText {/* two */} more.\n", "mdx")
    assert [comment.text for comment in document.comments] == [" one ", " two "]


def test_an_id_in_braces_names_its_heading() -> None:
    assert names(page("# Title {#top}\n", "mdx")) == {"top"}


def test_children_of_components_are_markdown() -> None:
    text = (
        "<Tabs values={[{a: 'x > y'}]}>\n  <Tab>\n\n    An *item* [a](b.md).\n  </Tab>\n</Tabs>\n"
    )
    document = page(text, "mdx")
    assert prose(document) == ["An ", "item", "a", "."]
    assert [tag.name for tag in document.tags] == ["Tabs", "Tab", "Tab", "Tabs"]
    assert [code.form for code in document.code] == []


def test_a_tag_with_words_beside_it_is_part_of_a_paragraph() -> None:
    document = page("<summary>An *item* {b}</summary>\n\nText.\n", "mdx")
    assert prose(document) == ["An ", "item", "Text."]
    assert expressions(document) == ["{b}"]


def test_an_id_in_a_comment_names_its_heading() -> None:
    assert "top" in names(page("# Title {/* #top */}\n", "mdx"))


def test_a_tag_may_take_several_lines() -> None:
    document = page('<Card\n  href="a.md"\n  onClick={() => 1}\n>\nText.\n</Card>\n', "mdx")
    assert targets(document) == ["a.md"]
    assert prose(document) == ["Text."]


@pytest.mark.parametrize("name", ["href", "to", "src"])
@pytest.mark.parametrize("value", ['"a.md"', "'a.md'", '{"a.md"}', "{`a.md`}"])
def test_addresses_of_components_are_links(name: str, value: str) -> None:
    text = f"A <Card {name}={value} /> b.\n"
    (target,) = page(text, "mdx").targets
    assert (target.value, target.span.of(text), target.image) == ("a.md", "a.md", False)


def test_an_address_that_a_program_makes_is_none() -> None:
    assert targets(page("<Card href={a + '.md'} to={b} {...c} d />\n", "mdx")) == []


def test_components_that_show_images_are_images() -> None:
    document = page('<Image src="a.png" alt="Loss &amp; gain" />\n\n<img src="b.png" />\n', "mdx")
    assert [(image.target, image.alt) for image in document.images] == [
        ("a.png", "Loss & gain"),
        ("b.png", None),
    ]


def test_html_in_lower_case_is_read_as_before() -> None:
    document = page('A <a href="b.md">c d</a> <b id="e">f</b>.\n', "mdx")
    assert [(link.target, link.text) for link in document.links] == [("b.md", "c d")]
    assert names(document) == {"e"}


def test_indented_text_is_no_code() -> None:
    assert prose(page("One.\n\n    Two.\n", "mdx")) == ["One.", "Two."]


@pytest.mark.parametrize("source", ["<https://x.org/y>", "<me@x.org>"])
def test_an_address_in_angle_brackets_is_no_link(source: str) -> None:
    document = page(f"One {source} two.\n", "mdx")
    assert targets(document) == []
    assert prose(document) == ["One ", " two."]


def test_what_is_less_than_is_text() -> None:
    assert prose(page("a < b\n", "mdx")) == ["a < b"]


def test_html_comments_are_read_as_docusaurus_reads_them() -> None:
    assert [item.text for item in page("<!-- a -->\n\nb <!-- c -->\n", "mdx").comments] == [
        " a ",
        " c ",
    ]


def test_places_in_quotes_are_those_of_the_file() -> None:
    text = '> > A {b} <Card href="c.md" />\n'
    (target,) = page(text, "mdx").targets
    assert LineIndex(text).locate(target.span.start) == (1, 23)
