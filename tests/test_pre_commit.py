"""The hooks as pre-commit runs them, over a repository made for it and without the internet."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow

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


# All that pip needs of the checkout, tracked by git or not.
SOURCES = (
    *("nblint", "rules", "pyproject.toml", "README.md", "LICENSE", "NOTICE"),
    ".pre-commit-hooks.yaml",
)
NAMES_THAT_LOOK_LIKE_OPTIONS = (
    "--output=text=README.md",
    "--fix.md",
    "--write-baseline=a.md",
    "--unsafe-fixes=.md",
    "-.md",
    "--.md",
    "--output=json={outside}/made.md",
)


def git(*arguments: str, cwd: Path | None = None) -> None:
    author = ("-c", "user.name=a", "-c", "user.email=a@garden.example")
    subprocess.run(["git", *author, *arguments], check=True, cwd=cwd)  # noqa: S607 - what the user has


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with the hooks as they are in the checkout, committed there or not."""
    made = tmp_path_factory.mktemp("hooks")
    for name in SOURCES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, made / name)
    git("init", "--quiet", cwd=made)
    git("add", "--all", "--force", cwd=made)
    git("commit", "--quiet", "--message", "Add the hooks", cwd=made)
    return made


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with pages, which is the current directory."""
    made = tmp_path / "garden"
    made.mkdir()
    monkeypatch.chdir(made)
    git("init", "--quiet")
    (made / "page.md").write_text(PAGE)
    (made / "soil.md").write_text("# Soil\n\nIt is dry.\n")
    (made / "other.txt").write_text("[a](b.md)\n")
    git("add", "--all")
    return made


@pytest.fixture
def pre_commit(
    hooks: Path, garden: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return what runs pre-commit in the garden with these arguments and keys of its hooks."""

    def run(*arguments: str, **keys: object) -> subprocess.CompletedProcess[str]:
        wanted = [{"id": hook["id"], **keys} for hook in HOOKS]
        revision = subprocess.run(
            ["git", "rev-parse", "HEAD"],  # noqa: S607 - what the user has
            cwd=hooks,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        repository = {"repo": str(hooks), "rev": revision, "hooks": wanted}
        config = {"repos": [repository]}
        (garden / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
        git("add", "--all")
        home = tmp_path_factory.getbasetemp() / "pre-commit"  # one for all: it builds once
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--hook-stage", "manual", *arguments],
            env={**os.environ, **OFFLINE, "PRE_COMMIT_HOME": str(home)},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_hooks_check_fix_and_ask_the_web(
    garden: Path, pre_commit: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    done = pre_commit("--files", "page.md", "other.txt")
    assert done.returncode == 1, done.stdout + done.stderr
    _, check, mend, links = done.stdout.split("- hook id: ")
    assert check.startswith("nblint\n- exit code: 1\n")
    assert "Found 2 issues (2 errors) in 1 file\n" in check  # the link to soil.md is right
    assert mend.startswith("nblint-fix\n- exit code: 1\n- files were modified by this hook\n")
    assert "Fixed 1 issue in 1 file\n  page.md: 1 link-syntax\n" in mend
    assert links.startswith("nblint-links\n- exit code: 1\n")
    assert (garden / "page.md").read_text() == PAGE.replace("] (", "](")


@pytest.mark.skipif(os.name == "nt", reason="files cannot have such names there")
def test_hooks_take_no_file_name_for_an_option(
    garden: Path, tmp_path: Path, pre_commit: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (garden / "README.md").write_text(PAGE)
    for name in NAMES_THAT_LOOK_LIKE_OPTIONS:
        file = Path(f"./{name.format(outside=outside)}")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("# Title\n\nSee [soil](soil.md) and [the seeds](nope.md).\n")
    git("add", "--all")
    before = {path: path.read_bytes() for path in garden.rglob("*.md") if path.is_file()}
    done = pre_commit("--all-files", "nblint")
    assert done.returncode == 1, done.stdout + done.stderr
    for name in NAMES_THAT_LOOK_LIKE_OPTIONS:
        assert f"\n{name.format(outside=outside)}:3:" in done.stdout
    assert {path: path.read_bytes() for path in before} == before
    fixed = pre_commit("--all-files", "nblint-fix")
    assert "Fixed 2 issues in 2 files\n" in fixed.stdout
    assert (garden / "README.md").read_text() == PAGE.replace("] (", "](")
    assert list(outside.iterdir()) == []


def test_an_option_among_the_arguments_of_a_hook_is_an_error_that_says_where_it_belongs(
    garden: Path, pre_commit: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    done = pre_commit("--files", "page.md", args=["--select=links"])
    assert done.returncode == 1
    assert (
        'nblint: no file "--select=links"; only paths may follow "--"; put options before it, '
        "those of a pre-commit hook in nblint.toml\n"
    ) in done.stdout
    assert (garden / "page.md").read_text() == PAGE


def test_options_of_a_hook_are_set_by_its_entry(
    pre_commit: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    done = pre_commit(
        "--files", "page.md", "nblint", entry="nblint check --offline --select images --"
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_no_file_name_is_an_option_of_a_hook(hook: dict[str, str]) -> None:
    assert hook["entry"].split()[-1] == "--"
    assert "args" not in hook


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_hooks_take_markdown_and_make_one_report(hook: dict[str, object]) -> None:
    assert hook["types_or"] == ["markdown", "mdx", "jupyter"]
    assert hook["require_serial"] is True


def test_only_the_hook_for_the_web_asks_it_and_not_at_each_commit() -> None:
    online = [hook for hook in HOOKS if "--offline" not in hook["entry"].split()]
    assert [(hook["id"], hook["stages"]) for hook in online] == [
        ("nblint-links", ["pre-push", "manual"])
    ]
