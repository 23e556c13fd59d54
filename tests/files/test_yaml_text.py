from __future__ import annotations

import pytest
import yaml

from nblint.files.yaml_text import parse_yaml

MERGES = "a0: &a0 {b: 1, c: 2, d: 3}\n" + "".join(
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 30)
)


@pytest.mark.parametrize(
    ("text", "problem", "line"),
    [
        ("b: 1\na: " + "[" * 100_000, "nested more than 50 levels deep", 2),
        ("- " * 100_000, "nested more than 50 levels deep", 1),
        ("{a: " * 100_000, "nested more than 50 levels deep", 1),
        (MERGES, "merge keys copy more than 10000 keys", 5),
        ("a: 1\nb: !!timestamp x", "not a value of the type timestamp", 2),
        ("a: !!bool maybe", "not a value of the type bool", 1),
        ("a: 1" + ":11" * 500, "a number has too many digits", 1),
    ],
)
def test_what_takes_too_long_or_makes_no_value_is_refused(
    text: str, problem: str, line: int
) -> None:
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        parse_yaml(text)
    mark = caught.value.problem_mark
    assert (caught.value.problem, mark.line + 1 if mark else None) == (problem, line)


def test_alias_within_what_it_names_is_refused() -> None:
    with pytest.raises(yaml.YAMLError):
        parse_yaml("a: &a {<<: *a}")


def test_merge_keys_copy_fields() -> None:
    text = "a: &a {b: 1}\nc: &c {<<: *a, d: 2}\ne: {<<: [*c, *a], b: 3}\nf: 1:30\n"
    assert parse_yaml(text) == {
        "a": {"b": 1},
        "c": {"b": 1, "d": 2},
        "e": {"b": 3, "d": 2},
        "f": 90,
    }
