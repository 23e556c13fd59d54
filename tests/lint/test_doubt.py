"""A form of links most of which are broken is reported once, as an unknown convention."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.config import load_config
from nblint.files.discovery import discover
from nblint.lint.pipeline import LintRequest, lint
from nblint.rulebook.book import load_rules

if TYPE_CHECKING:
    from pathlib import Path

    from nblint.model.lint_report import Report


def check(root: Path, settings: str = "") -> Report:
    (root / "nblint.toml").write_text(f"select = ['links']\n{settings}")
    loaded = load_config([root])
    return lint(LintRequest(loaded, load_rules(loaded), discover([root], root))).report


def write(root: Path, *, broken: int, found: int = 0, files: int = 2, names: int = 100) -> None:
    """Write files that share relative links, some of them broken, to so many destinations."""
    (root / "there.md").write_text("# There\n")
    links = [f"[a](gone-{number % names}.md)" for number in range(broken)] + [
        "[a](there.md)"
    ] * found
    for number in range(files):
        (root / f"page-{number}.md").write_text("\n\n".join(links[number::files]) + "\n")


def rules(report: Report) -> set[str]:
    return {item.rule for item in report.diagnostics}


@pytest.mark.parametrize(
    ("site", "in_doubt"),
    [
        ({"broken": 8}, True),
        ({"broken": 7}, False),
        ({"broken": 8, "names": 5}, True),
        ({"broken": 8, "names": 4}, False),
        ({"broken": 8, "found": 4}, True),
        ({"broken": 8, "found": 5}, False),
        ({"broken": 80, "files": 1}, False),
    ],
)
def test_form_of_links_is_in_doubt_from_numbers_on(
    tmp_path: Path, site: dict[str, int], *, in_doubt: bool
) -> None:
    write(tmp_path, **site)
    found = rules(check(tmp_path))
    assert found == ({"unknown-convention"} if in_doubt else {"broken-path"})


def test_finding_has_the_numbers_and_what_would_settle_it(tmp_path: Path) -> None:
    write(tmp_path, broken=20, found=2)
    report = check(tmp_path)
    [finding] = report.diagnostics
    assert finding.severity == "warning"
    assert finding.message.startswith(
        '20 of 22 relative links to documents are broken, such as "gone-'
    )
    assert "`site.doubt = false` reports each" in finding.help
    assert finding.fix is None
    [unverified] = report.unverified
    assert (unverified.kind, unverified.count) == ("doubtful link", 20)


def test_other_forms_are_judged_as_ever(tmp_path: Path) -> None:
    write(tmp_path, broken=20)
    (tmp_path / "other.md").write_text("# Other\n\n[a](#gone) [b](#other) ![](gone.png)\n")
    found = {(item.rule, item.target) for item in check(tmp_path).diagnostics}
    assert found > {("broken-anchor", "#gone"), ("broken-path", "gone.png")}
    assert ("broken-path", "gone-1.md") not in found


def test_each_is_reported_without_doubt(tmp_path: Path) -> None:
    write(tmp_path, broken=20)
    report = check(tmp_path, "[site]\ndoubt = false\n")
    assert [item.rule for item in report.diagnostics] == ["broken-path"] * 20


def test_doubt_is_noted_where_its_rule_is_off(tmp_path: Path) -> None:
    write(tmp_path, broken=20)
    report = check(tmp_path, "ignore = ['unknown-convention']\n")
    assert report.diagnostics == ()
    assert [(item.kind, item.count) for item in report.unverified] == [("doubtful link", 20)]


def test_suppression_of_the_rule_is_used(tmp_path: Path) -> None:
    write(tmp_path, broken=20)
    page = tmp_path / "page-0.md"
    page.write_text(f"<!-- nblint: ignore-file unknown-convention -->\n\n{page.read_text()}")
    assert check(tmp_path, "extend-select = ['unused-suppression']\n").diagnostics == ()
