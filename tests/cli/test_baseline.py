"""Accepting today's findings, and what is reported then."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nblint.cli.main import main
from nblint.lint.baseline import BASELINE

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE = "# Garden\n\nSee [soil](sol.md) and [seeds](seds.md).\n\n![](bed.png)\n\n![](bed.png)\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "nblint.toml").write_text(f'baseline = "{BASELINE}"\n')
    (tmp_path / "bed.png").touch()
    (tmp_path / "page.md").write_text(PAGE)
    (tmp_path / "other.md").write_text("# Other\n\n[a](b.md)\n")
    return tmp_path


def check(*arguments: str) -> int:
    return main(["check", "--offline", "--select", "links,images", *arguments])


@pytest.fixture
def accepted(folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Accept all findings, and return the folder."""
    assert check("--write-baseline") == 0
    assert capsys.readouterr().out == f"accepted 5 findings in {BASELINE}\n"
    return folder


@pytest.mark.parametrize("is_there", [True, False])
@pytest.mark.parametrize("option", ["--write-baseline", f"--baseline={BASELINE}"])
def test_baseline_behind_a_link_that_leaves_the_root_is_not_read(
    folder: Path, capsys: pytest.CaptureFixture[str], option: str, *, is_there: bool
) -> None:
    (folder / "root").mkdir()
    (folder / "root/nblint.toml").touch()
    (folder / "root/page.md").write_text(PAGE)
    if is_there:
        (folder / "outer.json").write_text('{"hidden": 1}')
    (folder / "root" / BASELINE).symlink_to("../outer.json")
    os.chdir(folder / "root")
    assert check(option) == 2
    message = "a symbolic link that leads outside the root; name the file itself"
    assert capsys.readouterr().err.startswith(f"nblint: {BASELINE}: {message}")


