"""Admonitions, details and tabs, as Python-Markdown and PyMdown Extensions document them."""

from __future__ import annotations

import pytest

from reading import page, prose, targets

NESTED = """\
Before [a](a.md).

!!! note "A title"

    [b](b.md)

    ## Heading within

    - [c](c.md)

        [d](d.md)

??? tip
    [e](e.md)

=== "First"

    ???+ warning inline end "Two"

        [f](f.md)

=== "Second"

    ```
    [no](no.md)
    ```

After [g](g.md).
"""


def test_what_is_indented_under_an_opening_line_is_read() -> None:
    document = page(NESTED, "mkdocs")
    assert [target.value for target in document.targets] == [f"{name}.md" for name in "abcdefg"]
    assert [heading.text for heading in document.headings] == ["Heading within"]
    assert [code.form for code in document.code] == ["fence"]
    text = document.text
    assert [target.span.of(text) for target in document.targets] == [
        f"{name}.md" for name in "abcdefg"
    ]


@pytest.mark.parametrize(
    "opening", ["!!! note", '!!! note ""', '??? "Title"', '???+ tip "x"', '=== "A"', '===+ "A"']
)
def test_all_forms_of_an_opening_line_are_known(opening: str) -> None:
    document = page(f"Text\n{opening}\n    [b](b.md)\n", "mkdocs")
    assert len(targets(document)) == 1
    assert "note" not in "".join(prose(document))


@pytest.mark.parametrize("line", ["!!!", "!!! note: x", "=== A", "What???", "==="])
def test_other_lines_open_nothing(line: str) -> None:
    assert targets(page(f"a\n\n{line}\n\n    [b](b.md)\n", "mkdocs")) == []


def test_elsewhere_they_are_text_and_code() -> None:
    assert targets(page("!!! note\n\n    [b](b.md)\n", "commonmark")) == []
