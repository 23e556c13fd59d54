from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.markdown.front_matter import read_front_matter
from nblint.model.finding import LineIndex

if TYPE_CHECKING:
    from nblint.model import FrontMatter


def read(text: str) -> FrontMatter:
    front_matter = read_front_matter(text)
    assert front_matter is not None
    return front_matter


def yaml(*lines: str) -> FrontMatter:
    return read("\n".join(["---", *lines, "---", "", "Body"]))


def problems(text: str) -> list[tuple[int, int, str]]:
    index = LineIndex(text)
    return [(*index.locate(problem.span.start), problem.message) for problem in read(text).problems]


def yaml_problem(*lines: str) -> tuple[int, int, str]:
    (problem,) = problems("\n".join(["---", *lines, "---", ""]))
    return problem


def source_of(text: str, *path: str) -> tuple[str, str]:
    entry = read(text).entry(*path)
    assert entry is not None
    return entry.key_span.of(text), entry.value_span.of(text)


# What front matter is


@pytest.mark.parametrize(
    ("text", "format_", "covered"),
    [
        ("---\na: 1\n---\nBody", "yaml", "---\na: 1\n---"),
        ("---\r\na: 1\r\n---\r\nBody", "yaml", "---\r\na: 1\r\n---"),
        ("--- \na: 1\n---\t\nBody", "yaml", "--- \na: 1\n---\t"),
        ("\ufeff---\na: 1\n---", "yaml", "---\na: 1\n---"),
        ("\n\n---\na: 1\n---", "yaml", "---\na: 1\n---"),
        ("---\na: 1\n...\nBody\n---\n", "yaml", "---\na: 1\n..."),
        (
            "---\na key of five words: x\na: >\n  more words\n---\n",
            "yaml",
            "---\na key of five words: x\na: >\n  more words\n---",
        ),
        ("---\na: |\n  ---\n---\n", "yaml", "---\na: |\n  ---\n---"),
        ("+++\na = 1\n+++\nBody", "toml", "+++\na = 1\n+++"),
        ('{\n"a": {\n}\n}  \nBody', "json", '{\n"a": {\n}\n}  '),
        ('{"a": 1}', "json", '{"a": 1}'),
    ],
)
def test_a_block_is_recognised_with_its_delimiters(text: str, format_: str, covered: str) -> None:
    front_matter = read(text)
    assert front_matter.format == format_
    assert front_matter.span.of(text) == covered
    assert not front_matter.problems
    assert "a" in front_matter.fields


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "---\n",
        "Text\n---\na: 1\n---\n",
        "---\n\nProse between two breaks.\n\n---\n\nMore.\n",
        "---\n\nNote: prose with a colon.\n\nMore: of it: here.\n\n---\n",
        "---\nProse that goes on.\n\nAnd on.\n\n---\n",
        "---\n\n# A slide\n\n---\n",
        "---\nThis page is a draft.\n---\n",
        "---\n**Note**: emphasis: no field\n---\n",
        "---\n# A slide\nwith words\n---\n",
        "---\nNote: this page is old.\n\nProse.\n",
        "---\nProse.\n",
        "\n---\nProse\n---\n",
        "----\na: 1\n----\n",
        "+++\n\nA block of MyST.\n\n+++\n",
        "{{#include other.md}}\n",
        "{note}`a role`\n",
        '{"a": 1} is an object\n',
        "{ braces }\n",
    ],
)
def test_other_beginnings_are_no_front_matter(text: str) -> None:
    assert read_front_matter(text) is None


@pytest.mark.parametrize("text", ["---\n---\n", "---\n\n---\n", "---\n# none yet\n---\n"])
def test_an_empty_block_has_no_fields_and_no_problem(text: str) -> None:
    front_matter = read(text)
    assert (front_matter.fields, front_matter.entries, front_matter.problems) == ({}, (), ())


# Values and places


