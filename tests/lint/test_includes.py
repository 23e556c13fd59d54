"""What is put into a page, as the tools that publish pages write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.lint.includes import Includes, includes
from nblint.markdown.parse import parse

if TYPE_CHECKING:
    from nblint.model import Dialect


@pytest.mark.parametrize(
    "text",
    [
        '{{% include "_x.md" %}}',
        '{{< include file="_x.md" >}}',
        "{{< include _x.md >}}",
        '{{% readfile "_x.md" %}}',
        "{{#include _x.md}}",
        "{{#include _x.md:3:8}}",
        '{% include-markdown "_x.md" %}',
        "{% include_relative _x.md %}",
        "```{include} _x.md\n```",
        "<!--@include: _x.md{2,5}-->",
        '--8<-- "_x.md"',
        "import Part from '_x.md'",
    ],
)
def test_a_directive_names_a_path(text: str) -> None:
    known = Includes(("_x.md",), known=True)
    dialect: Dialect = "myst" if "`" in text else "commonmark"
    assert includes(parse(f"# A\n\n{text}\n", "a.md", dialect=dialect)) == known


@pytest.mark.parametrize(
    "text",
    [
        "{{% include %}}",
        '{{< include "_x.md" level=2 >}}',
        "{{< render-pages >}}",
        "{% include {{ page.part }} %}",
        "--8<--",
        "{{#include}}",
    ],
)
def test_what_names_none_may_bring_anything(text: str) -> None:
    assert not includes(parse(f"# A\n\n{text}\n", "a.md")).known


@pytest.mark.parametrize("text", ["```\n{{#include _x.md}}\n```", "`{{< include _x.md >}}`", ""])
def test_what_stands_in_code_is_code(text: str) -> None:
    assert includes(parse(f"# A\n\n{text}\n", "a.md")) == Includes((), known=True)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("{{% all-pages %}}", False),
        ("# A\n\n{{% all-pages %}}", True),
        ("{{% note %}}\nText\n{{% /note %}}", True),
        ("---\ntitle: A\n---\n\n", False),
        ("---\ntitle: A\n---\nText\n", True),
        ("", True),
    ],
)
def test_a_shortcode_or_a_layout_may_stand_for_all_headings(text: str, known: bool) -> None:  # noqa: FBT001 - a case
    assert includes(parse(text, "a.md")).known is known


def test_the_documentation_of_code_may_have_any_headings() -> None:
    assert not includes(parse("# A\n\n::: garden.Tool\n", "a.md", dialect="mkdocs")).known
    assert includes(parse("# A\n\n::: tip\n:::\n", "a.md")).known


def test_other_shortcodes_are_for_the_site_to_judge() -> None:
    text = (
        '{{< include "_x.md" >}}\n{{< box >}}\nText\n{{< /box >}}\n{{%- a/b "x" %}}\n`{{< c >}}`\n'
    )
    assert includes(parse(text, "a.md")).shortcodes == {"box", "a/b", "c"}
