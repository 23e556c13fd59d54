from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from nblint.files.discovery import Discovery, Note, discover


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, which is the root of the site."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def make(*names: str) -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def link(name: str, target: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).symlink_to(target)


def found(*paths: str, **settings: Any) -> Discovery:
    return discover(paths, Path.cwd(), **settings)


def names(*paths: str, **settings: Any) -> list[str]:
    discovery = found(*paths, **settings)
    assert discovery.problems == ()
    return [file.name for file in discovery.files]


NO_MARKDOWN = (
    "no Markdown here; searched for .md, .markdown, .mdown, .mkd, .mkdn, .mdwn, .mdx, .qmd, .rmd"
    ", .ipynb"
)

OUTSIDE = "a symbolic link that leads outside the root; name the file or directory itself"


def test_folder_is_searched_for_markdown(here: Path) -> None:
    pages = ["B.MD", "a.markdown", "d/e/f.Rmd", "d/g.qmd", "é.mdx"]
    make(*pages, "d/h.txt", "md", "i.mdy")
    assert names(".") == pages
    assert found(".").files[2].path == here / "d/e/f.Rmd"


@pytest.mark.usefixtures("here")
def test_hidden_files_and_folders_of_tools_are_not_searched() -> None:
    make(
        *(".github/a.md", ".gitlab/x/b.md", "docs/c.md"),
        *(".git/d.md", ".venv/e.md", "node_modules/f/g.md", "docs/__pycache__/h.md", ".#i.md"),
        *("env/pyvenv.cfg", "env/lib/j.md", "env/k.md"),
        *("go/vendor/modules.txt", "go/vendor/x.org/l.md", "vendor/autoload.php", "vendor/m.md"),
        *("vendor/crate-1.0/.cargo-checksum.json", "lib/site-packages/n.md"),
    )
    assert names(".") == [".github/a.md", ".gitlab/x/b.md", "docs/c.md"]


@pytest.mark.usefixtures("here")
def test_a_folder_is_another_ones_work_by_its_mark_and_not_by_its_name() -> None:
    make("vendor/a.md", "docs/modules.txt", "docs/b.md", "crate/.cargo-checksum.json", "crate/c.md")
    assert names(".") == ["docs/b.md", "vendor/a.md"]


@pytest.mark.usefixtures("here")
def test_folder_of_a_tool_is_searched_when_named() -> None:
    make(".venv/lib/a.md")
    assert names(".venv/lib") == [".venv/lib/a.md"]


@pytest.mark.usefixtures("here")
def test_git_decides_what_a_folder_holds() -> None:
    make("a.md", "b.md", "build/c.md")
    Path(".gitignore").write_text("b.md\nbuild/\n", encoding="utf-8")
    assert names(".") == ["a.md"]
    assert names(".", respect_gitignore=False) == ["a.md", "b.md", "build/c.md"]


@pytest.mark.usefixtures("here")
def test_what_git_ignores_is_checked_when_named() -> None:
    make("b.md", "build/c.md", "build/d/e.md")
    Path(".gitignore").write_text("b.md\nbuild/\n", encoding="utf-8")
    assert names("b.md", "build") == ["b.md", "build/c.md", "build/d/e.md"]


@pytest.mark.usefixtures("here")
def test_named_file_is_checked_whatever_its_ending() -> None:
    make("NOTES", ".hidden.md")
    assert names("NOTES", ".hidden.md") == [".hidden.md", "NOTES"]


@pytest.mark.usefixtures("here")
def test_what_is_excluded_stays_out_when_named() -> None:
    make("a.md", "old/b.md", "old/x/c.md")
    assert names(".", exclude=["/old/"]) == ["a.md"]
    discovery = found("a.md", "old/x/c.md", "old", exclude=["/old/"])
    assert [file.name for file in discovery.files] == ["a.md"]
    message = "excluded by the setting exclude"
    assert discovery.skipped == (Note("old", message), Note("old/x/c.md", message))


