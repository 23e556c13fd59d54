from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from nblint.checks.insecure_url import CHECK
from nblint.lint.fix import apply_fixes

if TYPE_CHECKING:
    from nblint.model.link_status import Outcome
    from tests.checks.conftest import MakeVisits


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("[a](http://garden.org/a(b)#c)", "[a](https://garden.org/a(b)#c)"),
        ("<HTTP://garden.org>", "<https://garden.org>"),
        ("See http://garden.org.", "See https://garden.org."),
        ('<a href="http://garden.org/?a&b">c</a>', '<a href="https://garden.org/?a&b">c</a>'),
    ],
)
def test_the_fix_changes_the_scheme_and_nothing_else(
    visits: MakeVisits, text: str, fixed: str
) -> None:
    (finding,) = CHECK.run(visits(text, "insecure"), CHECK.options())
    assert finding.fix
    assert finding.fix.safe
    assert apply_fixes(text, [finding.fix])[0] == fixed


@pytest.mark.parametrize("text", ["See www.garden.org.", "[a](http://garden.org/?a&amp;b)"])
def test_an_address_that_is_not_in_the_source_as_it_is_has_no_fix(
    visits: MakeVisits, text: str
) -> None:
    (finding,) = CHECK.run(visits(text, "insecure"), CHECK.options())
    assert finding.fix is None
    assert finding.help == "use https://"


def test_a_path_on_the_pages_own_site_has_no_fix(visits: MakeVisits) -> None:
    (visit,) = visits("[a](/a)", "insecure")
    (finding,) = CHECK.run([replace(visit, address="http://garden.org/a")], CHECK.options())
    assert finding.message == '"http://garden.org/a" is also available over https'
    assert finding.fix is None


@pytest.mark.parametrize("outcome", ["alive", "moved", "dead", "blocked", "skipped"])
def test_other_outcomes_are_left_to_others(visits: MakeVisits, outcome: Outcome) -> None:
    assert not list(CHECK.run(visits("<http://garden.org>", outcome), CHECK.options()))
