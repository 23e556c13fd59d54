"""The engine reads what stock markdown-it-py reads, and says where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

if TYPE_CHECKING:
    from markdown_it.token import Token

from nblint.markdown import events
from nblint.markdown.engine import helpers
from nblint.markdown.engine.reference_engine import MAX_NESTING, make_parser, read_events
from nblint.markdown.engine.tex import tex_plugin

# Fragments that meet in every order, so that constructs nest, touch and break one another.
FRAGMENTS = [
    *("# ", "## ", "\n", "\n\n", "    ", "  ", "\t", "> ", ">", "- ", "* ", "1. ", "10) ", "***"),
    *("---", "===", "```", "~~~", "````md", "| a | b |\n|---|---|\n", "|", "\\|", ":-:", "[", "]"),
    *("](", "](<", ">)", ")", "(", "![", "[a](b)", "[a][r]", "[r]", "[r][]", "[x][nope]"),
    *(
        "\\(",
        "a_1",
        "\\)",
        "\\begin{align}\nx\n",
        "\\end{align}",
        "[r]: /url 'title'\n",
        "[r]:",
        "[^1]",
        "[^1]: note\n",
        "`",
        "``",
        "`code`",
        "*",
        "**",
        "_",
    ),
    *("__", "~~", "~", "<", ">", "<b>", "</b>", "<!-- c -->", "<div>\n", "</div>\n"),
    *("<https://x.org/a_b>", "<me@x.org>", "https://x.org/a_b*c*", "www.x.org", "me@x.org"),
    *("mailto:me@x.org", "&amp;", "&#65;", "&", "\\", "\\*", "\\\n", "$", "$a$", "$$", "word"),
    *("two words", "é", "日本", "👩‍💻", "\u00a0", "\x00", "!", "'", '"', "{#id}"),
]
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)


def stock() -> MarkdownIt:
    options = {
        "maxNesting": MAX_NESTING,
        "inline_definitions": True,
        "store_labels": True,
        "strikethrough_single_tilde": True,
    }
    md = MarkdownIt("commonmark", options)
    footnote_plugin(md, inline=False, move_to_end=False)
    dollarmath_plugin(
        md, allow_labels=False, allow_space=False, allow_digits=False, allow_blank_lines=False
    )
    tex_plugin(md)
    gfm_autolink_plugin(md)
    md.enable(["table", "strikethrough"])
    md.normalizeLink = md.normalizeLinkText = str  # type: ignore[method-assign, assignment]
    md.validateLink = lambda _: True  # type: ignore[method-assign, assignment]
    return md


STOCK = stock()
BRACKETS = st.lists(
    st.sampled_from([*"[[[[]]]]!`*^\n\\", "](b)", "[a](b)", "[r]", "[^1]", "http://a.b ", "<b>"]),
    max_size=30,
).map("".join)
AUTOLINKS = st.lists(
    st.sampled_from(
        [*"@a._-/()<>;&*~ ?'[é0:", "http://", "https://", "www.", "mailto:", "xmpp:", "a@b.c"]
    ),
    max_size=15,
).map("".join)


def tokens(md: MarkdownIt, text: str) -> list[Any]:
    env: dict[str, Any] = {}
    blocks: list[Token] = []
    md.block.parse(text, md, env, blocks)
    for token in blocks:
        if token.type == "inline":
            token.children = md.inline.parse(token.content, md, env, [])
    return flat(blocks)


def flat(items: list[Token]) -> list[Any]:
    """What tokens say, adjacent texts joined, without what only the engine's tokens hold."""
    said: list[Any] = []
    for token in items:
        if token.type in {"text", "text_special"}:
            if token.content and said and said[-1][0] == "text":
                said[-1] = ("text", said[-1][1] + token.content)
            elif token.content:
                said.append(("text", token.content))
        elif token.type != "unresolved":
            lines = token.map if token.block or token.type == "inline" else None
            children = flat(token.children) if token.children else []
            about = (token.tag, token.markup, token.info, token.attrs, lines, children)
            said.append((token.type, token.content, *about))
    return said


@given(TEXTS)
def test_tokens_are_those_of_stock_markdown_it(text: str) -> None:
    assert tokens(make_parser(), text) == tokens(STOCK, text)


@given(BRACKETS)
def test_labels_end_where_they_do_in_stock_markdown_it(text: str) -> None:
    text = f"{text}\n\n[r]: /url\n\n[^1]: note\n"
    assert tokens(make_parser(), text) == tokens(STOCK, text)


@given(AUTOLINKS)
def test_autolinks_are_those_of_the_plugin(text: str) -> None:
    # Where no letter or digit follows the mark, the engine does not look for an address.
    text = re.sub(r"@(?=[._-])", "@0", text)
    assert tokens(make_parser(), text) == tokens(STOCK, text)


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ("a <!-- b --> c", ["<!-- b -->"]),
        ("a <!-- b ---> c <!-->d<!---> e", ["<!-- b --->", "<!-->", "<!--->"]),
        ("a <!-- b -- c --> <!-- d", ["<!-- b -- c -->"]),
    ],
)
def test_inline_comments_end_where_commonmark_says(text: str, comments: list[str]) -> None:
    html = [text[e.start : e.end] for e in read_events(text) if isinstance(e, events.Html)]
    assert html == comments


