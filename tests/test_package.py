"""The wheel and the sdist hold what they should, and nblint works when installed from either."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import nblint

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
METADATA = f"nblint-{nblint.__version__}.dist-info/"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(ROOT, "sdist", tmp_path_factory.mktemp("sdist"))


def test_wheel_holds_the_package_and_its_metadata_only(wheel: Path) -> None:
    names = _contents(wheel)
    assert {name.split("/")[0] + "/" for name in names} == {"nblint/", METADATA}
    assert "nblint/py.typed" in names
    assert METADATA + "licenses/LICENSE" in names


def test_wheel_holds_what_the_page_of_a_report_is_made_of(wheel: Path) -> None:
    assets = ("page.html", "script.js", "style.css")
    assert {f"nblint/report/assets/{name}" for name in assets} <= set(_contents(wheel))


def test_wheel_holds_the_whole_rule_book(wheel: Path) -> None:
    pages = {page.relative_to(ROOT).as_posix() for page in (ROOT / "rules").rglob("*.md")}
    shipped = {name.removeprefix("nblint/") for name in _contents(wheel)}
    assert pages
    assert pages <= shipped


def test_sdist_builds_the_same_wheel(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    _run([sys.executable, "-m", "tarfile", "-e", str(sdist), str(tmp_path)])
    source = tmp_path / sdist.name.removesuffix(".tar.gz")
    assert _contents(_build(source, "wheel", tmp_path)) == _contents(wheel)


def test_sdist_says_how_to_report_a_vulnerability(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        assert f"{sdist.name.removesuffix('.tar.gz')}/SECURITY.md" in archive.getnames()


@pytest.mark.parametrize("form", ["checkout", "wheel", "sdist"])
def test_installed_nblint_finds_its_rules_from_any_folder(
    form: str, wheel: Path, sdist: Path, tmp_path: Path
) -> None:
    nblint_command = _install({"checkout": ROOT, "wheel": wheel, "sdist": sdist}[form], tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    version = _run([nblint_command, "--version"], cwd=elsewhere)
    assert nblint.__version__ in version

    rules = _run([nblint_command, "rules"], cwd=elsewhere)
    assert {page.stem for page in (ROOT / "rules").rglob("*.md")} <= set(rules.split())

    findings = _run(
        [nblint_command, "check", "--offline", str(ROOT / "examples")], cwd=elsewhere, status=1
    )
    assert "notebook.md" in findings


def _build(source: Path, target: str, folder: Path) -> Path:
    """Build without the network: the build backend is locked and installed beside pytest."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target]
    _run([*command, "--directory", str(folder)], cwd=source)
    (built,) = folder.glob("nblint-*.whl" if target == "wheel" else "nblint-*.tar.gz")
    return built


def _contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _install(source: Path, folder: Path) -> str:
    """Install into a new environment that borrows every dependency from this one."""
    environment = folder / "environment"
    venv.create(environment, symlinks=True)
    scheme = {"base": str(environment), "platbase": str(environment)}
    site_packages = Path(sysconfig.get_path("purelib", "venv", scheme))
    # What a folder in a .pth file holds can be imported, but the .pth files in it are not read: the
    # editable install of the checkout stays out of sight.
    (site_packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    scripts = Path(sysconfig.get_path("scripts", "venv", scheme))
    pip = [sys.executable, "-m", "pip", "--python", str(scripts / "python"), "install"]
    # --ignore-installed keeps pip from taking the borrowed metadata for something to uninstall.
    offline = ["--no-index", "--no-deps", "--no-build-isolation", "--ignore-installed"]
    _run([*pip, *offline, str(source)])
    return str(scripts / "nblint")


def _run(command: Sequence[str], cwd: Path | None = None, status: int = 0) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout
