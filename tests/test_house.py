"""The files around the code agree with it and with each other."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import nblint

ROOT = Path(__file__).parents[1]
LOCKS = {
    name: (ROOT / f"requirements-{name}.txt").read_text(encoding="utf-8")
    for name in ("dev", "action")
}
LOCKED = {
    name: dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", lock, flags=re.MULTILINE))
    for name, lock in LOCKS.items()
}
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DEPENDENCIES = [Requirement(line) for line in PYPROJECT["project"]["dependencies"]]
GROUPS = PYPROJECT["dependency-groups"]
BUILD = [*map(Requirement, [*PYPROJECT["build-system"]["requires"], *GROUPS["build"]])]
DEV = [Requirement(item) for item in GROUPS["dev"] if isinstance(item, str)]


def test_changelog_has_an_entry_for_the_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[(.+?)\]", changelog, flags=re.MULTILINE)
    assert versions[:2] == ["Unreleased", nblint.__version__]


@pytest.mark.parametrize(
    ("lock", "requirement"),
    [
        *(("dev", requirement) for requirement in (*DEPENDENCIES, *BUILD, *DEV)),
        *(("action", requirement) for requirement in (*DEPENDENCIES, *BUILD)),
    ],
    ids=str,
)
def test_lock_holds_what_pyproject_asks_for(lock: str, requirement: Requirement) -> None:
    assert requirement.specifier.contains(LOCKED[lock][canonicalize_name(requirement.name)])


def test_lock_of_the_action_is_a_part_of_that_of_the_tests() -> None:
    assert LOCKED["action"].items() <= LOCKED["dev"].items()


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_lock_names_no_place_to_download_from(lock: str) -> None:
    assert not re.search(r"://|^-|@ ", lock, flags=re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_lock_has_hashes_of_all_that_it_holds(lock: str) -> None:
    blocks = re.split(r"^(?=[a-z0-9-]+==)", lock, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize("requirement", DEPENDENCIES, ids=str)
def test_dependencies_have_a_lower_bound_and_no_upper_one(requirement: Requirement) -> None:
    assert [specifier.operator for specifier in requirement.specifier] == [">="]


def test_pre_commit_hooks_run_the_installed_command() -> None:
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")):
        assert hook["entry"].split()[0] in PYPROJECT["project"]["scripts"]
