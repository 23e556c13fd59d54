"""The header and the summary of the hardening suite, which `make hardening` runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hardening.amount import COMMAND, EXAMPLES, SEED
from hardening.campaign import FIGURES

if TYPE_CHECKING:
    import pytest


def pytest_report_header() -> str:
    return f"hardening: {EXAMPLES} documents per property, seed {SEED}"


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.failed:
        report.sections.append(("hardening", f"again: {COMMAND}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.section("hardening")
    terminalreporter.write_line(f"again: {COMMAND}")
    for figures in FIGURES:
        terminalreporter.write_line(figures.line)
