"""HTML is read as browsers read it, and broken HTML is text."""

from __future__ import annotations

import pytest

from nblint.markdown.html_tokens import read_html, read_ids
from nblint.model import Attribute, Comment, Span, Tag


def shown(html: str) -> list[str]:
    """Return the sources of all pieces, with what they are."""
    kinds = {Span: "text", Comment: "comment"}
    return [
        f"{piece.form if isinstance(piece, Tag) else kinds[type(piece)]} "
        f"{(piece if isinstance(piece, Span) else piece.span).of(html)}"
        for piece in read_html(html, 0)
    ]


@pytest.mark.parametrize(
    ("html", "pieces"),
    [
        ("a<B>c</b >d", ["text a", "open <B>", "text c", "close </b >", "text d"]),
        ("a < b <3 <", ["text a < b <3 <"]),
        ("<a b='1>2' c=\"x\" d e=f/>", ["self-closing <a b='1>2' c=\"x\" d e=f/>"]),
        ("a &amp; b &#65; c & d", ["text a ", "text  b ", "text  c & d"]),
        ("x<!-- a > b -->y", ["text x", "comment <!-- a > b -->", "text y"]),
        ("<!--a--!>b", ["comment <!--a--!>", "text b"]),
        ("<!-->a<!--->b", ["text a", "text b"]),
        ("a <!-- b <i>c</i>", ["text a <!-- b <i>c", "close </i>"]),
        ("<!doctype html>a<?b c?>d</>e", ["text a", "text d", "text e"]),
        ("<!x>a</ b>c<![CDATA[d]]>e", ["comment <!x>", "text a", "comment </ b>", "text c",
                                       "comment <![CDATA[d]]>", "text e"]),
        ('<a b="c>d <i>e', ['text <a b="c>d ', "open <i>", "text e"]),
        ("<i>a <a b", ["open <i>", "text a <a b"]),
        ("<script>a<b>c</script>d", ["open <script>", "close </script>", "text d"]),
        ("<style>a", ["open <style>"]),
        ("<title>a<b>c</b></title>d",
         ["open <title>", "open <b>", "close </b>", "close </title>", "text d"]),
    ],
)  # fmt: skip
def test_html_is_parted_into_tags_comments_and_text(html: str, pieces: list[str]) -> None:
    assert shown(html) == pieces


def test_places_are_those_of_the_file() -> None:
    assert read_html("<a HREF='x&amp;y' b>", 7) == [
        Tag("a", "open", Span(7, 27), (
            Attribute("href", "x&y", Span(16, 23)), Attribute("b", None, Span(25, 26)),
        )),
    ]  # fmt: skip
    assert read_html("<!-- a -->", 3) == [Comment(" a ", Span(3, 13))]


def test_ids_and_names_of_anchors_are_read() -> None:
    assert read_ids('<p id=a><a name="b"></a><p name=c><h1 ID="d">') == {"a", "b", "d"}
