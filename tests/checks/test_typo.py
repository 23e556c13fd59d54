from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from nblint.checks.typo import CHECK
from nblint.markdown.parse import parse

if TYPE_CHECKING:
    from nblint.finding import Finding


def found(*pages: str, vocabulary: tuple[str, ...] = (), **options: Any) -> list[Finding]:
    """Return what is found on the first of the pages of a run."""
    chosen = CHECK.options(**options)
    gathered = [CHECK.gather(parse(text, "page.md"), chosen) for text in pages]
    return list(CHECK.run(gathered[0], CHECK.sum_up(gathered, vocabulary), chosen))


TYPO = "The gardne is wide."


def test_the_mend_tells_how_sure_it_is() -> None:
    (finding,) = found("The implementatoin works.")
    assert finding.help == 'replace with "implementation"'
    assert finding.fix
    assert finding.fix.safe


def test_a_mend_that_does_not_stand_out_is_unsafe() -> None:
    (finding,) = found("It is worn ofr the garden.")
    assert finding.fix
    assert not finding.fix.safe
    assert ' or "' in finding.help


def test_a_mend_that_moves_an_anchor_is_unsafe() -> None:
    (finding,) = found("# The implementatoin\n")
    assert finding.fix
    assert not finding.fix.safe


@pytest.mark.parametrize("word", ["gardne", "Gardne"])
def test_a_word_of_the_vocabulary_is_accepted(word: str) -> None:
    assert found(f"The {word} is wide.", vocabulary=("gardne",)) == []


def test_a_word_with_a_capital_is_accepted_with_it_only() -> None:
    assert found("Teh soil.", vocabulary=("Teh",)) == []
    assert found("In teh soil.", vocabulary=("Teh",))


def test_a_word_that_many_pages_use_is_their_own() -> None:
    assert found(TYPO)
    assert found(*[TYPO] * 100) == []


def test_a_word_that_is_misused_is_no_better_for_being_common() -> None:
    page = "It can ensures that."
    assert found(*[page] * 100)


def test_a_preset_moves_the_threshold() -> None:
    page = "It is an unlikly way."
    counts = [len(found(page, preset=name)) for name in ("quiet", "default", "strict")]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


FRENCH = (
    "Le client est le moyen par lequel un programme dialogue avec un serveur. Il se connecte aux "
    "outils que vous avez, et les appelle pour vous dans une boucle qui ne finit pas.\n"
)


def test_a_heading_of_a_page_in_another_language_is_in_that_language() -> None:
    assert found("## Ressources\n")
    assert found(f"## Ressources {{#what-the-client-is-for}}\n\n{FRENCH}") == []


def test_an_english_block_of_such_a_page_is_judged() -> None:
    english = "The implementatoin of this is in the module with that name.\n"
    (finding,) = found(f"{FRENCH}\n{english}")
    assert finding.word == "implementatoin"


@pytest.mark.parametrize(
    "text",
    [
        "- Mend the gate (Implementatoin)",
        "- Mend the gate (Tieme van Veen)",
        "- Mend the gate (Nicholas C. Implementatoin)",
        "Thanks to @Victor-Implementatoin for the gate.",
        "Pass **--implementatoin-path** to it.",
        "- Mend the gate (#12) (implementatoin)",
        "- Mend the gate (fixes #12) (implementatoin)\n- Paint it.",
        "Ada van Dyk, Ben Ode, implementatoin, Cem Özgür, Dora J. Eng and Emil Fux.",
        "Ada Dyk, Ben Ode,\nCem Ali and implementatoin.\n\nThey came.",
    ],
)
def test_what_stands_in_the_place_of_a_name_is_one(text: str) -> None:
    assert found(text) == []


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
def test_what_else_stands_in_parentheses_or_after_dashes_is_judged(text: str) -> None:
    assert [finding.word for finding in found(text)] == ["implementatoin"]


def test_a_word_that_is_a_name_in_one_place_is_judged_in_the_others() -> None:
    (finding,) = found("The implementatoin (Implementatoin) works. Ask @implementatoin-bot.")
    assert finding.span.start == 4