@pytest.mark.usefixtures("here")
def test_file_is_checked_once_however_often_it_is_named() -> None:
    make("docs/a.md", "docs/b.md")
    assert names("docs/a.md", "docs", "./docs/../docs/a.md", ".") == ["docs/a.md", "docs/b.md"]


@pytest.mark.usefixtures("here")
def test_order_of_paths_does_not_matter() -> None:
    make("docs/a.md", "b.md")
    link("c.md", "b.md")
    paths = ["docs", ".", "c.md", "docs/a.md"]
    assert found(*paths) == found(*reversed(paths))


def test_files_outside_the_current_folder_are_called_as_they_are_named(here: Path) -> None:
    make("a.md", "../other/b.md")
    discovery = discover(["..", "../other/b.md"], here.parent)
    assert [file.name for file in discovery.files] == ["../other/b.md", "a.md"]
    discovery = discover([here.parent / "other"], here.parent)
    assert [file.name for file in discovery.files] == [f"{here.parent}/other/b.md"]


def test_current_folder_may_be_named_by_its_absolute_path(here: Path) -> None:
    make("docs/a.md")
    assert names(str(here)) == ["docs/a.md"]


@pytest.mark.usefixtures("here")
def test_path_that_does_not_exist_is_a_problem() -> None:
    make("a.md")
    discovery = found("missing.md", "a.md")
    assert discovery.problems == (Note("missing.md", "no such file or directory"),)
    assert len(discovery.files) == 1


@pytest.mark.usefixtures("here")
def test_folder_without_markdown_is_a_problem() -> None:
    make("a.md", "docs/a.txt", "docs/x/b.txt")
    assert found("docs", "a.md").problems == (Note("docs", NO_MARKDOWN),)
    # Here docs is not all that was asked for.
    assert found("docs", ".").problems == ()


@pytest.mark.usefixtures("here")
def test_folder_whose_only_page_is_known_by_another_name_has_markdown() -> None:
    make("a.md")
    link("docs/b.md", "../a.md")
    assert names("docs", "a.md") == ["a.md"]


