"""`nblint init` writes settings that say what they do, and overwrites none."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from nblint.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_text("# Garden\n\nIt is wide. See [about](/about).\n")
    return tmp_path


def shown(folder: Path) -> Any:
    """Return what the comments say of the site, which sets nothing: it is inferred."""
    text = (folder / "nblint.toml").read_text()
    assert "site" not in tomllib.loads(text)
    lines = text.replace("# ", "").splitlines()
    settings = [line for line in lines if line.startswith(("root =", "static ="))]
    return tomllib.loads("\n".join(settings))


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        if name.endswith("/"):
            path.mkdir(parents=True)
        else:
            path.touch()


@pytest.mark.parametrize(
    ("files", "expected", "said"),
    [
        (
            ["hugo.toml", "content/", "static/"],
            {"root": ["content"], "static": ["static"]},
            "Hugo, pages in content, files in static",
        ),
        (
            ["mkdocs.yml", "docs/"],
            {"root": ["docs"], "static": ["static"]},
            "MkDocs, pages in docs",
        ),
        (
            ["book.toml", "src/"],
            {"root": ["src"], "static": ["static"]},
            "mdBook, pages in src",
        ),
        (["_config.yml"], {"root": ["."], "static": ["static"]}, "Jekyll, pages in ."),
        (
            ["svelte.config.js", "src/routes/", "static/"],
            {"root": ["src/routes"], "static": ["static"]},
            "SvelteKit, pages in src/routes, files in static",
        ),
        (
            ["static/"],
            {"root": ["content"], "static": ["static"]},
            "a directory: no site generator detected",
        ),
    ],
)
def test_what_is_recognised_is_written_and_told(
    files: list[str],
    expected: dict[str, Any],
    said: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make(folder, *files)
    assert main(["init"]) == 0
    assert shown(folder) == expected
    printed = capsys.readouterr().out
    assert printed.startswith(f"wrote nblint.toml for {said}\nnext:\n  nblint check  ")
    assert "  nblint check --write-baseline  " in printed
    assert "hook `nblint`" in printed


def test_every_setting_that_it_shows_is_one(folder: Path) -> None:
    main(["init"])
    file = folder / "nblint.toml"
    lines = file.read_text().splitlines()
    settings = [line.removeprefix("# ") for line in lines if "=" in line or "[" in line]
    file.write_text("\n".join(line for line in settings))
    (folder / "content").mkdir()
    (folder / ".nblint-baseline.json").write_text('{"version": 1, "findings": {}}')
    assert tomllib.loads(file.read_text())["rules"]["missing-meta"]
    assert main(["config"]) == 0
    assert main(["check", "--offline"]) == 0


def test_settings_go_at_the_end_of_pyproject(folder: Path) -> None:
    make(folder, "hugo.toml", "content/")
    file = folder / "pyproject.toml"
    file.write_bytes(b'[project]\r\nname = "x"')
    assert main(["init", "--pyproject"]) == 0
    data = file.read_bytes()
    assert data.startswith(b'[project]\r\nname = "x"\r\n\r\n[tool.nblint]\r\n')
    assert data.count(b"\n") == data.count(b"\r\n")
    assert tomllib.loads(data.decode())["tool"]["nblint"] == {}
    assert b'# root = ["content"]\r\n' in data
    assert not (folder / "nblint.toml").exists()


@pytest.mark.parametrize(
    ("file", "options", "message"),
    [
        (("nblint.toml", ""), [], "nblint.toml already has nblint settings"),
        (("nblint.toml", ""), ["--pyproject"], "nblint.toml already has nblint settings"),
        (
            ("pyproject.toml", "[tool.nblint]\n"),
            [],
            "pyproject.toml already has nblint settings",
        ),
        (("pyproject.toml", "nblint = tool\n"), [], "pyproject.toml:1:"),
        (("other.toml", ""), ["--pyproject"], "pyproject.toml: no such file or directory"),
    ],
)
def test_nothing_is_overwritten(
    file: tuple[str, str],
    options: list[str],
    message: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    name, text = file
    (folder / name).write_text(text)
    names = sorted(path.name for path in folder.iterdir())
    assert main(["init", *options]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith(f"nblint: {message}")
    assert captured.err.count("\n") == 1
    assert captured.out == ""
    assert (folder / name).read_text() == text
    assert sorted(path.name for path in folder.iterdir()) == names
