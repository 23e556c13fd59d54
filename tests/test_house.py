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
LOCK = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
LOCKED = dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", LOCK, flags=re.MULTILINE))
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DEPENDENCIES = [Requirement(line) for line in PYPROJECT["project"]["dependencies"]]
DIRECT = [
    *DEPENDENCIES,
    *map(Requirement, PYPROJECT["dependency-groups"]["dev"]),
    *map(Requirement, PYPROJECT["build-system"]["requires"]),
]


def test_changelog_has_an_entry_for_the_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[(.+?)\]", changelog, flags=re.MULTILINE)
    assert versions[:2] == ["Unreleased", nblint.__version__]


@pytest.mark.parametrize("requirement", DIRECT, ids=str)
def test_lock_holds_what_pyproject_asks_for(requirement: Requirement) -> None:
    assert requirement.specifier.contains(LOCKED[canonicalize_name(requirement.name)])


def test_lock_names_no_place_to_download_from() -> None:
    assert not re.search(r"://|^-|@ ", LOCK, flags=re.MULTILINE)


@pytest.mark.parametrize("requirement", DEPENDENCIES, ids=str)
def test_dependencies_have_a_lower_bound_and_no_upper_one(requirement: Requirement) -> None:
    assert [specifier.operator for specifier in requirement.specifier] == [">="]


def test_pre_commit_hooks_run_the_installed_command() -> None:
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")):
        assert hook["entry"].split()[0] in PYPROJECT["project"]["scripts"]
