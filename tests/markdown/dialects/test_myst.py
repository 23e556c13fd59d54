"""MyST as its documentation has it, https://mystmd.org/guide, and Sphinx's roles."""

from __future__ import annotations

import pytest

from nblint.markdown.parse import parse
from reading import expressions, names, page, prose, targets


@pytest.mark.parametrize(
    ("source", "kind", "target", "text"),
    [
        ("{doc}`../a/b`", "document", "../a/b", "../a/b"),
        ("{doc}`The page </a/b>`", "document", "/a/b", "The page"),
        ("{ref}`part-one`", "label", "#part-one", "part-one"),
        ("{ref}`the part <part-one>`", "label", "#part-one", "the part"),
        ("{numref}`Figure %s <fig>`", "label", "#fig", "Figure %s"),
        ("{eq}`eq:one`", "label", "#eq:one", "eq:one"),
        ("{download}`the data <a.csv>`", "path", "a.csv", "the data"),
        ("{doc}``a``", "document", "a", "a"),
    ],
)
def test_roles_that_lead_somewhere(source: str, kind: str, target: str, text: str) -> None:
    document = page(f"One {source} two.\n", "myst")
    (link,), (place,) = document.links, document.targets
    assert (place.kind, link.target, link.text) == (kind, target, text)
    assert link.span.of(document.text) == source


@pytest.mark.parametrize(
    "source",
    [
        "{cite}`key`",
        "{cite:p}`a,b`",
        "{term}`x <y>`",
        "{py:class}`a.b`",
        "{ref}`genindex`",
        "{doc}`../genindex`",
        "{x}`a`",
    ],
)
def test_roles_that_lead_nowhere_are_code(source: str) -> None:
    document = page(f"One {source} two.\n", "myst")
    assert targets(document) == []
    assert [code.span.of(document.text) for code in document.code] == [source]
    assert prose(document) == ["One ", " two."]


def test_mathematics_in_a_role_and_a_directive() -> None:
    document = page("One {math}`a_b`.\n\n```{math}\n:label: eq\na_b\n```\n", "myst")
    assert len(document.math) == 2
    assert "eq" in names(document)
    assert prose(document) == ["One ", "."]


def test_substitutions_are_filled_in() -> None:
    assert expressions(page("One {{ name }} two.\n", "myst")) == ["{{ name }}"]


def test_targets_comments_and_breaks_are_no_prose() -> None:
    document = page("(part-one)=\n# Title\n% a comment\nText.\n+++\nMore.\n", "myst")
    assert prose(document) == ["Title", "Text.", "More."]
    assert "part-one" in names(document)
    assert [comment.text for comment in document.comments] == [" a comment"]


@pytest.mark.parametrize("fence", ["```", ":::", "~~~", "`````"])
def test_content_of_admonitions_is_markdown(fence: str) -> None:
    body = ":class: tip\n\nText [a](b.md).\n\n- item"
    text = f"{fence}{{note}} A [title](t.md)\n{body}\n{fence}\n\nEnd.\n"
    document = page(text, "myst")
    assert targets(document) == ["t.md", "b.md"]
    assert prose(document) == ["A ", "title", "Text ", "a", ".", "item", "End."]


def test_directives_nest() -> None:
    text = "::::{grid}\n:::{grid-item-card} Title\n[a](b.md)\n:::\n::::\n\nEnd.\n"
    document = page(text, "myst")
    assert prose(document) == ["Title", "a", "End."]
    assert [block.depth for block in document.blocks if block.kind == "directive"] == [0, 1]


def test_directives_stand_in_lists_and_quotes() -> None:
    document = page(
        "- item\n\n  ```{note}\n  [a](b.md)\n  ```\n\n> :::{tip}\n> [c](d.md)\n> :::\n", "myst"
    )
    assert targets(document) == ["b.md", "d.md"]


def test_a_directive_that_is_never_closed_ends_with_its_container() -> None:
    assert prose(page("- ```{note}\n  Text.\n\nEnd.\n", "myst")) == ["Text.", "End."]


@pytest.mark.parametrize("name", ["code-block", "code-cell", "mermaid", "csv-table"])
def test_content_of_code_is_code(name: str) -> None:
    for fence in ("```", ":::"):
        document = page(f"{fence}{{{name}}} python\n[a](b.md)\n{fence}\n", "myst")
        assert targets(document) == []
        assert [code.closed for code in document.code] == [True]


def test_what_is_unknown_is_code_in_backticks_and_markdown_in_colons() -> None:
    assert targets(page("```{other}\n[a](b.md)\n```\n", "myst")) == []
    assert targets(page(":::{other}\n[a](b.md)\n:::\n", "myst")) == ["b.md"]


