"""One document linted as the command line does it, without a process of its own."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from hardening.places import misplaced
from hardening.projects import PROJECTS
from hardening.reports import is_harmful, wrong_reports
from hardening.sample import Fault, Sample, internal_error
from nblint.config import LoadedConfig, load_config
from nblint.files.discovery import Discovery, File
from nblint.lint.pipeline import LintRequest, lint
from nblint.report.context import ReportContext
from nblint.rulebook.book import Rule, RuleBook, load_rules
from nblint.rulebook.rule_page import RulePage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nblint.model.lint_report import Report


def write_projects(root: Path) -> None:
    """Write every project below `root`, with settings under which all rules are applied."""
    for name, project in PROJECTS.items():
        project.write(root / name)
        (root / name / "nblint.toml").write_text('select = ["all"]\n', encoding="utf-8")


class Linter:
    """Lints documents in the projects that were written below `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._project = cache(self._read_project)
        self._short_rules = cache(self._read_short_rules)

    def judge(self, sample: Sample) -> Fault | None:
        """Return the first thing that is wrong with what nblint says of a document."""
        return next(self._faults(sample), None)

    def lint(self, sample: Sample) -> Report:
        """Return the report on a document."""
        name, _, page = sample.place.partition("/")
        loaded, rules = self._project(name)
        stdin = File(self._root / name / page, page), sample.text
        discovery = Discovery((), (), ())
        return lint(LintRequest(loaded, rules, discovery, stdin, lists_addresses=True)).report

    def _faults(self, sample: Sample) -> Iterator[Fault]:
        report = self.lint(sample)
        for problem in report.problems:
            yield from _wrong_problem(problem.message, sample)
        for diagnostic in report.diagnostics:
            if diagnostic.location.path == sample.place.partition("/")[2]:
                yield from misplaced(sample.text, diagnostic)
        yield from wrong_reports(report, self._context(sample))

    def _context(self, sample: Sample) -> ReportContext:
        name = sample.place.partition("/")[0]
        root = str(self._root / name)
        return ReportContext(
            rules=self._short_rules(name), folder=root, top=root, source="https://forge.example/"
        )

    def _read_short_rules(self, name: str) -> tuple[Rule, ...]:
        """Return the rules with pages of a line: SARIF has the pages, and writes them slowly."""
        return tuple(map(_with_short_page, self._project(name)[1].rules))

    def _read_project(self, name: str) -> tuple[LoadedConfig, RuleBook]:
        loaded = load_config([self._root / name])
        return loaded, load_rules(loaded)


def _with_short_page(rule: Rule) -> Rule:
    page = rule.page
    return replace(rule, page=RulePage(page.path, page.group, page.metadata, "Why.\n", 1))


def _wrong_problem(message: str, sample: Sample) -> Iterator[Fault]:
    """Yield what is wrong with a problem of a run over one document."""
    fault = internal_error(message)
    if fault:
        yield fault
    elif not sample.place.endswith(".ipynb"):
        yield Fault("a problem with a document that can be read", message)
    if any(is_harmful(character) for character in message):
        yield Fault("a problem of more than one line", message)
