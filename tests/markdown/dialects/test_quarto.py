"""Quarto as its documentation has it, https://quarto.org/docs, and R Markdown's chunks."""

from __future__ import annotations

import pytest

from reading import expressions, names, page, prose, targets


def test_chunks_are_code_and_have_labels() -> None:
    text = (
        '```{r}\n#| label: fig-one\n#| fig-cap: "[a](b.md)"\nplot(1)\n```\n\n'
        "```{r fig-two, echo=FALSE}\n1\n```\n\n```{python, label='fig-three'}\n2\n```\n"
    )
    document = page(text, "quarto")
    assert targets(document) == []
    assert [code.form for code in document.code] == ["fence"] * 3
    assert names(document) == {"fig-one", "fig-two", "fig-three"}


def test_a_listing_has_the_id_of_its_fence() -> None:
    # "Cross References", Code Listings.
    text = '```{#lst-x .python lst-cap="Cap"}\nx = "{#lst-y}"\n```\n\n`{#lst-z}`\n'
    assert names(page(text, "quarto")) == {"lst-x"}


def test_cross_references_lead_to_labels() -> None:
    document = page("See @fig-one, [@sec-a; @tbl-b] and [-@eq-c]. # @thm-d.\n", "quarto")
    assert [(target.kind, target.value) for target in document.targets] == [
        ("label", "#fig-one"),
        ("label", "#sec-a"),
        ("label", "#tbl-b"),
        ("label", "#eq-c"),
        ("label", "#thm-d"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "[@key]",
        "[see @key2020, pp. 3-4; also @b:c]",
        "[-@key]",
        "@key",
        "@{https://x.org/a}",
        "-@key",
    ],
)
def test_citations_are_no_links_and_no_prose(source: str) -> None:
    document = page(f"One {source} two.\n", "quarto")
    assert targets(document) == []
    assert prose(document) == ["One ", " two."]


def test_a_citation_ends_before_a_tag() -> None:
    document = page("<a href=x><code>@a/b</code></a>\n", "quarto")
    assert [tag.form for tag in document.tags] == ["open", "open", "close", "close"]


def test_addresses_of_mail_are_no_citations() -> None:
    assert targets(page("Write to me@x.org now.\n", "quarto")) == ["mailto:me@x.org"]


def test_a_link_whose_text_has_a_citation_is_a_link() -> None:
    assert targets(page("One [after @key](a.md) two.\n", "quarto")) == ["a.md"]


def test_divs_are_no_prose_and_hold_markdown() -> None:
    inner = "[a](b.md)\n\n:::: aside\nText.\n::::"
    text = f'::: {{.callout-note title="x"}}\n## Title\n\n{inner}\n:::\nEnd.\n'
    document = page(text, "quarto")
    assert prose(document) == ["Title", "a", "Text.", "End."]
    assert targets(document) == ["b.md"]


def test_ids_are_anchors() -> None:
    text = "## Part {#sec-part}\n\n![Loss falls](a.png){#fig-loss}\n\n::: {#tbl-x}\nText.\n:::\n"
    assert names(page(text, "quarto")) == {"sec-part", "fig-loss", "tbl-x"}


def test_included_files_are_links_and_other_shortcodes_are_not() -> None:
    document = page('{{< include _a.qmd >}}\n\nOne {{< video "https://x.org" >}} two.\n', "quarto")
    assert [(target.kind, target.value) for target in document.targets] == [("path", "_a.qmd")]
    assert expressions(document) == ['{{< video "https://x.org" >}}']
