"""What README tells a reader to type works."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.partition("#")[0].strip()
    for block in re.findall(r"^```sh\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]
NBLINT_COMMANDS = [line for line in COMMANDS if line.startswith("nblint ")]
MAKE_TARGETS = [line.split()[1] for line in COMMANDS if line.startswith("make ")]


@pytest.mark.parametrize("line", NBLINT_COMMANDS)
def test_nblint_command_runs(line: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path, dirs_exist_ok=True)
    arguments = shlex.split(line)[1:]
    done = subprocess.run(
        [sys.executable, "-m", "nblint", *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("target", [*MAKE_TARGETS, "demo", "test"])
def test_make_target_exists(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"\n{target}: " in makefile


def test_readme_shows_the_two_commands_that_need_nothing_else() -> None:
    assert {"demo", "test"} <= set(MAKE_TARGETS)
