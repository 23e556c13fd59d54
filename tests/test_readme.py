"""What README and docs tell a reader to type works."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from nblint.cli.main import main
from nblint.config.loading import Config, SiteConfig
from nblint.report import FORMATS
from nblint.web.settings import HostSettings, WebSettings

if TYPE_CHECKING:
    from msgspec import Struct

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = {page.stem: page.read_text(encoding="utf-8") for page in (ROOT / "docs").glob("*.md")}
PAGES = "\n".join((README, *DOCS.values()))


def blocks(language: str, text: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


COMMANDS = sorted(
    {line.partition("#")[0].strip() for block in blocks("sh", PAGES) for line in block.splitlines()}
)
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
    (settings,) = blocks("toml", README)
    (tmp_path / "nblint.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / ".nblint-baseline.json").write_text('{"version": 1, "findings": {}}')
    monkeypatch.chdir(tmp_path)
    assert main(["config"]) == 0
    assert 'site.root = "content"  # nblint.toml:8' in capsys.readouterr().out


@pytest.mark.parametrize("target", [*MAKE_TARGETS, "demo", "test"])
def test_make_target_exists(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"\n{target}: " in makefile


def test_readme_shows_the_two_commands_that_need_nothing_else() -> None:
    assert {"demo", "test"} <= set(MAKE_TARGETS)


WORKFLOWS = [yaml.safe_load(block) for block in blocks("yaml", DOCS["ci"])]
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
    table = re.findall(r"^\| `([\w-]+)` \| ", DOCS["ci"], flags=re.MULTILINE)
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


def test_documented_formats_are_the_existing_ones() -> None:
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| ", DOCS["formats"], flags=re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"\w+", row)}
    assert set(FORMATS) == named


@pytest.mark.parametrize(
    ("heading", "settings"),
    [
        ("## Top level", Config),
        ("## `[site]`", SiteConfig),
        ("## `[web]`", WebSettings),
        ('## `[web.hosts."HOST"]`', HostSettings),
    ],
)
def test_settings_reference_lists_every_setting(heading: str, settings: type[Struct]) -> None:
    section = DOCS["settings"].partition(f"{heading}\n")[2].partition("\n## ")[0]
    documented = set(re.findall(r"^\| `([\w-]+)` \| ", section, flags=re.MULTILINE))
    tables = {"site", "web", "hosts"}  # they have sections of their own
    assert documented == set(settings.__struct_encode_fields__) - tables


def test_readme_is_at_most_1800_words() -> None:
    assert len(README.split()) <= 1800
