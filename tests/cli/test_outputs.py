"""Several reports of one run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nblint.cli.main import main

PAGE = "# Title\n\n[a](nope.md)\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_text(PAGE)
    return tmp_path


def check(*options: str) -> int:
    return main(["check", "--offline", "page.md", *options])


def test_reports_in_files_stand_beside_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--output", "json=a.json", "--output", "concise=b.txt") == 1
    captured = capsys.readouterr()
    assert captured.out.startswith("page.md:3:5: error: no such file")
    assert captured.err == ""
    assert json.loads(Path("a.json").read_text())["diagnostics"][0]["rule"] == "broken-path"
    assert Path("b.txt").read_text().startswith("page.md:3:5: error broken-path")


def test_a_file_without_a_format_takes_the_place_of_standard_output(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert check("--format", "concise", "--output", "b.txt", "--output", "json=a.json") == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("Found 1 issue (1 error) in 1 file\n")
    assert Path("b.txt").read_text().startswith("page.md:3:5: error broken-path")
    assert Path("a.json").exists()


def test_statistics_take_the_place_of_the_main_report_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert check("--statistics", "--output", "concise=b.txt") == 1
    assert capsys.readouterr().out.split() == ["1", "error", "broken-path"]
    assert Path("b.txt").read_text().startswith("page.md:3:5: error broken-path")


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("jsn=a.json", '--output: no format "jsn"; did you mean "json"?'),
        ("papyrus=a", '--output: no format "papyrus"; the known ones are text, concise'),
        ("concise=./taken", "--output: two reports would go to ./taken; choose another"),
        ("concise=no/../taken", "--output: two reports would go to no/../taken; choose another"),
    ],
)
def test_a_wrong_output_is_refused_before_anything_is_checked(
    option: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check("--output", "json=taken", "--output", option) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"nblint: {message}")
    assert not Path("taken").exists()


def test_a_file_name_may_hold_an_equals_sign() -> None:
    assert check("--output", "./a=b", "--output", "json=c=d") == 1
    assert Path("a=b").exists()
    assert Path("c=d").exists()


def test_the_page_to_look_through_lists_the_addresses_of_the_web() -> None:
    Path("page.md").write_text("# Title\n\n[a](https://garden.org/) [b](page.md)\n")
    assert check("--output", "html=a.html", "--select", "links") == 0
    page = Path("a.html").read_text()
    assert page.count('"state": "skipped"') == 1
    assert '"address": "https://garden.org/"' in page


def test_a_fault_in_one_format_does_not_lose_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(*_: object) -> None:
        message = "out of\ncheese"
        raise ValueError(message)

    monkeypatch.setattr("nblint.report.json_report.render", failing)
    assert check("--output", "json=a.json", "--output", "concise=b.txt") == 2
    captured = capsys.readouterr()
    assert "Found 1 issue" in captured.out
    assert captured.err == (
        "nblint: internal error in the json report: ValueError: out of cheese; please report it\n"
    )
    assert Path("b.txt").exists()
