from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.checks.link_text_mismatch import CHECK, LinkTextMismatchOptions
from nblint.model.link_status import ResponseEvidence

if TYPE_CHECKING:
    from nblint.model.link_status import Outcome
    from tests.checks.conftest import MakeVisits

ADDRESS = "https://garden.org/p/17"
TITLE = "Pruning roses in winter | The Garden"


def count(visits: MakeVisits, text: str, title: str = TITLE, outcome: Outcome = "alive") -> int:
    found = CHECK.run(visits(text, outcome, title=title), CHECK.options())
    return len(list(found))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Growing tomatoes under glass", TITLE),
        ("Growing *tomatoes* under glass", "Rosen schneiden im Winter"),
        ("Выращивание томатов под стеклом зимой", "Обрезка роз: полное руководство"),
    ],
)
def test_found(visits: MakeVisits, text: str, title: str) -> None:
    assert count(visits, f"[{text}]({ADDRESS})", title) == 1
    assert count(visits, f"[{text}]\n\n[{text}]: {ADDRESS}\n", title) == 1


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Growing roses under glass", TITLE),
        ("How Rose Growers Prune", TITLE),
        ("Élégantes façades fleuries", "Elegant gardens for everyone"),
        ("Über Boden und Dünger", "ÜBER BÖDEN"),
        ("tomatoes under", TITLE),
        ("see this other page about these", TITLE),
        ("https://garden.org/tomatoes-growing-under-glass", TITLE),
        ("Growing tomatoes under glass", ""),
        ("Growing tomatoes under glass", "The Garden"),
        ("Growing tomatoes under glass", "Gardens of the Garden"),
        ("Growing tomatoes under glass", "冬天的玫瑰 修剪玫瑰的方法 完整指南"),
        ("冬天的玫瑰 修剪玫瑰的方法 完整指南", TITLE),
        ("Growing tomatoes under glass, and much more of the same " * 2, TITLE),
    ],
)
def test_silent(visits: MakeVisits, text: str, title: str) -> None:
    assert count(visits, f"[{text}]({ADDRESS})", title) == 0


@pytest.mark.parametrize(
    "text",
    [
        "[Growing tomatoes under glass](https://garden.org/how-tomatoes-grow)",
        "[Growing tomatoes under glass](https://tomato.garden.org/17)",
        "[Growing tomatoes under glass](https://garden.org/%74omatoes)",
        "![Growing tomatoes under glass](https://garden.org/17.png)",
        "<https://garden.org/p/17>",
    ],
)
def test_an_address_says_what_a_page_is_about_too(visits: MakeVisits, text: str) -> None:
    assert count(visits, text) == 0


def test_so_does_the_address_that_it_leads_to(visits: MakeVisits) -> None:
    evidence = ResponseEvidence(200, "https://garden.org/tomatoes")
    page = visits(
        f"[Growing tomatoes under glass]({ADDRESS})", "alive", title=TITLE, evidence=evidence
    )
    assert not list(CHECK.run(page, CHECK.options()))


@pytest.mark.parametrize("outcome", ["dead", "blocked", "unreachable", "skipped"])
def test_only_a_page_that_answers_has_a_title(visits: MakeVisits, outcome: Outcome) -> None:
    assert count(visits, f"[Growing tomatoes under glass]({ADDRESS})", outcome=outcome) == 0


def test_a_page_that_is_not_there_has_none_either(visits: MakeVisits) -> None:
    text = f"[Growing tomatoes under glass]({ADDRESS})"
    page = visits(text, "alive", title="Nothing here anymore", not_found="says so")
    assert not list(CHECK.run(page, CHECK.options()))


def test_the_number_of_words_is_an_option(visits: MakeVisits) -> None:
    page = visits(f"[Growing tomatoes]({ADDRESS})", "alive", title=TITLE)
    assert not list(CHECK.run(page, LinkTextMismatchOptions()))
    (finding,) = CHECK.run(page, LinkTextMismatchOptions(least_words=2))
    assert finding.message == (
        f'link text "Growing tomatoes" shares no word with the title "{TITLE}"'
    )
