from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from nblint.checks.typo import CHECK
from nblint.markdown.parse import parse

if TYPE_CHECKING:
    from nblint.model.finding import Finding


def check(*documents: str, vocabulary: tuple[str, ...] = (), **options: Any) -> list[Finding]:
    """Return the findings on the first of the documents of a run."""
    chosen = CHECK.options(**options)
    gathered = [CHECK.collect(parse(text, "page.md"), chosen) for text in documents]
    return list(CHECK.run(gathered[0], CHECK.aggregate(gathered, vocabulary), chosen))


TYPO = "The gardne is wide."


def test_unambiguous_correction_is_a_safe_fix() -> None:
    (finding,) = check("The implementatoin works.")
    assert finding.help == 'replace with "implementation"'
    assert finding.fix
    assert finding.fix.safe


def test_ambiguous_correction_is_an_unsafe_fix() -> None:
    (finding,) = check("It is worn ofr the garden.")
    assert finding.fix
    assert not finding.fix.safe
    assert ' or "' in finding.help


def test_correction_in_a_heading_is_an_unsafe_fix() -> None:
    (finding,) = check("# The implementatoin\n")
    assert finding.fix
    assert not finding.fix.safe


@pytest.mark.parametrize("word", ["gardne", "Gardne"])
def test_word_of_the_vocabulary_is_accepted_in_any_case(word: str) -> None:
    assert check(f"The {word} is wide.", vocabulary=("gardne",)) == []


def test_word_of_the_vocabulary_with_a_capital_is_case_sensitive() -> None:
    assert check("Teh soil.", vocabulary=("Teh",)) == []
    assert check("In teh soil.", vocabulary=("Teh",))


def test_unknown_word_that_many_documents_use_is_accepted() -> None:
    assert check(TYPO)
    assert check(*[TYPO] * 100) == []


def test_real_word_error_in_many_documents_is_reported() -> None:
    text = "It can ensures that."
    assert check(*[text] * 100)


def test_preset_changes_how_much_is_reported() -> None:
    text = "It is an unlikly way."
    counts = [len(check(text, preset=name)) for name in ("quiet", "default", "strict")]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


FRENCH = (
    "Le client est le moyen par lequel un programme dialogue avec un serveur. Il se connecte aux "
    "outils que vous avez, et les appelle pour vous dans une boucle qui ne finit pas.\n"
)


def test_heading_of_a_document_in_another_language_is_not_checked() -> None:
    assert check("## Ressources\n")
    assert check(f"## Ressources {{#what-the-client-is-for}}\n\n{FRENCH}") == []


def test_english_block_of_a_document_in_another_language_is_checked() -> None:
    english = "The implementatoin of this is in the module with that name.\n"
    (finding,) = check(f"{FRENCH}\n{english}")
    assert finding.word == "implementatoin"


@pytest.mark.parametrize(
    "text",
    [
        "- Fix the gate (Implementatoin)",
        "- Fix the gate (Tieme van Veen)",
        "- Fix the gate (Nicholas C. Implementatoin)",
        "Thanks to @Victor-Implementatoin for the gate.",
        "Pass **--implementatoin-path** to it.",
        "- Fix the gate (#12) (implementatoin)",
        "- Fix the gate (fixes #12) (implementatoin)\n- Paint it.",
        "Ada van Dyk, Ben Ode, implementatoin, Cem Özgür, Dora J. Eng and Emil Fux.",
        "Ada Dyk, Ben Ode,\nCem Ali and implementatoin.\n\nThey came.",
    ],
)
def test_names_of_people_accounts_and_options_are_not_checked(text: str) -> None:
    assert check(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The gate (its implementatoin) works.",
        "The gate (Its implementatoin works).",
        "The gate -- implementatoin of all.",
        "The gate (#12) (an implementatoin of it)",
        "Ada Dyk, Ben Ode, Cem Ali and Dora Eng saw the implementatoin of it.",
        "The gate, implementatoin, and the path of Ada Dyk.",
    ],
)
def test_other_text_in_parentheses_or_after_dashes_is_checked(text: str) -> None:
    assert [finding.word for finding in check(text)] == ["implementatoin"]


def test_word_is_checked_where_it_is_not_part_of_a_name() -> None:
    (finding,) = check("The implementatoin (Implementatoin) works. Ask @implementatoin-bot.")
    assert finding.span.start == 4


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("We keep them in seperrate pots, and water them.", True),
        ("Implementatoin of the garden is by us.", False),
        ("We wrote about [llm, ttok and strip-tags](https://example.org/t) in May.", False),
    ],
)
def test_fix_of_what_may_be_a_name_is_unsafe(text: str, safe: bool) -> None:  # noqa: FBT001
    found = check(text)
    assert found
    assert {bool(item.fix and item.fix.safe) for item in found} == {safe}
