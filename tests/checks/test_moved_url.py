from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from nblint.checks.moved_url import CHECK
from nblint.lint.fix import apply_fixes

if TYPE_CHECKING:
    from nblint.model.finding import Finding
    from nblint.model.link_status import Outcome
    from tests.checks.conftest import MakeVisits


def find(visits: MakeVisits, address: str, target: str) -> Finding:
    (finding,) = CHECK.run(visits(f"[a](<{address}>)", "moved", target=target), CHECK.options())
    return finding


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        ("https://garden.org/a", "https://garden.org/b", "https://garden.org/b"),
        ("https://garden.org/a#c", "https://garden.org/b", "https://garden.org/b#c"),
        ("https://garden.org/a#c", "https://garden.org/b#d", "https://garden.org/b#d"),
        ("https://garden.org/a#", "https://garden.org/b", "https://garden.org/b"),
        (
            "https://garden.org/a#:~:text=of%20soil,(sour)",
            "https://garden.org/b",
            "https://garden.org/b#:~:text=of%20soil,%28sour%29",
        ),
        ("//garden.org/a", "https://garden.org/b", "https://garden.org/b"),
    ],
)
def test_the_fix_writes_the_new_address_and_keeps_the_fragment(
    visits: MakeVisits, old: str, new: str, written: str
) -> None:
    finding = find(visits, old, new)
    assert finding.fix
    assert apply_fixes(f"[a](<{old}>)", [finding.fix])[0] == f"[a](<{written}>)"
    assert finding.help == finding.fix.title == f'replace with "{written}"'


@pytest.mark.parametrize(
    ("old", "new", "safe"),
    [
        ("https://garden.org/a", "https://www.garden.org/b/c", True),
        ("https://docs.garden.org/a", "https://garden.org/docs/a/", True),
        ("https://www.garden.org/a", "https://docs.garden.org/b", True),
        ("https://garden.org/a/", "https://orchard.org/a", True),
        ("https://garden.org/a", "https://orchard.org/b", False),
        ("https://garden.org/", "https://orchard.org/", False),
        ("https://garden.org/a", "https://thegarden.org/b", False),
        ("http://garden.org/a", "http://garden.org/b", True),
        ("http://garden.org/a", "https://garden.org/b", True),
        ("https://garden.org/a", "http://garden.org/b", False),
    ],
)
def test_a_fix_that_changes_site_and_path_is_not_safe(
    visits: MakeVisits, old: str, new: str, *, safe: bool
) -> None:
    fix = find(visits, old, new).fix
    assert fix
    assert fix.safe is safe


@pytest.mark.parametrize(
    "new",
    [
        "https://[::1]/b",
        "https://me@garden.org/b",
        "javascript://garden.org/a",
        "ftp://garden.org/a",
    ],
)
def test_an_address_that_can_not_be_written_is_no_fix(visits: MakeVisits, new: str) -> None:
    finding = find(visits, "https://garden.org/a", new)
    assert finding.fix is None
    assert finding.help == "update the URL"
    assert finding.message == f'"https://garden.org/a" moved to "{new}"'


def test_a_path_on_the_pages_own_site_is_not_rewritten(visits: MakeVisits) -> None:
    (visit,) = visits("[a](/a)", "moved", target="https://garden.org/b")
    (finding,) = CHECK.run([replace(visit, address="https://garden.org/a")], CHECK.options())
    assert finding.fix is None


def test_a_spelling_that_is_written_encoded_is_left_in_peace(visits: MakeVisits) -> None:
    again = visits("<https://garden.org/%28a%29>", "moved", target="https://garden.org/(a)")
    assert not list(CHECK.run(again, CHECK.options()))


def test_a_long_address_is_shortened_where_it_is_shown(visits: MakeVisits) -> None:
    finding = find(visits, "https://garden.org/a", f"https://garden.org/{'x' * 3000}\x1b[2J")
    assert finding.fix
    assert len(finding.message) < 200
    assert len(finding.help) < 100
    assert finding.fix.edits[0].replacement.endswith("x%1B%5B2J")


@pytest.mark.parametrize("outcome", ["alive", "insecure", "dead", "blocked", "skipped"])
def test_other_outcomes_are_left_to_others(visits: MakeVisits, outcome: Outcome) -> None:
    assert not list(CHECK.run(visits("<https://garden.org>", outcome), CHECK.options()))
