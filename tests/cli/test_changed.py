"""Reporting only what a change is to blame for, over real repositories."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from nblint.cli.main import main

PAGE = """\
---
title: Garden
---

# Garden

See [soil](sol.md), then [seeds](other.md#seeds).

## Beds

They are wide.

![](bed.png)
"""


def git(*arguments: str, cwd: Path | None = None) -> str:
    identity = ("-c", "user.name=a", "-c", "user.email=a@b.c")
    command = ["git", *identity, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=cwd).stdout


def commit() -> None:
    git("add", "--all")
    git("commit", "--quiet", "--message", "Change")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with a commit, into whose pages defects were committed too."""
    root = tmp_path / "garden"
    root.mkdir()
    monkeypatch.chdir(root)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    git("init", "--quiet", "--initial-branch", "main")
    (root / "bed.png").touch()
    (root / "page.md").write_text(PAGE)
    (root / "other.md").write_text("# Other\n\n## Seeds\n\nSow. [Beds](page.md#beds)\n")
    commit()
    return root


def edit(name: str, old: str, new: str) -> None:
    text = Path(name).read_text()
    assert old in text
    Path(name).write_text(text.replace(old, new, 1))


def found(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """Return place and rule of each finding that the changes are to blame for."""
    status = main(["check", "--offline", "--changed", "--format", "concise", *arguments])
    captured = capsys.readouterr()
    assert status == (1 if captured.out else 0), captured.err
    lines = (line.split(": ", 1) for line in captured.out.splitlines())
    return [f"{place} {rest.split()[1]}" for place, rest in lines]


@pytest.mark.usefixtures("folder")
def test_where_nothing_changed_nothing_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--offline", "--changed"]) == 0
    report = capsys.readouterr().out
    assert "note: 3 existing findings were not introduced by the change\n" in report


@pytest.mark.usefixtures("folder")
def test_findings_on_changed_lines_are_reported(capsys: pytest.CaptureFixture[str]) -> None:
    edit("page.md", "They are wide.", "They are [wide](wide.md).")
    assert found(capsys) == ["page.md:11:17 broken-path"]
    edit("page.md", "See [soil]", "Now see [soil]")
    assert found(capsys) == ["page.md:7:16 broken-path", "page.md:11:17 broken-path"]


@pytest.mark.usefixtures("folder")
def test_lines_that_only_moved_are_not(capsys: pytest.CaptureFixture[str]) -> None:
    edit("page.md", "# Garden\n", "# Garden\n\nNew and\n\nclean.\n")
    assert found(capsys) == []


@pytest.mark.usefixtures("folder")
def test_staged_changes_count_and_committed_ones_since_a_ref(
    capsys: pytest.CaptureFixture[str],
) -> None:
    edit("page.md", "They are wide.", "They are [wide](wide.md).")
    git("add", "page.md")
    assert found(capsys) == ["page.md:11:17 broken-path"]
    commit()
    assert found(capsys) == []
    assert found(capsys, "--since", "HEAD~1") == ["page.md:11:17 broken-path"]
    assert found(capsys, "--since", "main") == []


def test_new_and_untracked_pages_are_reported_whole(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "new.md").write_text("# New\n\n[a](b.md)\n")
    (folder / "staged.md").write_text("# Staged\n\n[a](b.md)\n")
    git("add", "staged.md")
    (folder / ".gitignore").write_text("ignored.md\n")
    (folder / "ignored.md").write_text("# Ignored\n\n[a](b.md)\n")
    assert found(capsys, ".", "ignored.md") == [
        "ignored.md:3:5 broken-path",
        "new.md:3:5 broken-path",
        "staged.md:3:5 broken-path",
    ]


@pytest.mark.usefixtures("folder")
def test_a_heading_that_has_another_name_breaks_links_elsewhere(
    capsys: pytest.CaptureFixture[str],
) -> None:
    edit("page.md", "## Beds", "## Borders")
    assert found(capsys) == ["other.md:5:13 broken-anchor"]


def test_links_into_removed_and_renamed_pages_are_reported(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "other.md").unlink()
    assert found(capsys) == ["page.md:7:34 broken-path"]
    git("checkout", "--quiet", "other.md")
    git("mv", "other.md", "elsewhere.md")
    assert found(capsys) == ["page.md:7:34 broken-path"]


def test_links_into_a_removed_folder_are_reported(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "plans").mkdir()
    (folder / "plans/spring.md").write_text("# Spring\n\nSow.\n")
    (folder / "list.md").write_text("# List\n\n[a](plans/spring.md), [b](plans) and [c](plan)\n")
    commit()
    git("rm", "-r", "--quiet", "plans")
    assert found(capsys) == ["list.md:3:5 broken-path", "list.md:3:27 broken-path"]


def test_links_to_the_address_of_a_removed_page_are_reported(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "hugo.toml").touch()
    (folder / "content").mkdir()
    (folder / "content/spring.md").write_text("---\nslug: sow\n---\n\n## Beds\n\nDig.\n")
    (folder / "content/list.md").write_text("# List\n\n[a](/sow/#beds) and [b](/spring/)\n")
    commit()
    (folder / "content/spring.md").unlink()
    assert found(capsys) == ["content/list.md:3:5 broken-path"]


def test_wiki_links_to_removed_pages_are_reported(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / ".obsidian").mkdir()
    (folder / ".obsidian/app.json").write_text("{}")
    (folder / "Spring.md").write_text("# Spring\n\nSow.\n")
    (folder / "list.md").write_text("# List\n\n[[Spring]], [[Spring#Lost]] and [[Autumn]]\n")
    commit()
    (folder / "Spring.md").unlink()
    assert found(capsys) == ["list.md:3:3 broken-path", "list.md:3:15 broken-path"]


def test_a_page_that_moved_to_another_folder_is_held_to_its_links(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "docs").mkdir()
    git("mv", "other.md", "docs/other.md")
    assert found(capsys) == ["docs/other.md:5:13 broken-path", "page.md:7:34 broken-path"]


@pytest.mark.usefixtures("folder")
def test_what_a_change_breaks_on_other_lines_of_its_page_is_reported(
    capsys: pytest.CaptureFixture[str],
) -> None:
    edit("page.md", "They are wide.\n\n![](bed.png)\n", "")
    assert found(capsys) == ["page.md:9:1 empty-section"]


@pytest.mark.usefixtures("folder")
def test_a_finding_about_all_the_front_matter_belongs_to_each_of_its_lines(
    capsys: pytest.CaptureFixture[str],
) -> None:
    edit("page.md", "title: Garden\n", "title: Garden\nauthor: me\n")
    assert found(capsys) == ["page.md:1:1 missing-meta"]


@pytest.mark.usefixtures("folder")
def test_only_what_changed_is_fixed(capsys: pytest.CaptureFixture[str]) -> None:
    Path("soil.md").write_text("# Soil\n\nIt is dry.\n")
    commit()
    edit("page.md", "They are", "<!-- nblint: ignore images -->\n\nThey [are] (soill.md)")
    arguments = "--fix", "--unsafe-fixes", "--ignore", "meta"
    assert found(capsys, *arguments) == []
    text = Path("page.md").read_text()
    assert "[soil](sol.md)" in text
    assert "They [are](soil.md)" in text


@pytest.mark.parametrize(
    "setting",
    [
        "[diff]\nexternal = false\n",
        "[color]\nui = always\n",
        "[core]\nquotePath = false\n",
        "[diff]\nnoprefix = true\nmnemonicPrefix = true\nrelative = true\n",
        "[diff]\ncontext = 9\ninterHunkContext = 9\nrenames = false\nalgorithm = patience\n",
        '[core]\nattributesFile = attributes\n[diff "x"]\ntextconv = false\n',
    ],
)
def test_nobodys_configuration_interferes(
    setting: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = 'Bäume "und" so\t.md'
    (folder / name).write_text("# Bäume\n\nEins\n\n++ zwei\n\n[a](b.md)\n")
    commit()
    (folder.parent / "gitconfig").write_text(setting)
    (folder / "attributes").write_text("*.md diff=x binary\n")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    monkeypatch.setenv("GIT_DIFF_OPTS", "--unified=9")
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    edit(name, "++ zwei", "++ [zwei](drei.md)")
    assert found(capsys) == [f"{name}:5:11 broken-path".replace("\t", "\\t")]


@pytest.mark.parametrize("old", ["a\r\n[b](c.md)", "a\r[b](c.md)", "a\x0c[b](c.md)", "[b](c.md)"])
def test_lines_are_counted_as_git_does(
    old: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = folder / "lines.md"
    page.write_bytes(f"# Lines\n\nOne\n\n{old}\n\nTwo\n\nThree".encode())
    commit()
    page.write_bytes(page.read_bytes().replace(b"Two", b"[2](two.md)"))
    (line,) = found(capsys)
    assert line.startswith("lines.md:")
    assert line.endswith(":5 broken-path")


def test_it_works_in_a_folder_and_a_second_work_tree(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "docs").mkdir()
    (folder / "docs/a.md").write_text("# A\n\n[x](y.md)\n")
    commit()
    git("worktree", "add", "--quiet", "../second")
    monkeypatch.chdir("../second/docs")
    edit("a.md", "# A\n", "# A\n\n[z](z.md)\n")
    assert found(capsys) == ["a.md:3:5 broken-path"]


@pytest.mark.usefixtures("folder")
def test_a_baseline_holds_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--offline", "--write-baseline"])
    capsys.readouterr()
    edit("page.md", "They are wide.", "They are [wide](wide.md).\n\n![](bed.png)")
    edit("page.md", "See [soil]", "Now see [soil]")
    baseline = "--baseline", ".nblint-baseline.json"
    assert found(capsys, *baseline) == [
        "page.md:7:16 broken-path",
        "page.md:11:17 broken-path",
        "page.md:15:1 missing-alt",
    ]
    assert main(["check", "--offline", "--changed", *baseline]) == 1
    (note,) = (line for line in capsys.readouterr().out.splitlines() if "stale entries" in line)
    assert note.endswith(": page.md: broken-path sol.md; --write-baseline removes them")


def problem(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return the one line that says why nothing was checked."""
    assert main(["check", "--offline", "--changed", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err.removeprefix("nblint: ").removesuffix("\n")


@pytest.mark.parametrize("ref", ["nope", "--help", "-h", "a b"])
@pytest.mark.usefixtures("folder")
def test_an_unknown_ref_is_one_line(ref: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert problem(capsys, f"--since={ref}") == (
        f'git knows no commit "{ref}"; name a branch, a tag or a commit'
    )


def test_outside_a_repository_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").touch()
    assert problem(capsys) == ("not in a git repository, and --changed asks git what has changed")


def test_a_repository_without_a_commit_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet")
    (tmp_path / "a.md").touch()
    assert problem(capsys).startswith('git knows no commit "HEAD"')


def test_a_shallow_clone_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit("page.md", "wide", "narrow")
    commit()
    git("clone", "--quiet", "--depth", "1", folder.as_uri(), "../shallow")
    monkeypatch.chdir("../shallow")
    assert problem(capsys, "--since", "HEAD~1") == (
        '"HEAD~1" is not in this shallow clone; fetch it, or clone with full history'
    )


@pytest.mark.usefixtures("folder")
def test_a_computer_without_git_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    assert problem(capsys).startswith("git is not installed")


def test_since_goes_with_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--since", "HEAD"]) == 2
    assert "--since needs --changed" in capsys.readouterr().err
