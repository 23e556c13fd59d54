from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.lint.fix import apply_fixes, converge
from nblint.markdown.parse import parse
from nblint.model import Span
from nblint.rulebook.suppressions import Suppressions, suppressions

if TYPE_CHECKING:
    from nblint.model.finding import Finding

KNOWN = ("typo", "vague-alt", "spelling", "images", "unused-suppression")
JUDGED = frozenset(KNOWN) | {"all"}


def read(text: str) -> Suppressions:
    return suppressions(parse(text, "page.md"), KNOWN)


def silent_at(text: str, rule: str = "typo", group: str = "spelling") -> str:
    """Return the letters x and X of a text at which the rule is silent, in capitals."""
    found = read(text)
    return "".join(
        char.upper() if found.match(rule, group, Span(at, at + 1)) is not None else char
        for at, char in enumerate(text)
        if char == "x"
    )


def unused(text: str) -> list[Finding]:
    return list(read(text).unused((), JUDGED))


def fixed(text: str) -> str:
    """Return the text after all safe fixes of suppressions that silence nothing."""
    return converge(text, lambda t: [f.fix for f in unused(t) if f.fix and f.fix.safe])[0]


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("<!-- nblint: ignore typo -->\nx\n\nx\n", "Xx"),
        ("x\n\n<!-- nblint: ignore -->\n\nx\nx\n\nx\n", "xXXx"),
        ("x <!-- nblint: ignore typo -->\nx\n", "Xx"),
        ("x\nx <!-- nblint: ignore typo --> x\n", "xXX"),
        ("<!-- nblint: ignore typo --> x\nx\n", "Xx"),
        ("| x |\n|---|\n| x <!-- nblint: ignore --> |\n| x |\n", "xXx"),
        ("<!-- nblint: ignore typo -->\n- x\n\n  - x\n- x\n\nx\n", "XXXx"),
        ("- x\n\n  <!-- nblint: ignore typo -->\n  x\n\n  x\n- x\n", "xXxx"),
        ("- <!-- nblint: ignore typo -->\n  x\n- x\n", "Xx"),
        ("- x\n  <!-- nblint: ignore typo -->\n- x\n", "xx"),
        ("> <!-- nblint: ignore typo -->\n> x\n\nx\n", "Xx"),
        ("<!-- nblint: ignore typo -->\n# x\n\nx\n", "Xx"),
        ("<!-- nblint: ignore vague-alt -->\n<!-- nblint: ignore typo -->\n<!-- -->\nx\n", "X"),
        ("<!-- nblint: ignore typo --> <!-- nblint: ignore vague-alt -->\nx\n\nx\n", "Xx"),
        ("<div>\nx\n<!-- nblint: ignore typo -->\nx\nx\n</div>\n\nx\n", "xXXx"),
        ("<div>x</div>\n<!-- nblint: ignore typo -->\n\nx\n\nx\n", "xXx"),
        ("x\n    <!-- nblint: ignore typo -->\nx\n\nx\n", "xXx"),
        ("<!--\n  nblint: ignore\n  typo\n-->\nx\n\nx\n", "Xx"),
        ("x\n\n<!-- nblint: ignore-file typo -->\n", "X"),
        ("x\n<!-- nblint: off typo -->\nx\n\nx\n<!-- nblint: on typo -->\nx\n", "xXXx"),
        ("x <!-- nblint: off --> x <!-- nblint: on --> x\n", "xXx"),
        ("<!-- nblint: off typo -->\n\nx\n", "X"),
        ("<!-- nblint: off typo, images -->\nx\n\n<!-- nblint: on images -->\nx\n", "XX"),
        ("---\nnblint: off\ntitle: x\n---\nx\n", "XX"),
        ('---\nnblint: "off"\n---\nx\n', "X"),
        ("---\nnblint: {ignore: [images, typo]}\n---\nx\n", "X"),
        ("---\nnblint:\n  ignore: images, typo\n---\nx\n", "X"),
        ('+++\n[nblint]\nignore = ["typo"]\n+++\nx\n', "X"),
        ("<!-- nblint: ignore typo -->\r\nx\r\n\r\nx\r\n", "Xx"),
        ("<!-- nblint: ignore typo -->\rx\r\rx\r", "Xx"),
        ("x\rx <!-- nblint: ignore typo -->\r\rx\r", "xXx"),
    ],
)
def test_where_an_instruction_holds(text: str, silent: str) -> None:
    assert silent_at(text) == silent


