"""The page as a browser draws it. Where there is no Chromium this is not seen."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from nblint.model.link_status import FailureHistory, FragmentStatus, LinkStatus, ResponseEvidence
from nblint.model.lint_report import CheckedUrl, Report
from nblint.report.context import ReportContext
from nblint.report.html_report import render

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ADDRESS = "https://garden.org/soil"
EVIL = "</script><img src=x onerror=document.title='owned'>"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium to draw the page")


@pytest.fixture
def draw(report: Report, tmp_path: Path) -> Callable[[str], str]:
    """Return what draws a view of the page: to HTML, after the script has run."""
    past = FailureHistory(1.4e9, 1.3e9, 3)
    evidence = ResponseEvidence(404, reason=EVIL, when=1.5e9)
    verdict = LinkStatus(ADDRESS, "dead", evidence, past, {"deep": FragmentStatus("missing")})
    places = (report.diagnostics[0].location,)
    addresses = (
        CheckedUrl(ADDRESS, "dead", "", places, verdict),
        CheckedUrl("javascript:alert(1)", "skipped", "javascript: is not asked", places),
    )
    evil = replace(report.diagnostics[0], message=EVIL)
    report = replace(report, diagnostics=(evil, *report.diagnostics[1:]), addresses=addresses)
    file = tmp_path / "report.html"
    file.write_text("".join(render(report, ReportContext())), encoding="utf-8")
    return lambda view: _dump(f"{file.as_uri()}#{view}", tmp_path)


def _dump(address: str, folder: Path) -> str:
    quiet = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-sync",
        "--disable-background-networking",
        "--disable-component-update",
    ]
    command = [
        str(CHROMIUM),
        *quiet,
        f"--user-data-dir={folder / 'profile'}",
        "--dump-dom",
        address,
    ]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


def test_findings_are_drawn_and_nothing_of_them_runs(draw: Callable[[str], str]) -> None:
    page = draw("Files")
    assert page.count('<article class="item">') == 3
    assert "3 of 3 findings in 1 group" in page
    assert "<mark>instal</mark>" in page
    assert "&lt;/script&gt;&lt;img src=x" in page
    assert "<title>nblint report</title>" in page
    assert 'aria-selected="true" tabindex="0">Files<' in page


def test_an_address_shows_its_answer_and_since_when(draw: Callable[[str], str]) -> None:
    page = draw("Hosts")
    assert "2 of 2 addresses in 2 groups" in page
    assert f'<a href="{ADDRESS}" target="_blank" rel="noopener noreferrer">' in page
    assert ">2014-05-13 16:53:20 UTC</time> (in 3 runs)" in page
    assert "<dt>last fine</dt>" in page
    assert "<dt>not on it</dt><dd>#deep</dd>" in page


def test_what_is_no_address_of_the_web_is_no_link(draw: Callable[[str], str]) -> None:
    page = draw("Answers")
    assert 'href="javascript:' not in page
    assert "<span>javascript:alert(1)</span>" in page
