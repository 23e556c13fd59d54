from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nblint.files.toml_positions import key_places


def places(text: str) -> dict[str, tuple[str, str]]:
    """Return what stands at each place, by dotted path."""
    tomllib.loads(text)
    return {
        ".".join(path): (key.of(text), value.of(text))
        for path, (key, value) in key_places(text).items()
    }


def test_pair_has_a_key_and_a_value() -> None:
    assert places("# c\n\n title = 'On \"it\"' # c\n") == {"title": ("title", "'On \"it\"'")}


def test_offsets_hold_in_text_with_crlf() -> None:
    assert places("a = 1\r\nb = [\r\n 2,\r\n]\r\n")["b.0"] == ("2", "2")


@pytest.mark.parametrize(
    "value",
    [
        "1979-05-27 07:32:00.5",
        "1979-05-27T07:32:00Z",
        "-1_000.5e+3",
        "inf",
        "true",
        '"a # [b] \\" c"',
        "'''\n''a''\n'''''",
        '"""\n""a\\""" \\\n  b"""""',
        '""',
        "''''''",
    ],
)
@pytest.mark.parametrize("after", ["", " # c", "\n"])
def test_scalar_is_covered_whole(value: str, after: str) -> None:
    assert places(f"a = {value}{after}") == {"a": ("a", value)}


def test_dotted_key_places_every_part() -> None:
    assert places("a . 'b.c' = 1") == {"a": ("a", "a . 'b.c' = 1"), "a.b.c": ("'b.c'", "1")}


@pytest.mark.parametrize(
    ("key", "name"), [('"\\u0061\\t"', "a\t"), ("'\\t'", "\\t"), ('"\'"', "'")]
)
def test_quoted_key_is_known_by_what_it_stands_for(key: str, name: str) -> None:
    assert list(key_places(f"{key} = 1")) == [(name,)]


def test_table_is_placed_at_its_header() -> None:
    assert places("[a.b]\nc = 1\n[a]\n") == {
        "a": ("a", "[a]"),
        "a.b": ("b", "[a.b]"),
        "a.b.c": ("c", "1"),
    }


def test_each_table_of_an_array_has_an_index() -> None:
    found = places("[[f]]\nn = 1\n[f.g]\n[[f]]\nn = 2\n[[f.h]]\n[[f.h]]\n")
    assert list(found) == [
        "f",
        "f.0",
        "f.0.n",
        "f.0.g",
        "f.1",
        "f.1.n",
        "f.1.h",
        "f.1.h.0",
        "f.1.h.1",
    ]
    assert found["f.1.n"] == ("n", "2")


def test_list_items_and_inline_tables_are_looked_into() -> None:
    assert places("a = [1, # c\n [ 'x' , ], {b.c = 2, d = {}}]") == {
        "a": ("a", "[1, # c\n [ 'x' , ], {b.c = 2, d = {}}]"),
        "a.0": ("1", "1"),
        "a.1": ("[ 'x' , ]", "[ 'x' , ]"),
        "a.1.0": ("'x'", "'x'"),
        "a.2": ("{b.c = 2, d = {}}", "{b.c = 2, d = {}}"),
        "a.2.b": ("b", "b.c = 2"),
        "a.2.b.c": ("c", "2"),
        "a.2.d": ("d", "{}"),
    }


def test_places_are_in_document_order() -> None:
    assert list(places("[t]\nz = {y = 1}\na = [0]")) == ["t", "t.z", "t.z.y", "t.a", "t.a.0"]


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a=", "}"), ("[{a=", "}]")])
def test_nesting_that_tomllib_bears_is_borne(opening: str, closing: str) -> None:
    accepted = 0
    for depth in range(100, 2000, 7):
        text = f"a={opening * depth}0{closing * depth}"
        try:
            tomllib.loads(text)
        except RecursionError:
            break
        accepted = depth
        assert len(key_places(text)) >= depth
    assert accepted >= 100


def test_other_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not TOML at offset 6"):
        key_places("a = 1\n= 2")


_WORDS = st.text("ab-_1", min_size=1, max_size=2)
_STRINGS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=4)
_KEYS = _WORDS | _STRINGS.map(json.dumps) | _WORDS.map(lambda word: f"'{word}.'")
_DOTTED = st.lists(_KEYS, min_size=1, max_size=3).map(" .".join)
_BLANK = st.sampled_from(["", " ", "\t "])
_BREAK = st.sampled_from(["\n", "\r\n", " # c = [\n", "\n\n"])
_SCALARS = st.one_of(
    _STRINGS.map(json.dumps),
    _STRINGS.filter(lambda text: "'" not in text).map(lambda text: f"'{text}'"),
    st.text("a\"\\'\n ", max_size=5).map(lambda text: f'"""{text}"""'),
    st.text("a\"\\'\n ", max_size=5).map(lambda text: f"'''{text}'''"),
    st.sampled_from(
        ["1", "-0.5e3", "true", "nan", "1979-05-27 07:32:00", "07:32:00", "2001-01-01"]
    ),
)


def _containers(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    gaps = _BLANK | _BREAK
    items = st.tuples(gaps, values, gaps).map("".join)
    pairs = st.builds("{} ={}{}".format, _DOTTED, _BLANK, values)
    return st.lists(items, max_size=3).map(lambda parts: f"[{','.join(parts)}]") | st.lists(
        pairs, max_size=3
    ).map(lambda parts: f"{{{', '.join(parts)}}}")


_PAIRS = st.builds(
    "{}={}{}".format, _DOTTED, _BLANK, st.recursive(_SCALARS, _containers, max_leaves=5)
)
_HEADERS = _DOTTED.map("[{}]".format) | _DOTTED.map("[[{}]]".format)
_DOCUMENTS = st.lists(
    st.tuples(_BLANK, _PAIRS | _HEADERS, _BLANK, _BREAK).map("".join), max_size=6
).map("".join)


def _flat(value: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    found = {path: value} if path else {}
    if isinstance(value, list):
        value = {str(index): item for index, item in enumerate(value)}
    if isinstance(value, dict):
        for key, item in value.items():
            found |= _flat(item, (*path, key))
    return found


@given(_DOCUMENTS)
def test_every_key_and_value_is_found_where_it_stands(text: str) -> None:
    try:
        values = _flat(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        assume(condition=False)
    found = key_places(text)
    assert found.keys() == values.keys()
    for path, (key_span, value_span) in found.items():
        key, value = key_span.of(text), value_span.of(text)
        if key_span != value_span:
            assert tomllib.loads(f"{key}=0") == {path[-1]: 0} or path[-1].isdecimal()
        if not isinstance(values[path], dict | list):
            assert repr(tomllib.loads(f"a={value}")["a"]) == repr(values[path])
