"""Whatever meets in a dialect's page, every element stands where it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.markdown.dialects import DIALECTS
from reading import page

if TYPE_CHECKING:
    from nblint.model import Dialect

FRAGMENTS = [
    *("# ", "\n", "\n\n", "    ", "  ", "> ", "- ", "1. ", "```", ":::", "$", "$$", "\\(", "\\)"),
    *("$$\nx\n$$ (eq)\n", "\\begin{align}\n", "\\end{align}\n", "- ```{note}\n", "a\n$$\n"),
    *("word", "two words", "é", "👩‍💻", "`code`", "*", "**", "[a](b)", "[a][r]", "[r]: /u\n", "|"),
    *(
        "| a | b |\n|---|---|\n",
        "\\",
        "<",
        ">",
        "{",
        "}",
        "%%",
        "[[",
        "]]",
        "[[a]]",
        "![[b.png|c]]",
    ),
    *(
        "[[a#b|c d]]",
        " ^id",
        "^",
        "@",
        "@fig-x",
        "[@key]",
        "[!note]",
        "{{< include x.md >}}",
        "{{<",
    ),
    *("<B c='d' e={f}>", "</B>", "<B/>", "<a href='x'>", "{x}", "{/* c */}", "import a from 'b'\n"),
    *("{doc}`a <b>`", "{ref}`c`", "{x}", "`", "(a)=\n", "```{note} a\n", ":::{note}\n", ":::\n"),
    *(
        ":name: x\n",
        "```{r}\n",
        "#| label: fig-a\n",
        "{{x}}",
        "% c\n",
        "+++\n",
        "---\n",
        "<!-- c -->",
    ),
    *(
        "```{figure} a.png\n",
        "```{toctree}\n",
        "project:a.md#b",
        "[](project:a.md)",
        "=",
        "~~~",
        "\t",
    ),
]
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)


@pytest.mark.parametrize("dialect", DIALECTS)
@given(text=TEXTS)
def test_places_are_true(dialect: Dialect, text: str) -> None:
    page(text, dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    "unit", ["{", "<a ", "[[", "%%", "%", "^a", "@", "`{", "{a}`", "{{<", "\\(", ":::", "<a b={"]
)
def test_a_long_run_of_openers_ends(dialect: Dialect, unit: str) -> None:
    assert page(unit * 2_000, dialect).text
