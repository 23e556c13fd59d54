from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.checks.stray_character import CHECK
from nblint.lint.fix import converge
from nblint.markdown.parse import parse

if TYPE_CHECKING:
    from nblint.model.finding import Finding


def found(text: str, path: str = "page.md") -> list[Finding]:
    return list(CHECK.run(parse(text, path), CHECK.options()))


def fixed(text: str) -> str:
    text, _ = converge(text, lambda text: [item.fix for item in found(text) if item.fix])
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u200bb", "ab"),
        ("a \u200bb\u2060, c", "a b, c"),
        ("a\u200b\u200bb", "ab"),
        ("ab\u00ad\ncd", "ab\ncd"),
        ("a \ufeffb", "a b"),
        ("a\U000e0041\U000e0042b", "ab"),
        ("a\u202eb\u202c", "ab"),
        ("a\u2028b", "a\nb"),
        ("it\x92s", "it\u2019s"),
        ("a\x08b", "ab"),
        ("$\x0crac{1}{2}$", "$\\frac{1}{2}$"),
        ("CafÃ©", "Café"),
    ],
)
def test_fix(text: str, expected: str) -> None:
    assert fixed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff# A page that begins with a byte order mark",
        "`['a', '\u200d']`",
        "@\u200buser, `\u200b`x, a/\u200bb",
        "Text.\n\n\u200b\n\nText.",
        "\u65e5\u672c\u200b\u8a9e",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0915\u094d\u200d\u0937",
        "\U0001f469\u200d\U0001f33e",
        "\U0001f3f4\U000e0067\U000e0062\U000e007f",
        "Silben\u00adtrennung",
        "\u05e9\u05dc\u05d5\u05dd\u200f abc",
        "```\n\x1b[0m \ufffd CafÃ©\n```",
        "The replacement character \ufffd is shown.",
        'The "Ã©" of a wrong encoding',
        "\x0c\n\nA form feed parts pages.",
        "The law (\u00a7 5), \u00a77, \u00a7\u00a7 2 and 5 \u00a7, too",
        "who is X's \u00a7, and again her \u00a7, then",
        "who likes the \u00a7, or the character",
        "## who is X's \u00a7, she",
        "who is X's `\u00a7`, she",
        "Naïve café, Ångström",
        "plain text",
    ],
)
def test_silent(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200b"])
def test_what_is_invisible_in_code_is_found_and_not_safe_to_fix(mark: str) -> None:
    (finding,) = found(f"```\nx {mark}y\n```\n")
    assert finding.fix
    assert not finding.fix.safe


@pytest.mark.parametrize(
    "text", ["See @\u00adgarden.", "See \u00ad@garden.", "See #\u00ad12.", "See \u00ad#12."]
)
def test_what_may_keep_a_name_from_being_called_is_not_safe_to_remove(text: str) -> None:
    (finding,) = found(text)
    assert finding.fix
    assert not finding.fix.safe


def test_override_is_found_beside_hebrew_too() -> None:
    (finding,) = found("\u05e9\u05dc\u05d5\u05dd \u202eabc")
    assert finding.message == "invisible character U+202E (right-to-left override)"


def test_lost_character_has_no_fix() -> None:
    (finding,) = found("na\ufffdve")
    assert finding.message == "replacement character U+FFFD (encoding error)"
    assert finding.fix is None


def test_controls_within_mojibake_belong_to_it() -> None:
    assert [finding.message for finding in found("â€\x9d")] == [
        'wrong encoding: "â€\x9d" should be "\u201d"'
    ]


def test_same_character_in_many_places_is_one_finding_with_one_fix() -> None:
    assert len(found("a\u200bb " * 10)) == 10
    text = "a\u200bb " * 11
    [finding] = found(text)
    assert finding.message.endswith(", 11 times in this file")
    assert finding.span.start == 1
    assert fixed(text) == "ab " * 11