@pytest.mark.parametrize(
    "text",
    [
        "`<!-- nblint: ignore-file -->` x\n",
        "```\n<!-- nblint: ignore-file -->\n```\nx\n",
        "<!-- nblint: ignore-file typoo -->\nx\n",
        "<!-- nblint: ignored-file -->\nx\n",
        "<!-- we use nblint: ignore-file typo -->\nx\n",
        "<!-- nblint ignore-file typo -->\nx\n",
        "---\nnblint: on\n---\nx\n",
        "---\nnblint: {ignore: }\n---\nx\n",
        "---\nnblint: {ignore: []}\n---\nx\n",
        "---\nother: {nblint: off}\n---\nx\n",
        "<!-- nblint: on -->\nx\n",
    ],
)
def test_what_is_no_instruction_silences_nothing(text: str) -> None:
    assert silent_at(text) == "x"


@pytest.mark.parametrize(
    ("name", "silent"),
    [("typo", True), ("spelling", True), ("all", True), ("vague-alt", False), ("images", False)],
)
def test_a_rule_goes_by_its_name_its_group_and_all(name: str, silent: bool) -> None:  # noqa: FBT001
    found = read(f"x <!-- nblint: ignore {name} -->\n")
    assert (found.match("typo", "spelling", Span(0, 1)) is not None) == silent


@pytest.mark.parametrize("names", ["typo,images", "typo images", "images ,typo", "images\ntypo"])
def test_names_are_parted_by_commas_or_white_space(names: str) -> None:
    assert silent_at(f"x <!-- nblint: ignore {names} -->\n") == "X"


def test_a_finding_at_the_very_end_can_be_silenced() -> None:
    text = "<!-- nblint: ignore-file typo -->\n"
    assert read(text).match("typo", "spelling", Span(len(text), len(text))) == 0


def test_the_narrowest_of_several_suppressions_is_used() -> None:
    text = "<!-- nblint: ignore-file typo -->\n\nx <!-- nblint: ignore typo -->\n\nx\n"
    found = read(text)
    narrow = found.match("typo", "spelling", Span(text.index("x"), len(text)))
    assert narrow is not None
    (finding,) = found.unused([narrow], JUDGED)
    assert finding.span.of(text) == "<!-- nblint: ignore-file typo -->"


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("x <!-- nblint: ignore typo -->\n", ["unused suppression of typo"]),
        ("x <!-- nblint: ignore -->\n", ["unused suppression"]),
        ("x <!-- nblint: ignore typo, images -->\n", ["unused suppression of typo or images"]),
        ("x <!-- nblint: ignore typo, typo -->\n", ["unused suppression of typo"]),
        ("<!-- nblint: off typo -->\n<!-- nblint: on -->\n", ["unused suppression of typo"]),
        ("---\nnblint: off\n---\n", ["unused suppression"]),
        ("---\nnblint: {ignore: typo}\n---\n", ["unused suppression of typo"]),
        ("<!-- nblint: on -->\n", ['no matching "nblint: off"']),
        (
            "<!-- nblint: off -->\n<!-- nblint: on typo -->\n",
            ['no matching "nblint: off"', "unused suppression"],
        ),
        ("<!-- nblint: ignore tpyo -->\n", ['no rule or group "tpyo"']),
        (
            "---\nnblint: {ignore: [tpyo, 1]}\n---\n",
            ['no rule or group "tpyo"', 'no rule or group "1"'],
        ),
        ("<!-- nblint: disable typo -->\n", ['unknown directive "nblint: disable"']),
        ("<!-- nblint: -->\n", ['unknown directive "nblint:"']),
        ("---\nnblint: on\n---\n", ['unknown directive "nblint"']),
        ("---\nnblint: {off: typo}\n---\n", ['unknown directive "nblint.off"']),
        ("---\nnblint: {ignore: []}\n---\n", ['unknown directive "nblint.ignore"']),
    ],
)
def test_what_is_reported(text: str, messages: list[str]) -> None:
    assert [finding.message for finding in unused(text)] == messages


def test_what_silenced_something_is_not_reported() -> None:
    text = "x <!-- nblint: ignore typo -->\n\nx <!-- nblint: ignore spelling, vague-alt -->\n"
    found = read(text)
    used = [found.match("typo", "spelling", Span(at, at)) for at in (0, text.rindex("x"))]
    assert used == [0, 1]
    (finding,) = found.unused((0, 1), JUDGED)
    assert finding.message == "unused suppression of vague-alt"


@pytest.mark.parametrize(
    ("judged", "count"), [((), 0), (("typo",), 1), (("typo", "spelling"), 2), (JUDGED, 3)]
)
def test_rules_that_were_not_run_are_not_judged(judged: tuple[str, ...], count: int) -> None:
    text = "\n\n".join(f"x <!-- nblint: ignore {name} -->" for name in ("typo", "spelling", "all"))
    assert len(list(read(text).unused((), judged))) == count


