"""Mathematics is never prose, never emphasised and never a link."""

from __future__ import annotations

import pytest

from nblint.markdown.parse import parse


@pytest.mark.parametrize(
    "source",
    [
        "$a_b*c*_d$",
        "\\(a_1 *b* c_2\\)",
        "\\\\(\\alpha\\\\)",
        "\\[x^{2}\\]",
        "\\[\\sum_{i} [a]\\]",
    ],
)
def test_mathematics_in_running_text(source: str) -> None:
    text = f"One {source} two.\n"
    document = parse(text, "page.md")
    assert [span.of(text) for span in document.math] == [source]
    assert [run.span.of(text) for run in document.prose] == ["One ", " two."]


@pytest.mark.parametrize(
    "source",
    ["$$\na_b [x](y)\n$$", "\\begin{align*}\na &= b \\\\\n[x](y)\n\\end{align*}"],
)
def test_mathematics_in_blocks(source: str) -> None:
    text = f"One.\n\n{source}\n\nTwo.\n"
    document = parse(text, "page.md")
    assert [span.of(text) for span in document.math] == [source]
    assert document.links == ()
    assert [run.span.of(text) for run in document.prose] == ["One.", "Two."]


def test_mathematics_may_follow_upon_words() -> None:
    text = "One\n$$\na_b\n$$\ntwo\n\\begin{equation}\nc_d\n\\end{equation}\nthree.\n"
    document = parse(text, "page.md")
    assert [run.span.of(text) for run in document.prose] == ["One", "two", "three."]
    assert len(document.math) == 2


@pytest.mark.parametrize(
    "source", ["\\(see here\\)", "\\[optional\\]", "\\[[a](b_c)\\]", "\\(a_1", "\\[--dry-run\\]"]
)
def test_escaped_brackets_around_words_are_text(source: str) -> None:
    assert parse(f"One {source} two.\n", "page.md").math == ()


def test_a_fence_of_mathematics_is_code() -> None:
    document = parse("```math\na_b\n```\n", "page.md")
    assert [code.info for code in document.code] == ["math"]
    assert document.prose == ()