def found(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[list[str], list[str]]:
    """Return the findings, and the notes, of a run."""
    check("--format", "concise", *arguments)
    captured = capsys.readouterr()
    notes = [line for line in captured.err.splitlines() if line.startswith("note: ")]
    return captured.out.splitlines(), notes


def entries(folder: Path) -> dict[str, Sequence[dict[str, object]]]:
    content = json.loads((folder / BASELINE).read_text())
    assert content["version"] == 1
    findings: dict[str, Sequence[dict[str, object]]] = content["findings"]
    return findings


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_what_is_accepted_is_counted_and_fails_no_run(
    accepted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert accepted.exists()
    assert check() == 0
    assert f"note: 5 findings are accepted by the baseline {BASELINE}\n" in capsys.readouterr().out


def test_the_file_is_sorted_and_has_a_finding_in_each_line(accepted: Path) -> None:
    text = (accepted / BASELINE).read_text()
    assert text.count('{"rule"') == 4
    assert [*entries(accepted)] == ["other.md", "page.md"]
    assert [item["rule"] for item in entries(accepted)["page.md"]] == [
        "broken-path",
        "broken-path",
        "missing-alt",
    ]
    assert entries(accepted)["page.md"][2]["count"] == 2
    check("--write-baseline")
    assert (accepted / BASELINE).read_text() == text


def test_lines_that_move_are_the_same_finding(
    accepted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    moved = "# Garden\n\nNew.\n\n> - See  [soil](sol.md) and [seeds](seds.md).\n"
    (accepted / "page.md").write_text(PAGE.replace("# Garden\n", "# Garden\n\nNew words.\n\n"))
    assert found(capsys)[0] == []
    (accepted / "page.md").write_text(moved)
    assert len(found(capsys)[0]) == 2


def test_what_is_new_is_reported_also_where_its_like_is_accepted(
    accepted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(accepted / "page.md", "![](bed.png)\n\n", "![](bed.png)\n\n![](bed.png)\n\n")
    edit(accepted / "other.md", "[a](b.md)", "[a](b.md)\n\n[c](d.md)")
    lines, _ = found(capsys)
    assert [line.partition(": ")[0] for line in lines] == ["other.md:5:5", "page.md:9:1"]


def test_entries_that_nothing_needs_are_named_and_pruned(
    accepted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(accepted / "page.md", "![](bed.png)\n\n![](bed.png)\n", "")
    (accepted / "other.md").unlink()
    _, notes = found(capsys)
    idle = "other.md: broken-path b.md; page.md: missing-alt bed.png (2 times)"
    assert notes == [
        f"note: 2 findings are accepted by the baseline {BASELINE}",
        f"note: stale entries in {BASELINE}: {idle}; --write-baseline removes them",
    ]
    assert check("--write-baseline") == 0
    assert capsys.readouterr().out == f"accepted 2 findings in {BASELINE} (before: 5)\n"
    assert [*entries(accepted)] == ["page.md"]


def test_of_what_was_not_checked_nothing_is_said_and_nothing_pruned(
    accepted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(accepted / "other.md", "[a](b.md)", "a")
    edit(accepted / "page.md", "![](bed.png)\n\n![](bed.png)\n", "")
    _, notes = found(capsys, "page.md", "--ignore", "images")
    assert notes == [f"note: 2 findings are accepted by the baseline {BASELINE}"]
    before = entries(accepted)
    check("--write-baseline", "--ignore", "images", "page.md")
    assert entries(accepted) == before


def test_a_page_that_was_renamed_takes_its_entries_along(
    accepted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (accepted / "page.md").rename(accepted / "garden.md")
    assert found(capsys) == ([], [f"note: 5 findings are accepted by the baseline {BASELINE}"])
    check("--write-baseline")
    assert [*entries(accepted)] == ["garden.md", "other.md"]


def test_a_baseline_holds_from_any_folder(
    accepted: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (accepted / "docs").mkdir()
    monkeypatch.chdir(accepted / "docs")
    assert found(capsys, "..")[0] == []


def test_only_what_is_new_is_fixed(accepted: Path) -> None:
    (accepted / "soil.md").write_text("# Soil\n")
    edit(accepted / "page.md", "# Garden\n", "# Garden\n\n[Soil](soill.md)\n")
    assert check("--fix", "--unsafe-fixes") == 0
    text = (accepted / "page.md").read_text()
    assert "[Soil](soil.md)" in text
    assert "[soil](sol.md)" in text


def test_an_unreadable_page_keeps_its_entries(
    accepted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = entries(accepted)
    (accepted / "page.md").write_bytes(b"\xff")
    assert check("--write-baseline") == 2
    assert "problem: page.md: line 1" in capsys.readouterr().err
    assert entries(accepted) == before


def test_the_setting_is_named_where_it_is_missing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "nblint.toml").write_text("")
    check("--write-baseline", "accepted.json")
    assert 'help: add `baseline = "accepted.json"` to' in capsys.readouterr().out
    assert check("--baseline", "accepted.json") == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ["--baseline", "no.json"],
            "no.json: no such file or directory; --write-baseline creates it",
        ),
        (["--baseline", "bad.json"], "bad.json: not a baseline of nblint: "),
        (["--baseline", "new.json"], "new.json: not a baseline of nblint: "),
        (["--write-baseline", "bad.json"], "bad.json: not a baseline of nblint: "),
        (["--write-baseline", "page.md"], "--write-baseline page.md: looks like an input path"),
        (["--write-baseline", "."], "--write-baseline .: looks like an input path"),
        (["--write-baseline", "no/b.json"], "no/b.json: no such file or directory"),
        (["--write-baseline", "--fix"], "--fix and --write-baseline cannot be used together"),
    ],
)
def test_a_baseline_that_makes_no_sense_is_one_line(
    options: list[str], message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.json").write_text("{")
    (folder / "new.json").write_text('{"version": 2, "findings": {}}')
    assert check(*options) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"nblint: {message}")
    assert captured.err.count("\n") == 1
    assert Path("bad.json").read_text() == "{"


def test_baseline_that_leads_outside_the_root_is_refused_alike_whether_or_not_it_is_there(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    errors = []
    (folder.parent / "there.json").write_text("{}")
    for name in ("there.json", "not-there.json"):
        (folder / "linked.json").unlink(missing_ok=True)
        (folder / "linked.json").symlink_to(folder.parent / name)
        assert check("--baseline", "linked.json") == 2
        errors.append(capsys.readouterr().err)
    assert errors[0] == errors[1]
