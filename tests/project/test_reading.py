"""Configurations are read as data, whatever they hold."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.project.config_reader import (
    UnreadableConfigError,
    base_of,
    blocks,
    flag,
    literal,
    read_data,
    read_script,
    strings,
)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.toml", "b = 1", {"b": 1}),
        ("a.json", '{"b": 1}', {"b": 1}),
        ("a.yml", "b: 1", {"b": "1"}),
        # A number of base 60 (YAML 1.1) can be larger than a float, or take ever longer to make.
        ("a.yml", f"b: 1{':11' * 500}.5", {"b": f"1{':11' * 500}.5"}),
        ("a.yml", f"b: 1{':11' * 500}", {"b": f"1{':11' * 500}"}),
        ("a.yml", "\ufeffb: 1", {"b": "1"}),
        ("a.yml", "b: !!python/name:os.system", {"b": "tag:yaml.org,2002:python/name:os.system"}),
        ("a.yml", "b: !ENV [X, y]", {"b": ["X", "y"]}),
        ("a.yml", "b: !ENV X", {"b": "X"}),
        ("a.yml", "b: 2026-99-99", {"b": "2026-99-99"}),
        ("a.yml", "b: !!timestamp x", {"b": "x"}),
        ("a.yml", "- b", {}),
        ("a.yml", "", {}),
        ("a.json", "\n", {}),
        ("none.yml", None, {}),
    ],
)
def test_a_configuration_is_a_mapping_or_empty(
    tmp_path: Path, name: str, text: str | None, expected: object
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_data(str(tmp_path / name)) == expected


_ALIASES = "\n".join(
    ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))]
)


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        ("a.yml", "a: b\nb: [", 3, "not valid YAML: "),
        ("a.yml", "[" * 1500, 1, "not valid YAML: nested"),
        ("a.yml", "b: &b [*b]", None, "not valid YAML: more than 100000 values"),
        ("a.yml", _ALIASES, None, "not valid YAML: more than 100000 values"),
        ("a.yml", "a: b\nc: !!bool maybe", 2, "not valid YAML: not a value of the type bool"),
        ("a.yml", "a: {? [b] : c}", 1, "not valid YAML: found unhashable key"),
        ("a.yml", "a: b\n---\nc: d", 2, "not valid YAML: but found another document"),
        ("a.toml", "a = 1\nb = }", 2, "not valid TOML: invalid value"),
        ("a.toml", "b = " + "{b=" * 1500, None, "not valid TOML: lists or tables are nested"),
        ("a.json", "[\n1", 2, "not valid JSON: expecting ',' delimiter"),
        ("a.json", "[1]" + " " * 1_000_000, None, "larger than 1000000 bytes"),
    ],
)
def test_what_is_wrong_with_a_configuration_is_told_with_its_line(
    tmp_path: Path, name: str, text: str, line: int | None, message: str
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableConfigError) as caught:
        read_data(str(file))
    assert (caught.value.file, caught.value.line) == (str(file), line)
    assert caught.value.message.startswith(message)


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yml")
    (tmp_path / "b.yml").mkdir()
    for name in ("a.yml", "b.yml"):
        with pytest.raises(UnreadableConfigError, match="not a regular file"):
            read_data(str(tmp_path / name))


def test_a_configuration_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yml").symlink_to("a.yml")  # root may read all files, but not through a loop
    with pytest.raises(UnreadableConfigError, match="too many levels of symbolic links"):
        read_data(str(tmp_path / "a.yml"))


def test_an_object_of_python_is_never_made(tmp_path: Path) -> None:
    target = tmp_path / "made"
    (tmp_path / "a.yml").write_text(f"b: !!python/object/apply:os.mkdir ['{target}']\n")
    assert read_data(str(tmp_path / "a.yml")) == {"b": [str(target)]}
    assert not target.exists()


SCRIPT = """
// url: 'https://wrong.org'
/* base: '/wrong' */
export default {
  url: 'https://garden.org', // as it is
  text: "no // comment",
  base: `/g`, on: true, computed: `${x}`,
  docs: { path: 'a', inner: { x: '}' } },
  list: ['a', "b"],
  /* docs: {"""


def test_literals_are_found_in_a_script(tmp_path: Path) -> None:
    path = tmp_path / "a.js"
    path.write_text(SCRIPT)
    script = read_script(str(path))
    assert literal(script, "url") == "https://garden.org"
    assert literal(script, "base") == "/g"
    assert literal(script, "computed") is None
    assert literal(script, "text") == "no // comment"
    assert flag(script, "on") is True
    assert flag(script, "off") is None
    (docs,) = blocks(script, r"docs\s*:\s*\{")
    assert literal(docs, "path") == "a"
    assert strings(blocks(script, r"list\s*:\s*\[")[0]) == ["a", "b"]
    assert blocks("docs: {", r"docs: \{") == []


@pytest.mark.parametrize(
    ("address", "base"),
    [
        ("https://x.org/a/b", "/a/b/"),
        ("https://x.org", "/"),
        ("/a/", "/a/"),
        ("", "/"),
        ("http://[", "/"),
    ],
)
def test_the_base_is_the_path_of_an_address(address: str, base: str) -> None:
    assert base_of(address) == base


# What a string or a comment is, by expressions that take quadratic time on quotes that never end.
_STRING = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`"
_STRINGS = re.compile(_STRING, re.DOTALL)
_COMMENTS = re.compile(rf"{_STRING}|(/\*.*?(?:\*/|\Z)|//[^\n]*)", re.DOTALL)


@given(st.text("\"'`\\\n/*{}ab", max_size=14))
def test_strings_and_comments_are_told_apart(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "a.js")
        file.write_text(text, encoding="utf-8", newline="")
        without = read_script(str(file))
    assert without == _COMMENTS.sub(lambda match: " " if match[1] else match[0], text)
    assert strings(text) == [match[0][1:-1] for match in _STRINGS.finditer(text)]


@pytest.mark.parametrize("quotes", ['"\\"', "'\\'", "`\\`", '"', "`'"])
def test_quotes_that_never_end_are_read_once(quotes: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read = 0

    def counted(pattern: re.Pattern[str], script: str, start: int) -> int:
        nonlocal read
        match = pattern.match(script, start)
        end = match.end() if match else start
        read += end - start
        return end

    monkeypatch.setattr("nblint.project.config_reader._end_of", counted)
    strings(quotes[0] + quotes * 1000)
    assert read <= 2 * len(quotes) * 1000 + 1