def test_yaml_values_are_as_their_types_say() -> None:
    fields = yaml(
        "text: a word", "on: true", "n: 3", "d: 2024-02-29", "none:", "list: [a, {b: c}]"
    ).fields
    assert fields == {
        "text": "a word",
        "on": True,
        "n": 3,
        "d": date(2024, 2, 29),
        "none": None,
        "list": ["a", {"b": "c"}],
    }


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("k: plain words  # comment", "plain words"),
        ("k: 'it''s'", "it''s"),
        ('k: "a \\"b\\""', 'a \\"b\\"'),
        ("k: 😀 é", "😀 é"),
        ("k: |\n  one\n  two\n", "one\n  two"),
        ("k: >-\n  folded", "folded"),
        ("k: |", ""),
        ("k:", ""),
        ('k: ""', ""),
        ("k: &name !!str 7", "7"),
        ("k: &name |\n  one", "one"),
        ("k: [a, b]  # comment", "[a, b]"),
        ("k: &name [a, b]", "[a, b]"),
        ("k:\n  - a\n  - 'b'\n\n# comment", "- a\n  - 'b'"),
        ("k:\n  a: b\n  c:\n\n", "a: b\n  c:"),
        ("k: words\n  that go on", "words\n  that go on"),
    ],
)
def test_a_yaml_value_is_placed_inside_its_marks(line: str, source: str) -> None:
    text = f"\ufeff---\r\nbefore: 😀\r\n{line}\nafter: x\n---\n"
    assert source_of(text, "k") == ("k", source)
    assert source_of(text, "after") == ("after", "x")


def test_nested_yaml_has_a_path_for_every_key_and_item() -> None:
    text = "---\na:\n  - b: 'x'\n    c: [y]\n---\n"
    assert [
        (entry.path, entry.value, entry.key_span.of(text), entry.value_span.of(text))
        for entry in read(text).entries
    ] == [
        (("a",), [{"b": "x", "c": ["y"]}], "a", "- b: 'x'\n    c: [y]"),
        (("a", "0"), {"b": "x", "c": ["y"]}, "b: 'x'\n    c: [y]", "b: 'x'\n    c: [y]"),
        (("a", "0", "b"), "x", "b", "x"),
        (("a", "0", "c"), ["y"], "c", "[y]"),
        (("a", "0", "c", "0"), "y", "y", "y"),
    ]


def test_an_alias_has_its_own_place_and_the_value_that_it_stands_for() -> None:
    text = "---\na: &x [1]\nb: *x\n---\n"
    assert read(text).fields == {"a": [1], "b": [1]}
    assert source_of(text, "b") == ("b", "*x")
    assert read(text).entry("b", "0") is None


def test_merge_keys_give_way_to_the_keys_of_the_mapping_and_to_earlier_ones() -> None:
    fields = yaml(
        "a: &a {x: 1, y: 1}", "b: &b {x: 2, z: 2}", "c:", "  y: 3", "  <<: [*a, *b]", "  z: 3"
    ).fields
    assert fields["c"] == {"x": 1, "y": 3, "z": 3}


def test_toml_values_are_placed_inside_their_quotes() -> None:
    text = '+++\r\ntitle = "é 😀"\r\n[a]\r\n\'k k\' = [\'x\', """\r\ny""", 1979-05-27]\r\n+++\r\n'
    assert source_of(text, "title") == ("title", "é 😀")
    assert source_of(text, "a", "k k", "0") == ("x", "x")
    assert source_of(text, "a", "k k", "1") == ("y", "y")
    assert read(text).fields["a"] == {"k k": ["x", "y", date(1979, 5, 27)]}
    assert source_of(text, "a", "k k")[0] == "k k"


def test_json_values_are_placed_inside_their_quotes() -> None:
    text = '{"title": "a\\n😀", "list": [1, {"k": null}, []], "none": {}}\n\nBody'
    assert source_of(text, "title") == ("title", "a\\n😀")
    assert source_of(text, "list", "1") == ('{"k": null}', '{"k": null}')
    assert source_of(text, "list", "1", "k") == ("k", "null")
    assert read(text).fields == {"title": "a\n😀", "list": [1, {"k": None}, []], "none": {}}


