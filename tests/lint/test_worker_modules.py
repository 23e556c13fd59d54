"""Processes that scan documents import no module of the current directory."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from nblint.lint.executor import WORTH_PROCESSES

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

PROGRAM = """
import multiprocessing, sys
from nblint.cli.main import main
if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    sys.exit(main(["check", "--offline", "--select", "heading-skip"]))
"""


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_no_module_of_the_current_directory_is_imported(tmp_path: Path, method: str) -> None:
    program, project = tmp_path / "program.py", tmp_path / "project"
    program.write_text(PROGRAM)
    project.mkdir()
    for name in ("multiprocessing", "encodings", "signal", "nblint", "sitecustomize"):
        (project / f"{name}.py").write_text(f"open({str(tmp_path / 'imported')!r}, 'w')\n")
    text = "# Page\n\n" + "The weather was fine that year.\n" * 100
    for number in range(2 + WORTH_PROCESSES // len(text)):
        (project / f"p{number}.md").write_text(text)
    done = subprocess.run(
        [sys.executable, program, method], cwd=project, capture_output=True, text=True, check=False
    )
    assert not (tmp_path / "imported").exists()
    assert done.returncode == 0, done.stderr