def test_only_its_own_name_silences_the_rule() -> None:
    comment = "x <!-- nblint: ignore typo -->\n"
    assert unused(comment + "\n<!-- nblint: ignore-file unused-suppression -->\n") == []
    assert len(unused(comment + "\n<!-- nblint: ignore-file -->\n")) == 2
    (finding,) = unused("<!-- nblint: ignore-file unused-suppression -->\n")
    assert finding.message == "unused suppression of unused-suppression"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x <!-- nblint: ignore typo -->\ny\n", "x\ny\n"),
        ("x  <!-- nblint: ignore typo --> y\n", "x y\n"),
        ("x<!-- nblint: ignore typo -->y\n", "xy\n"),
        ("<!-- nblint: ignore-file typo -->\n\n# T\n", "# T\n"),
        ("# T\n\n<!-- nblint: ignore-file typo -->\n", "# T\n"),
        ("x\n\n<!-- nblint: ignore typo -->\n\ny\n", "x\n\ny\n"),
        ("x\n\n<!-- nblint: ignore typo -->\ny\n", "x\n\ny\n"),
        ("x\n<!-- nblint: ignore typo -->\n\ny\n", "x\n\ny\n"),
        ("x\n<!-- nblint: ignore typo -->\ny\n", "x\n\ny\n"),
        ("x\r\n\r\n<!-- nblint: ignore typo -->\r\n\r\ny\r\n", "x\r\n\r\ny\r\n"),
        ("x\r\r<!-- nblint: ignore typo -->\r\ry\r", "x\r\ry\r"),
        ("x\r<!-- nblint: ignore typo -->\ry\r", "x\r\ry\r"),
        ("x\r\n<!-- nblint: ignore typo -->\r\ny\r\n", "x\r\n\r\ny\r\n"),
        ("> x\n>\n> <!-- nblint: ignore typo -->\n> y\n", "> x\n>\n> y\n"),
        ("<div>\n<!-- nblint: ignore typo -->\n<b>x</b>\n</div>\n", "<div>\n<b>x</b>\n</div>\n"),
        ("---\na: 1\n---\n<!-- nblint: ignore typo -->\n# T\n", "---\na: 1\n---\n# T\n"),
        ("| x <!-- nblint: ignore --> | y |\n|---|---|\n", "| x | y |\n|---|---|\n"),
        ("x\n\n<!-- nblint: off -->\n\ny\n\n<!-- nblint: on -->\n\nz\n", "x\n\ny\n\nz\n"),
    ],
)
def test_what_silences_nothing_is_removed(text: str, expected: str) -> None:
    assert fixed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "- x\n\n<!-- nblint: ignore typo -->\n\n- y\n",
        "    x\n\n<!-- nblint: ignore typo -->\n\n    y\n",
        "- x\n\n<!-- nblint: ignore typo -->\n\n  y\n",
        "- x\n  <!-- nblint: ignore typo -->\n  - y\n",
        "- <!-- nblint: ignore typo -->\n  x\n",
        "<!-- nblint: ignore typo --> *x*\n",
        "<!-- nblint: ignore typo -->\n---\na: 1\n---\n",
        "<!-- nblint: ignore tpyo -->\nx\n",
    ],
)
def test_a_removal_that_a_reader_could_notice_is_unsafe(text: str) -> None:
    (finding,) = unused(text)
    assert finding.fix is not None
    assert not finding.fix.safe


@pytest.mark.parametrize(
    ("text", "judged", "expected"),
    [
        ("x <!-- nblint: ignore typo, images -->", {"typo"}, "x <!-- nblint: ignore images -->"),
        ("x <!-- nblint: ignore typo images -->", {"images"}, "x <!-- nblint: ignore typo -->"),
        ("x <!-- nblint: ignore typo -->", {"typo"}, "x"),
    ],
)
def test_only_the_names_that_silence_nothing_are_removed(
    text: str, judged: set[str], expected: str
) -> None:
    fixes = [finding.fix for finding in read(text).unused((), judged) if finding.fix]
    assert apply_fixes(text, fixes)[0] == expected


def test_suppressions_cross_processes() -> None:
    found = read("---\nnblint: off\n---\n<!-- nblint: ignore tpyo -->\nx\n")
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - its own


COMMENT = "<!-- nblint: ignore typo -->"
LINES = ["word", "- a", "  b", "", "> q", "1. n", "<div>", "# H", "    code", "| a |", "|---|",
         "```", "*em*", COMMENT, f"word {COMMENT}", f"{COMMENT} word", f"- {COMMENT}",
         f"> {COMMENT}", f"  {COMMENT}", f"a {COMMENT} b"]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=7).map("\n".join))
def test_a_fix_removes_one_comment_and_white_space_only(text: str) -> None:
    for finding in unused(text):
        assert finding.fix
        new, _ = apply_fixes(text, [finding.fix])
        assert new.count(COMMENT) == text.count(COMMENT) - 1
        bare = "".join(text.replace(COMMENT, "").split()).replace(">", "")
        assert "".join(new.replace(COMMENT, "").split()).replace(">", "") == bare


def test_a_remark_about_nblint_is_no_instruction() -> None:
    assert not unused("<!-- nblint on paper -->\n\nx\n\n<!-- nblint is off today -->\n")
