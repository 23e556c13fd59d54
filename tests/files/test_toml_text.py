from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.files.toml_text import TomlError, parse_toml

DEEP = "a key has 51 parts, more than 50"


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        (".".join("a" * 51) + " = 1", DEEP, (1, 1)),
        ("b = 1\n[c]\n" + ".".join(['"a"'] * 51) + " = 1", DEEP, (3, 1)),
        ("[" + " . ".join(["'a'"] * 51) + "]", DEEP, (1, 2)),
        ("b = {" + ".".join("a" * 51) + " = 1}", DEEP, (1, 6)),
        ("b = " + "9" * 1001, "a number has too many digits", (1, 5)),
        ("b = [1, 0x" + "f" * 1000 + "]", "a number has too many digits", (1, 9)),
        ("b = " + "[" * 5000, "lists or tables are nested too deeply", (None, None)),
        ("b = " + "{a = " * 5000, "lists or tables are nested too deeply", (None, None)),
    ],
)
def test_text_that_exceeds_a_limit_is_refused(
    text: str, message: str, place: tuple[int | None, int | None]
) -> None:
    with pytest.raises(TomlError) as caught:
        parse_toml(text)
    assert (caught.value.message, (caught.value.line, caught.value.column)) == (message, place)
    assert caught.value.help


@pytest.mark.parametrize(
    "text",
    [
        ".".join("a" * 50) + " = 1",
        '# "a.' + "a." * 200,
        'b = "' + "a." * 200 + '"',
        "b = '''\n" + "a." * 200 + "\n'''",
        'b = """\n\\"""' + "a." * 200 + '"""""',
        "b = '" + "9" * 2000 + "'",
        "b = [" + "1.5, " * 200 + "]",
    ],
)
def test_what_only_looks_like_a_long_key_is_read(text: str) -> None:
    assert parse_toml(text) == tomllib.loads(text)


def test_fault_has_the_place_that_tomllib_says() -> None:
    with pytest.raises(TomlError) as caught:
        parse_toml("a = 1\nb c\n")
    error = caught.value
    assert (error.message, error.line, error.column, error.help) == (
        "expected '=' after a key in a key/value pair",
        *(2, 3, ""),
    )


@given(st.lists(st.sampled_from(["a", "1", ".", '"', "'", "=", "[", "]", "\n", "\\", "#", " "])))
def test_any_text_is_read_as_by_tomllib(parts: list[str]) -> None:
    text = "".join(parts)
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        with pytest.raises(TomlError):
            parse_toml(text)
    else:
        assert parse_toml(text) == expected
