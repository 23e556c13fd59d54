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
import yaml

from nblint.cli import main
from nblint.report import FORMATS

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
    (tmp_path / "content").mkdir()
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


WORKFLOWS = [
    yaml.safe_load(block)
    for block in re.findall(r"^```yaml\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
]
ACTION_STEPS = [
    step
    for workflow in WORKFLOWS
    for job in workflow.get("jobs", {}).values()
    for step in job["steps"]
]


def test_workflows_give_the_action_inputs_that_it_has() -> None:
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    used = [step for step in ACTION_STEPS if "nblint@" in step.get("uses", "")]
    assert len(used) == 3
    for step in used:
        assert set(step.get("with", {})) <= set(inputs)
    table = re.findall(r"^\| `([\w-]+)` \| ", README, flags=re.MULTILINE)
    assert set(inputs) <= set(table)


@pytest.mark.parametrize(("number", "verb"), [("", "create"), ("7", "edit")])
def test_the_weekly_issue_is_opened_once_and_then_brought_up_to_date(
    number: str, verb: str, tmp_path: Path
) -> None:
    (step,) = (step for step in ACTION_STEPS if "run" in step)
    github = tmp_path / "gh"
    github.write_text(
        f'#!/bin/sh\necho "$@" >> {shlex.quote(str(tmp_path / "said"))}\n'
        f'if [ "$2" = list ]; then echo {number}; fi\n',
        encoding="utf-8",
    )
    github.chmod(0o755)
    environ = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "SUMMARY": "a b.md"}
    subprocess.run(["bash", "-eo", "pipefail", "-c", step["run"]], env=environ, check=True)  # noqa: S607
    said = (tmp_path / "said").read_text(encoding="utf-8").splitlines()
    assert [line.split()[:2] for line in said[:2]] == [["label", "create"], ["issue", "list"]]
    assert said[2].startswith(f"issue {verb} {number}".strip())
    assert said[2].endswith("--body-file a b.md")


def test_the_reports_of_readme_are_those_there_are() -> None:
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| ", README, flags=re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"\w+", row)}
    assert set(FORMATS) <= named
