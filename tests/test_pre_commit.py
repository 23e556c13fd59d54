"""The hooks as pre-commit runs them, over a repository made for it and without the internet."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
PAGE = "# Garden\n\nSee [soil](soil.md), [the seeds] (soil.md) and [beds](bed.md).\n"
# pip builds and installs nblint into the hook's environment from the checkout alone: build backend
# and dependencies are borrowed from this environment, in which the checkout itself is not found,
# since a folder on PYTHONPATH has no .pth files.
OFFLINE = {
    "PYTHONPATH": sysconfig.get_path("purelib"),
    "PIP_NO_INDEX": "1",
    "PIP_NO_DEPS": "1",
    "PIP_NO_BUILD_ISOLATION": "0",  # which turns isolation off, see pip's documentation
    "PIP_IGNORE_INSTALLED": "1",
}


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True)  # noqa: S607 - what the user has


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="pre-commit clones repositories only")
def test_hooks_check_mend_and_ask_the_web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    garden = tmp_path / "garden"
    garden.mkdir()
    monkeypatch.chdir(garden)
    git("init", "--quiet")
    (garden / "page.md").write_text(PAGE)
    (garden / "soil.md").write_text("# Soil\n\nIt is dry.\n")
    (garden / "other.txt").write_text("[a](b.md)\n")
    git("add", "--all")
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(ROOT), "--hook-stage", "manual"]
    done = subprocess.run(
        [*command, "--files", "page.md", "other.txt"],
        env={**os.environ, **OFFLINE, "PRE_COMMIT_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    _, check, mend, links = done.stdout.split("- hook id: ")
    assert check.startswith("nblint\n- exit code: 1\n")
    assert "Found 2 issues (2 errors) in 1 file\n" in check  # the link to soil.md is right
    assert mend.startswith("nblint-fix\n- exit code: 1\n- files were modified by this hook\n")
    assert "Fixed 1 issue in 1 file\n  page.md: 1 link-syntax\n" in mend
    assert links.startswith("nblint-links\n- exit code: 1\n")
    assert (garden / "page.md").read_text() == PAGE.replace("] (", "](")


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_hooks_take_markdown_and_make_one_report(hook: dict[str, object]) -> None:
    assert hook["types_or"] == ["markdown", "mdx", "jupyter"]
    assert hook["require_serial"] is True


def test_only_the_hook_for_the_web_asks_it_and_not_at_each_commit() -> None:
    online = [hook for hook in HOOKS if "--offline" not in hook["entry"].split()]
    assert [(hook["id"], hook["stages"]) for hook in online] == [
        ("nblint-links", ["pre-push", "manual"])
    ]