def test_a_figure_is_an_image_with_a_caption() -> None:
    text = "```{figure} a.png\n:name: fig\n:alt: Loss falls\n\nThe *caption*.\n```\n"
    document = page(text, "myst")
    (image,) = document.images
    assert (image.target, image.alt, image.alt_span.of(text)) == (
        "a.png",
        "Loss falls",
        "Loss falls",
    )
    assert prose(document) == ["Loss falls", "The ", "caption", "."]
    assert "fig" in names(document)


@pytest.mark.parametrize("written", ["fig-a", '"fig-a"'])
@pytest.mark.parametrize("fence", ["```", ":::"])
def test_a_name_may_be_an_option_in_yaml(fence: str, written: str) -> None:
    head = f"{fence}{{figure}} a.png\n---\nalt: Loss falls\n"
    text = f"{head}name: {written}\n---\nThe caption.\n{fence}\n"
    assert names(page(text, "myst")) == {"fig-a"}


def test_what_follows_the_options_is_none() -> None:
    text = "```{figure} a.png\n---\nalt: Loss falls\n---\nname: fig-b\n```\n"
    assert names(page(text, "myst")) == set()


def test_a_caption_stands_for_an_alternative_text() -> None:
    (image,) = page(":::{figure} a.png\nThe caption.\n:::\n", "myst").images
    assert image.alt == "The caption."


def test_options_may_be_yaml() -> None:
    document = page("```{image} a.png\n---\nalt: Loss falls\nwidth: 3\n---\n```\n", "myst")
    assert [image.alt for image in document.images] == ["Loss falls"]
    assert prose(document) == ["Loss falls"]


def test_an_image_without_words_has_none() -> None:
    assert [image.alt for image in page("```{image} a.png\n```\n", "myst").images] == [""]


def test_a_figure_of_a_label_is_a_link() -> None:
    document = page(":::{figure} #cell\n:::\n", "myst")
    assert [(target.kind, target.value) for target in document.targets] == [("label", "#cell")]


def test_cards_and_figures_may_be_links() -> None:
    text = (
        ":::{card} Title\n:link: a.md\n:::\n\n:::{card}\n:link: b\n:link-type: doc\n:::\n\n"
        ":::{card}\n:link: c\n:link-type: ref\n:::\n\n"
        ":::{card}\n:link: #e\n:::\n\n```{image} f.png\n:target: https://x.org\n:alt: Words\n```\n"
    )
    document = page(text, "myst")
    assert [(target.kind, target.value) for target in document.targets] == [
        ("path", "a.md"),
        ("document", "b"),
        ("label", "#c"),
        ("label", "#e"),
        ("path", "f.png"),
        ("path", "https://x.org"),
    ]


def test_citations_are_no_prose() -> None:
    assert prose(page("One [see @key; @other] two @key three.\n", "myst")) == [
        "One ",
        " two ",
        " three.",
    ]


def test_an_equation_may_have_a_label() -> None:
    document = page("$$\n[a](b.md)\n$$ (eq)\n", "myst")
    assert (targets(document), len(document.math)) == ([], 1)


def test_included_files_are_links() -> None:
    document = page("```{include} a.md\n```\n\n```{literalinclude} b.py\n:lines: 1\n```\n", "myst")
    assert [(target.kind, target.value) for target in document.targets] == [
        ("path", "a.md"),
        ("path", "b.py"),
    ]


def test_tables_of_contents_lead_to_pages() -> None:
    text = "```{toctree}\n:maxdepth: 2\n\na/b\nThe title <c>\nself\nd/*\nhttps://x.org\n```\n"
    document = page(text, "myst")
    assert [(link.target, link.text) for link in document.links] == [
        ("a/b", ""),
        ("c", "The title"),
        ("https://x.org", ""),
    ]


def test_labels_of_code_cells_equations_and_pages() -> None:
    text = (
        "---\nlabel: my-page\n---\n```{code-cell}\n#| label: out\n1\n```\n\n$$\na\n$$ (eq:a)\n\n"
        "$$\n\\label{eq-b} b\n$$\n"
    )
    assert {"my-page", "out", "eq:a", "eq-b"} <= names(page(text, "myst"))


def test_elsewhere_a_directive_is_a_fence() -> None:
    document = parse("```{note}\n[a](b.md)\n```\n\n{doc}`a`\n", "page.md")
    assert [code.info for code in document.code] == ["{note}", ""]
    assert document.links == ()