# Problems


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["title: One: two"], (2, 11, "unquoted value contains a colon and a space")),
        (["a: b", " c: d"], (3, 3, "the indentation of this line matches none above")),
        (["title: 'it's'"], (2, 12, "unexpected text after a value")),
        (["a: b", "- c"], (3, 1, "the indentation of this line matches none above")),
        (['title: "One', "b: c"], (2, 8, "unclosed quotes")),
        (["a: @b"], (2, 4, 'a value cannot start with "@"')),
        (["a: **b**"], (2, 4, 'a value cannot start with "*"')),
        (["a: *b"], (2, 4, '"*b" is an undefined alias')),
        (["a: &a [*a]"], (2, 8, '"*a" is an undefined alias')),
        (["a:", "\tb: c"], (3, 1, "this line is indented with a tab")),
        (["a: [b", "c: d"], (2, 4, "unclosed list, or missing comma")),
        (["a: {b", "c: d"], (2, 4, "unclosed mapping, or missing comma")),
        (["a: b", "key:c", "d: e"], (3, 1, 'this line is not a "key: value" field')),
        (['a: "\\d"'], (2, 5, "unknown escape in a double-quoted value")),
        (["a: - b"], (2, 4, "a list cannot start on the line of its key")),
        (["a: |x", " b"], (2, 5, "did not find expected comment or line break")),
        (["a: é\x01"], (2, 5, "the character U+0001 is not allowed")),
        (["a: \ud800"], (2, 4, "the character U+D800 is not allowed")),
        (["title: {{ title }}"], (2, 8, "unquoted template expression")),
        (["title: {{ a }} b"], (2, 8, "unquoted template expression")),
        (["a: 1", "{% if b %}"], (3, 1, "unquoted template expression")),
        (["? [a]", ": b"], (2, 3, "a key is not a string")),
        (["- a", "- b"], (2, 1, "front matter is a list, not fields")),
        (["words"], (2, 1, "front matter is text, not fields")),
        (["title:words"], (2, 1, "front matter is text, not fields")),
        (["title = 'a'"], (2, 1, "front matter is text, not fields")),
        (["[a]"], (2, 1, "front matter is a list, not fields")),
        (["a: 1", "--- b"], (3, 1, "front matter contains a second YAML document")),
        (["<<: x"], (2, 1, '"<<" must refer to a mapping')),
    ],
)
def test_what_is_no_yaml_is_told_in_plain_words(
    lines: list[str], expected: tuple[int, int, str]
) -> None:
    assert yaml_problem(*lines) == expected
    assert not yaml(*lines).fields


@pytest.mark.parametrize(
    ("line", "value", "expected"),
    [
        ("date: 2024-13-45", "2024-13-45", (2, 7, "invalid date 2024-13-45")),
        ("k: 2024-01-01 25:00:00", "2024-01-01 25:00:00", None),
        ("k: !ENV x", "x", (2, 4, 'unknown YAML tag "!ENV"')),
        ("k: !ENV [x]", ["x"], (2, 4, 'unknown YAML tag "!ENV"')),
        ("k: !!python/name:os.system x", "x", None),
        ("k: !!int abc", "abc", (2, 10, '"abc" is not a number')),
        (f"k: 1{':30' * 2000}", f"1{':30' * 2000}", None),
        ("k: !!bool abc", "abc", (2, 11, '"abc" is not a boolean')),
        ("k: !!timestamp abc", "abc", (2, 16, "invalid date abc")),
        ("k: !!binary é", "é", (2, 13, '"é" is not binary')),
    ],
)
def test_one_impossible_value_leaves_the_other_fields(
    line: str, value: object, expected: tuple[int, int, str] | None
) -> None:
    key = line.partition(":")[0]
    assert yaml(line, "title: x").fields == {key: value, "title": "x"}
    assert expected in {None, yaml_problem(line, "title: x")}


def test_a_number_of_too_many_digits_is_a_problem() -> None:
    digits = "9" * 5000
    assert yaml_problem(f"n: {digits}")[:2] == (2, 4)
    assert yaml(f"n: {digits}").fields == {"n": digits}
    assert problems(f'{{"n": {digits}}}') == [(1, 1, "a number has too many digits")]
    assert problems(f"+++\nn = {digits}\n+++\n") == [(2, 5, "a number has too many digits")]