@pytest.mark.parametrize("lines", [1_000, 1_001])
def test_a_definition_has_1000_lines_at_most(lines: int) -> None:
    text = "[a]: b '" + "x\n" * (lines - 1) + "y'\n"
    definitions = [e for e in read_events(text) if isinstance(e, events.DefinitionEvent)]
    assert len(definitions) == (lines <= 1_000)


def test_a_label_ends_within_10000_characters() -> None:
    text = "[" + "a\n" * 6_000 + "]: b\n"
    assert not [e for e in read_events(text) if isinstance(e, events.DefinitionEvent)]


@pytest.mark.parametrize("name", ["a" * 999, "a" * 1_000])
def test_the_label_of_a_footnote_has_999_characters_at_most(name: str) -> None:
    uses = [
        e for e in read_events(f"[^{name}]\n\n[^{name}]: n\n") if isinstance(e, events.FootnoteUse)
    ]
    assert len(uses) == (len(name) < 1_000)


@given(TEXTS)
def test_places_are_in_order_within_the_text_and_nested(text: str) -> None:
    open_ends = [len(text)]
    for event in read_events(text):
        if type(event) in {events.HeadingClose, events.Leave, events.TableCell, events.Truncated}:
            continue
        assert 0 <= event.start <= event.end <= len(text)
        if isinstance(event, events.LinkOpen):
            open_ends.append(event.end)
        elif isinstance(event, events.LinkClose | events.ImageClose):
            assert event.end == open_ends.pop()
        elif not isinstance(event, events.UnresolvedReference):
            assert event.end <= open_ends[-1] or event.start >= open_ends[-1]


@given(TEXTS)
def test_the_source_of_an_event_is_what_it_says(text: str) -> None:
    for event in read_events(text):
        source = text[event.start : event.end]
        match event:
            case events.ImageOpen():
                assert source.startswith("![")
                assert source.endswith((")", "]"))
            case events.LinkOpen(kind="inline" | "reference"):
                assert source.startswith("[")
                assert source.endswith((")", "]"))
            case events.LinkOpen(kind="autolink"):
                assert source == f"<{text[event.target_start : event.target_end]}>"
            case events.LinkOpen(kind="bare", target=target):
                assert target.endswith(source)
            case events.CodeSpan():
                assert source.startswith("`")
                assert source.endswith("`")
            case events.Html():
                assert source.startswith("<")
            case events.DefinitionEvent(label_start=start, label_end=end):
                assert source.startswith("[")
                assert text[start - 1] == "["
                assert text[end] == "]"
            case events.EscapedText():
                assert source[0] in "\\&"
            case _:
                assert "\n" not in source or not isinstance(event, events.Text)


@given(TEXTS)
def test_a_destination_without_escapes_stands_where_the_event_says(text: str) -> None:
    for event in read_events(text):
        if isinstance(event, events.LinkOpen) and event.kind == "inline":
            source = text[event.target_start : event.target_end]
            if "\\" not in source and "&" not in source:
                assert source == event.target


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("> - *a [b\n>   c](d)* `e`\n", ["a ", "b", "c", " "]),
        ("1.\tone\n\n\ttwo [x](y)\n", ["one", "two ", "x"]),
        (
            "| a \\| [b](c\\|d) | e |\n|---|---|\n| `f` | g\\|h |\n",
            ["a ", "| ", "b", "e", "g", "|h"],
        ),
        ("- a\n\n      code\n\n  > b\n  lazy [c](d)\n", ["a", "b", "lazy ", "c"]),
        ("Title [a](b)\n over *two*\n===\n", ["Title ", "a", "over ", "two"]),
        ("#\t x ## y ##\n", ["x ## y"]),
        ("\u00a0\n\u2003a\n b\n", ["a", "b"]),
        ("[^n]: a\n\n    b[^n]\n", ["a", "b"]),
    ],
)
def test_text_inside_containers_stands_where_the_event_says(text: str, read: list[str]) -> None:
    places = [text[e.start : e.end] for e in read_events(text) if isinstance(e, events.Text)]
    assert places == read


def test_blocks_nested_too_deeply_are_not_read_and_that_is_said() -> None:
    text = "> " * 10_000 + "deep"
    stopped = [e for e in read_events(text) if isinstance(e, events.Truncated)]
    assert [e.start for e in stopped] == [2 * MAX_NESTING]


@pytest.mark.parametrize(
    "unit", ["[", "![", "[a](", "*a ", "`a", "<a ", "[a][", "- ", "\\", "<!--"]
)
def test_a_long_run_of_openers_ends(unit: str) -> None:
    assert read_events(unit * 2_000)


def test_the_end_of_a_label_is_not_looked_for_where_none_can_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lost(*_: object) -> int:
        raise AssertionError

    monkeypatch.setattr(helpers, "_read_label", lost)
    (text,) = [e for e in read_events("[" * 5) if isinstance(e, events.Leaf)]
    assert (text.start, text.end) == (0, 5)
