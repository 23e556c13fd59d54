from __future__ import annotations

import subprocess
import sys

import pytest

from nblint.model.lint_report import Report
from nblint.report import FORMATS, renderer
from nblint.report.context import ReportContext


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_renders_an_empty_report(name: str) -> None:
    assert all(isinstance(piece, str) for piece in renderer(name)(Report(), ReportContext()))


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(KeyError):
        renderer("papyrus")


def test_a_format_is_loaded_only_when_it_is_used() -> None:
    code = "import sys, nblint.report; print([m for m in sys.modules if 'nblint.report.' in m])"
    command = [sys.executable, "-c", code]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)
    assert shown.stdout == "[]\n"