@pytest.mark.parametrize("line", ["k: =", "k: <<", "k: !expr f(x)", "k: ! x", "k: 12:30:45"])
def test_odd_values_that_pages_hold_are_no_problem(line: str) -> None:
    assert not yaml(line).problems


def test_every_later_duplicate_is_reported_and_the_last_one_counts() -> None:
    text = "---\na: 1\nb:\n  c: 1\n  c: 2\na: 2\na: 3\n---\n"
    assert problems(text) == [
        (5, 3, 'duplicate key "c", first on line 4'),
        (6, 1, 'duplicate key "a", first on line 2'),
        (7, 1, 'duplicate key "a", first on line 2'),
    ]
    assert read(text).fields == {"a": 3, "b": {"c": 2}}
    assert problems('{"a": 1,\n "a": 2}') == [(2, 3, 'duplicate key "a", first on line 1')]
    assert problems("+++\na = 1\na = 2\n+++\n") == [(3, 6, "not valid TOML: duplicate key")]


@pytest.mark.parametrize(
    ("text", "covered", "fields"),
    [
        ("---\ntitle: x\n\n# Page\n\nText\n", "---\ntitle: x", {"title": "x"}),
        ("---\ntitle: x\n", "---\ntitle: x", {"title": "x"}),
        ("---\r\ntitle: x\r\n\r\nText\r\n", "---\r\ntitle: x", {"title": "x"}),
        ("---\na: 1\n\nb: 2\n\nText\n", "---\na: 1\n\nb: 2", {"a": 1, "b": 2}),
        ("---\ntitle: x\n-----\nText\n", "---\ntitle: x", {"title": "x"}),
        ("---\ntitle: x\n--\n\nText\n", "---\ntitle: x", {"title": "x"}),
        ("---\ntitle: x\n\n# Page\n\nText\n\n---\n\nMore\n", "---\ntitle: x", {"title": "x"}),
        ("---\ntags:\n  - a\n- b\n\nText\n", "---\ntags:\n  - a\n- b", {}),
        ("+++\ntitle = 'x'\n\nText\n", "+++\ntitle = 'x'", {"title": "x"}),
    ],
)
def test_fields_without_a_closing_delimiter_are_a_problem(
    text: str, covered: str, fields: dict[str, object]
) -> None:
    assert problems(text) == [(1, 1, f"front matter has no closing {text[:3]}")]
    assert read(text).span.of(text) == covered
    assert read(text).fields == fields


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+++\r\na = 1\r\nb = = 2\r\n+++\r\n", (3, 5, "not valid TOML: invalid value")),
        ("+++\nd = = 2024-02-29\n+++\n", (2, 5, "not valid TOML: invalid value")),
        ("+++\na = [1\n+++\n", (2, 7, "not valid TOML: unclosed array")),
        ("+++\nd = 2024-13-45\n+++\n", (2, 5, "invalid date 2024-13-45")),
        ("+++\nd = 2024-02-30\n+++\n", (2, 5, "invalid date 2024-02-30")),
        ('{\n  "a": 1\n  "b": 2\n}\n', (3, 3, "not valid JSON: expecting ',' delimiter")),
        ('{"a": "b\n\nText', (1, 9, "not valid JSON: invalid control character")),
    ],
)
def test_toml_and_json_are_explained_where_their_parsers_stopped(
    text: str, expected: tuple[int, int, str]
) -> None:
    assert problems(text) == [expected]
    assert not read(text).fields


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ('{\n"a": 1,\n}\n\nBody', '{\n"a": 1,\n}'),
        ('{"a": x\n\nBody', '{"a": x'),
        ('{"a": x', '{"a": x'),
    ],
)
def test_json_that_cannot_be_read_ends_at_its_brace_or_paragraph(text: str, covered: str) -> None:
    assert read(text).span.of(text) == covered


