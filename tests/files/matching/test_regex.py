from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nblint.files.matching import Automaton, PatternError, Regex, parse

if TYPE_CHECKING:
    from collections.abc import Callable

PARTS = (
    *("a", "b", ".", "[ab]", "[^a]", "[]a]", r"\w", r"\.", r"\x61", "(", "(?:", "(?P<x>", ")", "|"),
    *("*", "+", "?", "*?", "{1,2}", "{2}", "{,1}", "^", "$", "(?i:", "A", "{"),
)


@given(st.lists(st.sampled_from(PARTS), max_size=9).map("".join), st.text("abA.{", max_size=7))
@settings(max_examples=200)
def test_supported_expression_matches_as_in_re(source: str, text: str) -> None:
    try:
        regex = Regex(source)
    except PatternError:
        assume(False)  # noqa: FBT003 - hypothesis has it so
    expected = re.compile(source).fullmatch(text)
    match = regex.fullmatch(text)
    assert (match is not None) == (expected is not None) == Automaton([parse(source)]).matches(text)
    # A group that a repeat passes without consuming anything counts in `re`, and not here.
    if match and expected and not re.search(r"\)[*+?{]", source):
        assert match.groups == expected.groups()


def test_named_groups_are_found_by_name() -> None:
    match = Regex(r"(?P<owner>\w+)/(?P<name>\w+)(?P<rest>/.*)?").fullmatch("a/b")
    assert match is not None
    assert (match["owner"], match["name"], match["rest"]) == ("a", "b", None)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("a(?=b)", "lookahead and lookbehind are not supported"),
        ("a(?!b)", "lookahead and lookbehind are not supported"),
        ("(?<!a)b", "lookahead and lookbehind are not supported"),
        (r"(a)\1", "backreferences are not supported"),
        ("(?P<x>a)(?P=x)", "backreferences are not supported"),
        (r"\ba", r"word boundaries (\b) are not supported"),
        ("(?>a)", "atomic groups are not supported"),
        ("a*+", "possessive repeats are not supported"),
        ("(?P<1>a)", "the name of a group is missing or malformed"),
        ("(?P<x>a)(?P<x>b)", 'two groups are named "x"'),
        ("(?#a)", "groups such as (?# are not supported"),
        ("(?x:a)", 'flag "x" is not supported'),
        ("(?m)a", 'flag "m" is not supported'),
        ("(a", "missing )"),
        ("a)", "unbalanced parenthesis"),
        ("[a", "unterminated set"),
        ("a\\", "ends in a backslash"),
        ("*a", "nothing to repeat"),
        ("a**", "nothing to repeat"),
        ("^*", "nothing to repeat"),
        ("a{2,1}", "min repeat greater than max repeat"),
        ("[z-a]", "bad character range z-a"),
        (r"\q", r"bad escape \q"),
        ("a{9999}", "it is too large: more than 1000 states"),
        ("(?:a{100}){100}", "it is too large: more than 1000 states"),
        (f"a{{{'9' * 5000}}}", "it is too large: a repeat of more than 4 digits"),
        ("(" * 1000, "groups are nested more than 20 levels deep"),
    ],
)
def test_what_is_not_supported_is_named(source: str, reason: str) -> None:
    with pytest.raises(PatternError) as caught:
        Regex(source)
    assert str(caught.value) == reason


def test_flags_for_all_of_an_expression_stand_at_its_beginning() -> None:
    assert Regex("(?i)a.b").fullmatch("AxB")
    assert Regex("(?s)a.b").fullmatch("a\nb")
    assert not Regex("a.b").fullmatch("a\nb")


def test_last_pattern_that_matches_counts() -> None:
    automaton = Automaton([parse("a.*"), parse(".*b"), parse("a.*"), parse("c")])
    assert [automaton.last(text) for text in ("ax", "ab", "b", "c", "d", "")] == [
        2,
        2,
        1,
        3,
        -1,
        -1,
    ]


def test_automaton_gives_up_when_its_texts_have_cost_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("nblint.files.matching.automaton._MOST_WORK", 1_000)
    automaton = Automaton([parse("a*b?"), parse("(?:.?){50}x")], otherwise=7)
    assert automaton.last("aab") == 0
    assert automaton.last("c" * 50) == 7
    assert automaton.last("aab") == 0  # as known
    assert automaton.last("c" * 49) == 7


HOSTILE = {
    "nested repeats": "(a+)+",
    "nested stars": "(?:(?:a*)*)*b",
    "alternatives that begin alike": "(?:a|a|aa)*b",
    "stars in a row": ".*a.*a.*a.*a.*a.*a.*a.*a.*a.*a.*b",
    "optional parts in a row": "a?" * 40 + "a" * 40,
    "counted repeats": "(?:a{1,8}){1,8}b",
    "groups within repeats": "(((a)|(b))*)*c",
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_steps_grow_no_faster_than_the_text(
    source: str, count_steps: Callable[[Callable[[], object]], int]
) -> None:
    def match(length: int) -> None:
        text = "a" * length + "!"
        assert Regex(source).fullmatch(text) is None
        assert not Automaton([parse(source)]).matches(text)

    assert count_steps(lambda: match(400)) <= 2.1 * count_steps(lambda: match(200))


def test_text_of_more_than_ten_thousand_characters_has_no_groups() -> None:
    assert Regex("(a*)").fullmatch("a" * 10_000)
    assert not Regex("(a*)").fullmatch("a" * 10_001)