def test_folder_that_may_not_be_read_is_a_problem(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make("a.md", "private/b.md")
    scandir = os.scandir

    def guarded(path: str) -> Any:
        if path == f"{here}/private":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    # Root may read anything.
    monkeypatch.setattr(os, "scandir", guarded)
    discovery = found(".")
    message = "no permission to read it; change its mode or its owner"
    assert discovery.problems == (Note("private", message),)
    assert [file.name for file in discovery.files] == ["a.md"]


@pytest.mark.usefixtures("here")
def test_page_is_taken_without_its_links() -> None:
    make("docs/z.md")
    link("a.md", "docs/z.md")
    link("docs/b.md", "z.md")
    link("c", "docs")
    assert names(".") == ["docs/z.md"]


@pytest.mark.usefixtures("here")
def test_page_reached_by_links_only_is_taken_once() -> None:
    make("notes.txt", ".hidden/c.md")
    link("b.md", "notes.txt")
    link("a.md", "b.md")
    link("x", ".hidden")
    link("y", "x")
    assert names(".") == ["a.md", "x/c.md"]


@pytest.mark.usefixtures("here")
def test_link_is_followed_within_the_root_only() -> None:
    make("shared/a.md", "docs/b.md", "../other/c.md")
    link("docs/shared", "../shared")
    link("docs/other", "../../other")
    link("docs/d.md", "../../other/c.md")
    link("docs/picture.png", "../../other/c.md")
    discovery = found("docs")
    assert [file.name for file in discovery.files] == ["docs/b.md", "docs/shared/a.md"]
    assert discovery.skipped == (Note("docs/d.md", OUTSIDE), Note("docs/other", OUTSIDE))


@pytest.mark.usefixtures("here")
def test_named_link_is_not_followed_outside_the_root() -> None:
    make("../other/x/c.md", "../elsewhere/d.txt", "inside/e.md")
    link("other", "../other")
    link("d", "../elsewhere/d.txt")
    link("gone.md", "../elsewhere/gone.md")
    link("e", "inside")
    discovery = found("other", "other/x", "other/x/c.md", "d", "gone.md", "e")
    assert [file.name for file in discovery.files] == ["e/e.md"]
    assert [note.name for note in discovery.skipped] == [
        "d",
        "gone.md",
        "other",
        "other/x",
        "other/x/c.md",
    ]
    assert {note.message for note in discovery.skipped} == {OUTSIDE}
    assert discovery.problems == ()


@pytest.mark.usefixtures("here")
def test_folder_outside_the_root_bounds_its_own_links() -> None:
    make("../other/x/c.md")
    link("../other/y/d", "../x")
    assert names("../other/y", "../other") == ["../other/x/c.md"]


@pytest.mark.usefixtures("here")
def test_pattern_is_held_against_where_a_link_leads() -> None:
    make("docs/a.md", "build/b.md", "old/c.md")
    link("docs/build", "../build")
    link("docs/old", "../old")
    link("docs/skip", "../docs")
    Path(".gitignore").write_text("build/\n", encoding="utf-8")
    assert names("docs", exclude=["/old/", "skip"]) == ["docs/a.md"]


@pytest.mark.usefixtures("here")
def test_links_in_a_circle_end() -> None:
    make("a/b/c.md")
    link("a/b/up", "../..")
    link("a/self", "self")
    assert names(".") == ["a/b/c.md"]


@pytest.mark.usefixtures("here")
def test_page_that_is_a_broken_link_is_a_problem() -> None:
    make("a.md")
    link("b.md", "missing.md")
    link("c.md", "c.md")
    link("d.png", "missing.png")
    circle = "symbolic links that lead to one another; fix or remove them"
    missing = "a symbolic link to a file that does not exist; fix or remove it"
    assert found(".").problems == (Note("b.md", missing), Note("c.md", circle))
    assert found("d.png", "a.md").problems == (Note("d.png", missing),)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such names")
@pytest.mark.usefixtures("here")
def test_names_of_any_bytes_are_taken() -> None:
    odd = ["a\nb.md", "c\x1b[31m.md", os.fsdecode(b"d\xff.md"), "e\u202e.md"]
    make(*odd)
    Path(".gitignore").write_bytes(b"*.txt\n!d\xff.md\n")
    assert names(".", exclude=["*.tmp"]) == odd
    assert names(*odd) == odd


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("path", "is_fixture"),
    [
        ("tests/format/link.md", True),
        ("packages/a/test/x.md", True),
        ("tests/README.md", False),
        ("packages/a/tests/README.md", False),
        ("tests/cases/basic/README.md", True),
        ("tests/fixtures/README.md", True),
        ("src/__tests__/page.md", True),
        ("internal/testdata/page.md", True),
        ("docs/tests/unit.md", False),
        ("content/fixtures/2024.md", False),
        ("testing/page.md", False),
        ("docs/guide.md", False),
    ],
)
def test_fixtures_of_code_are_counted_and_not_checked(path: str, *, is_fixture: bool) -> None:
    make("page.md", "package.json", path)
    assert found(".").fixtures == is_fixture
    assert set(names(".")) == {"page.md", path} - {path if is_fixture else ""}
    everything = found(".", check_fixtures=True)
    assert (len(everything.files), everything.fixtures) == (2, 0)


@pytest.mark.usefixtures("here")
def test_directories_of_these_names_are_documents_where_there_is_no_code() -> None:
    make("page.md", "tests/page.md", "fixtures/page.md")
    assert len(names(".")) == 3


@pytest.mark.usefixtures("here")
def test_fixtures_that_are_named_or_all_there_is_are_checked() -> None:
    make("package.json", "tests/page.md", "tests/more/page.md")
    assert len(names(".")) == 2
    make("page.md")
    assert found(".").fixtures == 2
    assert len(names("tests")) == 2
    assert names("tests/page.md") == ["tests/page.md"]