@pytest.mark.parametrize(
    "text",
    [
        "---\na: " + "[" * 50_000 + "\n---\n",
        "---\na: " + "[" * 60 + "]" * 60 + "\n---\n",
        "---\n" + "\n".join(" " * depth + "a:" for depth in range(60)) + "\n---\n",
        "---\na:\n  " + "- " * 50_000 + "b\n---\n",
        "+++\na = " + "[" * 50_000 + "\n+++\n",
        '{"a": ' + "[" * 100_000 + "\n}\n",
        '{"a": ' + "[" * 60 + "]" * 60 + "}\n",
    ],
)
def test_deep_nesting_is_a_problem(text: str) -> None:
    assert [problem[2] for problem in problems(text)] == [
        "front matter is nested more than 50 levels deep"
    ]


def test_aliases_that_multiply_are_not_expanded() -> None:
    lines = [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 40)]
    front_matter = yaml("a0: &a0 [x]", *lines)
    assert len(front_matter.entries) == 2 + 39 * 10
    assert not front_matter.problems


def test_merge_keys_that_multiply_are_a_problem() -> None:
    lines = [
        f"a{i}: &a{i} {{<<: [{', '.join([f'*a{i - 1}'] * 9)}], k{i}: 1}}" for i in range(1, 99)
    ]
    assert yaml_problem("a0: &a0 {x: 1}", *lines)[2] == "merge keys copy more than 10000 fields"


# Any text

_HEADS = st.sampled_from(["---\n", "+++\n", "{\n", "", "\ufeff---\r\n", '{"a": ', "\n---\n"])
_PIECES = st.one_of(
    st.text(),
    st.sampled_from(
        [*"[]{}:,-*&!|>'\"#\n\t", "a: ", "\n---\n", "\n+++\n", "<<: ", "\r\n", "- ", "2024-13-01"]
    ),
)


@given(head=_HEADS, pieces=st.lists(_PIECES))
def test_any_text_is_read_and_every_span_lies_in_the_block(head: str, pieces: list[str]) -> None:
    text = head + "".join(pieces)
    front_matter = read_front_matter(text)
    if front_matter is None:
        return
    block = front_matter.span
    assert 0 <= block.start < block.end <= len(text)
    spans = [problem.span for problem in front_matter.problems]
    for entry in front_matter.entries:
        spans += [entry.key_span, entry.value_span]
    for span in spans:
        assert block.start <= span.start <= span.end <= block.end


_NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}x", fullmatch=True)
_WORDS = st.from_regex(r"[A-Za-zé😀][\w é😀]*[\wé😀]x", fullmatch=True)
_LINE_ENDS = st.sampled_from(["\n", "\r\n"])


@given(
    fields=st.dictionaries(_NAMES, _WORDS, min_size=1),
    end=_LINE_ENDS,
    quote=st.sampled_from("'\" "),
)
def test_scalars_of_yaml_stand_where_their_spans_say(
    fields: dict[str, str], end: str, quote: str
) -> None:
    quote = quote.strip()
    lines = [f"{key}: {quote}{value}{quote}" for key, value in fields.items()]
    _assert_placed(end.join(["---", *lines, "---", "Body"]), fields)


@given(
    fields=st.dictionaries(_NAMES, _WORDS, min_size=1), end=_LINE_ENDS, quote=st.sampled_from("'\"")
)
def test_scalars_of_toml_stand_where_their_spans_say(
    fields: dict[str, str], end: str, quote: str
) -> None:
    lines = [f"{key} = {quote}{value}{quote}" for key, value in fields.items()]
    _assert_placed(end.join(["+++", *lines, "+++", "Body"]), fields)


@given(fields=st.dictionaries(_NAMES, _WORDS, min_size=1), indent=st.sampled_from([None, 0, 2]))
def test_scalars_of_json_stand_where_their_spans_say(
    fields: dict[str, str], indent: int | None
) -> None:
    _assert_placed(json.dumps(fields, indent=indent, ensure_ascii=False) + "\n", fields)


def _assert_placed(text: str, fields: dict[str, str]) -> None:
    front_matter = read(text)
    assert front_matter.fields == fields
    assert not front_matter.problems
    for key, value in fields.items():
        assert source_of(text, key) == (key, value)
