"""What is wrong with one site, page or folder is told in a line and hides no other finding."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from nblint.cli.main import main
from nblint.project.generators.mkdocs import MkDocs
from nblint.project.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nblint.project.generator import Generator
    from nblint.project.site_types import SourceFile

DEEP = 1_100  # more than Python's calls may be nested
PAGE = "They are seperate: [a](/b) [c](d/) [e](f.md) [g](h.png)\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "nblint.toml").write_text('select = ["typo", "links"]\n')
    (tmp_path / "site/docs").mkdir(parents=True)
    (tmp_path / "site/docs/page.md").write_text(PAGE)
    (tmp_path / "site/mkdocs.yml").write_text("site_name: A\n")
    (tmp_path / "other.md").write_text("They are seperate: [a](b.md)\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """Give a folder that is nested deeply, and take it away again, which `shutil` cannot."""
    folders = [tmp_path]
    for _ in range(DEEP):
        folders.append(folders[-1] / "d")
        folders[-1].mkdir()
    yield folders[-1]
    for folder in reversed(folders[1:]):
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()


def check(capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """Return the exit status and what is printed, without the findings' advice."""
    status = main(["check", "--offline", "--format", "concise"])
    captured = capsys.readouterr()
    return status, (captured.out + captured.err).splitlines()


def found(lines: list[str]) -> list[str]:
    """Return the places of findings with their rules."""
    parts = [line.split() for line in lines if line.split()[1] in {"error", "warning"}]
    return [f"{place} {rule}" for place, _, rule, *_ in parts]


def test_links_of_a_site_whose_configuration_cannot_be_read_are_not_verified(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "site/mkdocs.yml").write_text("site_name: A\nnav: [\n")
    status, lines = check(capsys)
    assert status == 1
    assert found(lines) == [
        "other.md:1:10: typo",
        "other.md:1:24: broken-path",
        "site/docs/page.md:1:10: typo",
        "site/docs/page.md:1:50: broken-path",  # no configuration adds an image beside the page
    ]
    assert [line for line in lines if line.startswith("note: ")] == [
        (
            "note: site/mkdocs.yml:3: not valid YAML: did not find expected node content; "
            "links that depend on MkDocs are not verified"
        )
    ]
    assert any(line.startswith("Not verified: 3 routes") for line in lines)


def test_a_site_that_no_page_belongs_to_is_not_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "site/mkdocs.yml").write_text("nav: [\n")
    assert main(["check", "--offline", "other.md"]) == 1
    assert "note: " not in capsys.readouterr().out


def test_a_file_that_a_configuration_names_may_be_what_cannot_be_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "site/mkdocs.yml").write_text("INHERIT: base.yml\n")
    (folder / "site/base.yml").write_text("a: {\n")
    _, lines = check(capsys)
    assert any(line.startswith("note: site/base.yml:2: not valid YAML: ") for line in lines)


def test_the_settings_name_a_site_whose_configuration_cannot_be_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "site/mkdocs.yml").write_text("nav: [\n")
    assert main(["config"]) == 0
    out = capsys.readouterr().out
    assert "# site: MkDocs, from site/mkdocs.yml\n" in out
    assert "#   not read: line 2: not valid YAML: " in out


def test_a_fault_of_the_reader_of_a_generator_is_told_and_hides_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Generator:
        raise KeyError(folder.name)

    monkeypatch.setattr(MkDocs, "read", fail)
    status, lines = check(capsys)
    assert status == 2
    assert len(found(lines)) == 4
    (problem,) = (line for line in lines if line.startswith("problem: "))
    assert problem.startswith(
        "problem: site/mkdocs.yml: internal error in the reader of MkDocs sites: KeyError: "
    )


def test_a_file_whose_address_cannot_be_told_leaves_those_of_its_site_unverified(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(site: Generator, source: SourceFile, *_: object) -> tuple[str, ...]:
        raise KeyError(site.home, source.path)

    monkeypatch.setattr(MkDocs, "page_urls", fail)
    monkeypatch.setattr(MkDocs, "asset_urls", fail)
    monkeypatch.setattr(MkDocs, "has_asset_urls", True)
    (folder / "site/docs/a.png").touch()
    status, lines = check(capsys)
    assert status == 2
    assert "site/docs/page.md:1:10: typo" in found(lines)
    assert "site/docs/page.md:1:24: broken-path" not in found(lines)
    (problem,) = (line for line in lines if line.startswith("problem: "))
    assert problem.startswith("problem: site/docs/")
    assert "internal error in the reader of MkDocs sites: KeyError: " in problem


def test_a_link_that_cannot_be_looked_up_is_not_verified(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RecursionError(folder.name)

    monkeypatch.setattr(Site, "_follow", fail)
    status, lines = check(capsys)
    assert status == 2
    assert found(lines) == ["other.md:1:10: typo", "site/docs/page.md:1:10: typo"]
    problems = [line for line in lines if line.startswith("problem: ")]
    assert [problem.partition(":")[2].split(":")[0] for problem in problems] == [
        " other.md",
        " site/docs/page.md",
    ]
    assert "internal error in the lookup of links: RecursionError" in problems[0]


def test_a_page_whose_links_cannot_be_followed_keeps_what_was_found_on_it(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "other.md").write_text("![](a.png)\n")

    def fail(*_: object) -> None:
        raise RecursionError(folder.name)

    monkeypatch.setattr("nblint.lint.unverified_links.UnverifiedLinks.collect", fail)
    (folder / "nblint.toml").unlink()
    status, lines = check(capsys)
    assert status == 2
    assert "other.md:1:1: missing-alt" in found(lines)
    assert sum("internal error in the lookup of its links" in line for line in lines) == 2


def test_a_page_in_a_thousand_folders_is_checked(
    folder: Path, deep: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (deep / "page.md").write_text(f"{PAGE}\n[[page]] {{ref}}`x` [i](#j)\n")
    status, lines = check(capsys)
    assert status == 1
    name = os.path.relpath(deep, folder)
    places = [place.removeprefix(name) for place in found(lines) if place.startswith("d/")]
    assert "/page.md:1:10: typo" in places
    assert "/page.md:1:40: broken-path" in places
    assert not any("problem: " in line for line in lines)
