from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.report.context import ReportContext
from nblint.report.stable_fingerprints import fingerprints

if TYPE_CHECKING:
    from collections.abc import Callable

    from nblint.model.finding import Diagnostic


def marks(*diagnostics: Diagnostic) -> list[str]:
    return list(fingerprints(diagnostics, ReportContext(folder="/repo/docs", top="/repo")))


def test_a_finding_keeps_its_fingerprint_when_its_line_moves(
    diagnose: Callable[[str], Diagnostic],
) -> None:
    one, moved = diagnose("a «teh»"), diagnose("# New\n\na «teh»")
    assert marks(replace(one, message="as in line 5")) == marks(
        replace(moved, message="as in line 7")
    )


def test_findings_alike_are_told_apart(diagnose: Callable[[str], Diagnostic]) -> None:
    assert len(set(marks(*[diagnose("«teh»")] * 3))) == 3


def test_rule_file_and_what_is_marked_make_the_difference(
    diagnose: Callable[[str], Diagnostic],
) -> None:
    one = diagnose("a «teh»")
    others = [
        replace(one, rule="other"),
        replace(one, location=replace(one.location, path="b.md")),
        diagnose("a «hte»"),
        replace(one, target="a"),
        replace(one, word="b"),
    ]
    assert len(set(marks(one, *others))) == 6


def test_the_folder_that_nblint_runs_in_makes_none(diagnose: Callable[[str], Diagnostic]) -> None:
    one = diagnose("a «teh»")
    above = replace(one, location=replace(one.location, path="docs/guide.md"))
    from_top = fingerprints([above], ReportContext(folder="/repo", top="/repo"))
    assert marks(one) == list(from_top)
