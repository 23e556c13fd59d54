from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from nblint.checks.dead_fragment import CHECK
from nblint.lint.fix import apply_fixes
from nblint.model.link_status import FragmentStatus

if TYPE_CHECKING:
    from nblint.model.finding import Finding
    from nblint.model.link_status import FragmentState, Outcome
    from tests.checks.conftest import MakeVisits


def find(visits: MakeVisits, address: str, *nearest: str) -> Finding:
    fragments = {address.partition("#")[2]: FragmentStatus("missing", nearest=nearest)}
    (finding,) = CHECK.run(visits(f"<{address}>", "alive", fragments=fragments), CHECK.options())
    return finding


@pytest.mark.parametrize(
    ("fragment", "message"),
    [
        ("soil", 'no id "soil" in "https://garden.org/a"'),
        ("%C3%BCber%20soil", 'no id "über soil" in "https://garden.org/a"'),
    ],
)
def test_the_message_names_what_is_missing(visits: MakeVisits, fragment: str, message: str) -> None:
    assert find(visits, f"https://garden.org/a#{fragment}").message == message


def test_the_message_tells_which_text_is_missing(visits: MakeVisits) -> None:
    fragment = "b:~:text=sour%20soil"
    fragments = {fragment: FragmentStatus("missing", 'the page has no text "sour soil"', ("c",))}
    page = visits(f"<https://garden.org/a#{fragment}>", "alive", fragments=fragments)
    (finding,) = CHECK.run(page, CHECK.options())
    assert finding.message == '"https://garden.org/a": the page has no text "sour soil"'
    assert finding.fix is None


@pytest.mark.parametrize(
    ("near", "written"),
    [
        ("soils", "https://garden.org/a#soils"),
        ("der Boden", "https://garden.org/a#der%20Boden"),
        ("a)b>c\"d'|\x1b", "https://garden.org/a#a%29b%3Ec%22d%27%7C%1B"),
        ("100%41", "https://garden.org/a#100%2541"),
    ],
)
def test_the_fix_writes_the_nearest_id(visits: MakeVisits, near: str, written: str) -> None:
    finding = find(visits, "https://garden.org/a#soil", near, "other")
    assert finding.fix
    assert not finding.fix.safe
    assert apply_fixes("<https://garden.org/a#soil>", [finding.fix])[0] == f"<{written}>"
    assert finding.suggestions == (near, "other")


def test_a_page_of_the_own_site_has_no_fix(visits: MakeVisits) -> None:
    fragments = {"b": FragmentStatus("missing", nearest=("c",))}
    (visit,) = visits("[a](/a#b)", "alive", fragments=fragments)
    (finding,) = CHECK.run([replace(visit, address="https://garden.org/a#b")], CHECK.options())
    assert finding.fix is None
    assert finding.help == "link to an existing anchor or to the whole page"


@pytest.mark.parametrize(
    ("outcome", "state"),
    [("alive", "found"), ("alive", "unverified"), ("blocked", "missing"), ("dead", "missing")],
)
def test_silent(visits: MakeVisits, outcome: Outcome, state: FragmentState) -> None:
    page = visits("<https://garden.org/a#b>", outcome, fragments={"b": FragmentStatus(state)})
    assert not list(CHECK.run(page, CHECK.options()))


def test_each_place_is_judged_by_its_own_fragment(visits: MakeVisits) -> None:
    fragments = {"b": FragmentStatus("missing"), "c": FragmentStatus("found")}
    text = "<https://garden.org/a#b> <https://garden.org/a#c> <https://garden.org/a>"
    (finding,) = CHECK.run(visits(text, "insecure", fragments=fragments), CHECK.options())
    assert finding.target == "https://garden.org/a#b"


def test_a_space_after_an_address_is_no_part_of_its_fragment(visits: MakeVisits) -> None:
    fragments = {"b": FragmentStatus("missing")}
    page = visits("[a](<https://garden.org/a#b >)", "alive", fragments=fragments)
    assert list(CHECK.run(page, CHECK.options()))
