"""What most files of a project do is its style, and is reported once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.config import load_config
from nblint.files.discovery import discover
from nblint.lint.pipeline import LintRequest, lint
from nblint.rulebook.book import load_rules

if TYPE_CHECKING:
    from pathlib import Path

    from nblint.model.finding import Diagnostic

SKIP = "# Beds\n\n### Soil\n\nLoam.\n\n## Water\n\nRain.\n\n#### Pumps\n\nNone.\n"
PLAIN = "# Beds\n\nLoam.\n"


def skips(root: Path, skipping: int, plain: int, settings: str = "") -> list[Diagnostic]:
    """Return the findings of heading-skip in a project of so many files."""
    for number in range(skipping):
        (root / f"skip-{number:02}.md").write_text(SKIP)
    for number in range(plain):
        (root / f"plain-{number:02}.md").write_text(PLAIN)
    (root / "nblint.toml").write_text(settings)
    loaded = load_config([root])
    report = lint(LintRequest(loaded, load_rules(loaded), discover([root], root))).report
    return [item for item in report.diagnostics if item.rule == "heading-skip"]


@pytest.mark.parametrize(
    ("skipping", "plain", "is_style"),
    [(10, 0, True), (9, 0, False), (4, 6, True), (4, 7, False), (40, 60, True), (39, 61, False)],
)
def test_findings_in_two_fifths_of_the_files_are_style(
    tmp_path: Path, skipping: int, plain: int, *, is_style: bool
) -> None:
    found = skips(tmp_path, skipping, plain)
    if not is_style:
        assert [item.severity for item in found] == ["warning"] * 2 * skipping
        return
    [finding] = found
    assert finding.severity == "info"
    assert finding.location.path.endswith("skip-00.md")
    assert finding.location.line == 3
    total = skipping + plain
    count = f"; {2 * skipping} such findings in {skipping} of {total} files"
    assert finding.message.endswith(count)


def test_files_without_headings_do_not_count(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"note-{number}.md").write_text("Loam.\n")
    assert len(skips(tmp_path, 4, 6)) == 1


@pytest.mark.parametrize(
    "settings",
    [
        "extend-select = ['heading-skip']",
        "select = ['heading-skip']",
        "[rules.heading-skip]\nseverity = 'error'",
    ],
)
def test_each_is_reported_of_a_rule_that_the_configuration_names(
    tmp_path: Path, settings: str
) -> None:
    assert len(skips(tmp_path, 10, 0, settings)) == 20
