"""Text fragments are looked up as browsers look them up."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nblint.web.text_fragment import TextDirective, has_text, searchable, text_directives

BLOCKS = (
    "The quick brown fox",
    "jumps over the lazy dog, and the quick cat.",
    "Café naïve Straße “quoted” it\u2019s co\xadop x2",
    "中文文本没有空格",
    "end of the page",
)
TEXT = searchable(BLOCKS)


@pytest.mark.parametrize(
    ("written", "directives"),
    [
        ("text=a", [TextDirective("a")]),
        ("text=a,b", [TextDirective("a", "b")]),
        ("text=p-,a", [TextDirective("a", prefix="p")]),
        ("text=a,-s", [TextDirective("a", suffix="s")]),
        ("text=p-,a,b,-s", [TextDirective("a", "b", "p", "s")]),
        ("text=a%2Cb%2D%20c", [TextDirective("a,b- c")]),
        ("text=a&text=b&other=c&", [TextDirective("a"), TextDirective("b")]),
        ("text=", []),
        ("text=p-,-s", []),
        ("text=p-", []),
        ("text=-s", []),
        ("text=a,b,c", []),
        ("text=a,", []),
        ("text=,a", []),
        ("text=%20", []),
        ("text", []),
        ("", []),
    ],
)
def test_directives(written: str, directives: list[TextDirective]) -> None:
    assert text_directives(written) == directives


@pytest.mark.parametrize(
    "written",
    [
        "text=quick%20brown",
        "text=QUICK",
        "text=fox",
        "text=The",
        "text=lazy%20dog,",
        "text=lazy%20%20%0Adog",
        "text=cafe",
        "text=caf%C3%A9",
        "text=STRASSE",
        "text=naive",
        "text=%22quoted%22",
        "text=it's",
        "text=coop",
        "text=文本",
        "text=quick,over",
        "text=quick,page",
        "text=fox-,jumps",
        "text=fox,-jumps",
        "text=the-,quick,-cat",
        "text=brown-,fox,dog,-,",
        "text=the-,quick,page",
        "text=jumps,the,-page",
        "text=over%20the,lazy",
        "text=the,the",
    ],
)
def test_found(written: str) -> None:
    [directive] = text_directives(written.replace(",-,", ",-%2C").removesuffix(","))
    assert has_text(TEXT, directive)


@pytest.mark.parametrize(
    "written",
    [
        "text=uick",
        "text=quic",
        "text=fox%20jumps",
        "text=slow",
        "text=over,quickly",
        "text=page,quick",
        "text=cat-,fox",
        "text=quick,-dog",
        "text=the-,quick,-fox",
        "text=fox,the,-cat",
        "text=fox,fox",
        "text=x",
    ],
)
def test_missing(written: str) -> None:
    [directive] = text_directives(written)
    assert not has_text(TEXT, directive)


def test_words_of_a_range() -> None:
    assert TextDirective("a", "b").words == "a … b"
    assert TextDirective("a").words == "a"


def _write(*terms: str) -> str:
    return "text=" + ",".join(quote(term, safe="").replace("-", "%2D") for term in terms)


@given(st.lists(st.text(max_size=30), min_size=1), st.data())
def test_words_of_the_page_are_found(blocks: list[str], data: st.DataObject) -> None:
    words = data.draw(st.sampled_from(blocks)).split()
    start = data.draw(st.integers(0, len(words)))
    term = " ".join(words[start : start + 3])
    directives = text_directives(_write(term))
    assume(directives)
    assert has_text(searchable(blocks), directives[0])


@given(st.lists(st.text("ab éß'", max_size=12), min_size=1), st.data())
def test_range_over_the_page_is_found(blocks: list[str], data: st.DataObject) -> None:
    words = [word for block in blocks for word in block.split()]
    assume(len(words) > 1)
    first = data.draw(st.integers(0, len(words) - 2))
    last = data.draw(st.integers(first + 1, len(words) - 1))
    directives = text_directives(_write(words[first], words[last]))
    assume(directives)
    assert has_text(searchable(blocks), directives[0])


@given(st.text(), st.lists(st.text()))
def test_any_directive_is_looked_up(written: str, blocks: list[str]) -> None:
    text = searchable(blocks)
    for directive in text_directives(written) + text_directives(f"text={written}"):
        assert has_text(text, directive) in {True, False}


def test_many_marks_on_a_letter_do_not_count() -> None:
    assert has_text(searchable(["a" + "\u0301\u0316" * 50_000]), TextDirective("a"))
