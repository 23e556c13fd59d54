"""What README tells a reader to type works."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nblint.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.partition("#")[0].strip()
    for block in re.findall(r"^```sh\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]
NOBODY = "http://127.0.0.1:9"  # a proxy that refuses: what is tried here asks no web
NBLINT_COMMANDS = [line for line in COMMANDS if line.startswith("nblint ")]
MAKE_TARGETS = [line.split()[1] for line in COMMANDS if line.startswith("make ")]


@pytest.mark.parametrize("line", NBLINT_COMMANDS)
def test_nblint_command_runs(line: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path, dirs_exist_ok=True)
    command = line.replace("nblint", f"{shlex.quote(sys.executable)} -m nblint", 1)
    done = subprocess.run(
        ["sh", "-c", command],  # noqa: S607 - the shell that a reader has
        cwd=tmp_path,
        env={**os.environ, "ALL_PROXY": NOBODY, "HTTPS_PROXY": NOBODY, "HTTP_PROXY": NOBODY},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr


def test_the_settings_shown_are_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (settings,) = re.findall(r"^```toml\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
    (tmp_path / "nblint.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "style/rules").mkdir(parents=True)
    (tmp_path / "words.txt").write_text("garden\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["config"]) == 0
    assert 'site.root = "content"  # nblint.toml:9' in capsys.readouterr().out


@pytest.mark.parametrize("target", [*MAKE_TARGETS, "demo", "test"])
def test_make_target_exists(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"\n{target}: " in makefile


def test_readme_shows_the_two_commands_that_need_nothing_else() -> None:
    assert {"demo", "test"} <= set(MAKE_TARGETS)
