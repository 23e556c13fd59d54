"""Which files a report may overwrite, and how it is written."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest

from nblint.cli.commands.output_files import open_output
from nblint.cli.main import main
from nblint.report import FORMATS

pytestmark = pytest.mark.slow

PAGE = "# Title\n\n[a](nope.md) seperate\n"
CLEAN = "# Title\n\nIt is dry.\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "project"
    made.mkdir()
    (made / "page.md").write_text(PAGE)
    monkeypatch.chdir(made)
    return made


def check(*options: str) -> int:
    return main(["check", "--offline", *options])


@pytest.mark.parametrize("text", [PAGE, CLEAN])
@pytest.mark.parametrize("name", FORMATS)
def test_a_report_replaces_that_of_an_earlier_run_in_any_format(name: str, text: str) -> None:
    Path("page.md").write_text(text)
    for other in (name, *FORMATS):
        assert check("--exit-zero", f"--output={other}=report", "page.md") == 0
        written = Path("report").read_bytes()
        assert check("--exit-zero", f"--output={name}=report", "page.md") == 0
        assert check("--exit-zero", f"--output={other}=report", "page.md") == 0
        assert Path("report").read_bytes() == written


def test_statistics_replace_those_of_an_earlier_run() -> None:
    for _ in range(2):
        assert check("--exit-zero", "--statistics", "--output=report", "page.md") == 0


def test_a_report_in_markdown_is_replaced_even_where_it_is_an_input() -> None:
    for _ in range(3):
        assert check("--exit-zero", "--output=markdown=links.md") == 0
    assert Path("links.md").read_text().startswith("## nblint\n")


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize(
    ("inputs", "file", "fault"),
    [
        (["page.md"], "page.md", "it is an input of this run; name another file"),
        (["notes.txt"], "notes.txt", "it is an input of this run; name another file"),
        (["notes.txt"], "hard.link", "it is an input of this run; name another file"),
        ([], "page.md", "it is an input of this run; name another file"),
        (["page.md"], "other.md", "it is a Markdown file or notebook of the project; name another"),
        (["page.md"], "A.IPYNB", "it is a Markdown file or notebook of the project; name another"),
        (["docs"], "other.md", "it is a Markdown file or notebook of the project; name another"),
    ],
)
def test_no_report_overwrites_a_document(
    inputs: list[str],
    file: str,
    fault: str,
    force: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path(".git").mkdir()
    Path("docs").mkdir()
    Path("docs/nblint.toml").write_text("")
    for name in ("docs/a.md", "other.md", "A.IPYNB", "notes.txt"):
        Path(name).write_text(PAGE)
    Path("hard.link").hardlink_to("notes.txt")
    assert check(*force, f"--output={file}", *inputs) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"nblint: --output: {file}: {fault}")
    assert Path(file).read_text() == PAGE


def test_a_document_that_quotes_a_report_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    Path("quote.md").write_text("checked 1 file: 1 link, 1 anchor, 0 images\n")
    assert check("--output=quote.md", "page.md") == 2
    assert "quote.md: it is a Markdown file" in capsys.readouterr().err


def test_another_file_is_overwritten_by_force_only(capsys: pytest.CaptureFixture[str]) -> None:
    Path("main.py").write_bytes(b"x = '\xff'\n")
    assert check("--output=json=main.py", "page.md") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        "nblint: --output: main.py: it exists and is not a report of nblint; "
        "name another file or add --force\n"
    )
    assert Path("main.py").read_bytes() == b"x = '\xff'\n"
    assert check("--output=json=main.py", "--force", "page.md") == 1
    assert json.loads(Path("main.py").read_text())["tool"]["name"] == "nblint"


def test_an_empty_file_has_nothing_to_lose() -> None:
    Path("report.json").touch()
    assert check("--output=json=report.json", "page.md") == 1


def test_markdown_outside_the_project_is_overwritten_by_force(tmp_path: Path) -> None:
    (tmp_path / "summary.md").write_text("mine\n")
    assert check("--output=markdown=../summary.md", "page.md") == 2
    assert check("--output=markdown=../summary.md", "--force", "page.md") == 1


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        ("no/a.json", 'no directory "no"; create it'),
        ("page.md/a.json", 'no directory "page.md"; create it'),
        ("docs", "it is a directory; name a file in it"),
        ("a\x1b/b", 'no directory "a\\x1b"; create it'),
    ],
)
def test_a_place_that_can_not_be_written_is_named_before_anything_is_checked(
    file: str, fault: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("docs").mkdir()
    monkeypatch.setattr("nblint.cli.commands.check_command.lint", None)
    assert check("--output=json=a.json", f"--output={file}", "page.md") == 2
    captured = capsys.readouterr()
    assert captured.err.endswith(f": {fault}\n")
    assert not Path("a.json").exists()


@pytest.mark.parametrize(
    ("protected", "fault"),
    [
        (".", 'the directory "." is not writable; change its mode or its owner'),
        ("a.json", "the file is read-only; change its mode or name another file"),
    ],
)
def test_what_is_read_only_is_named_before_anything_is_checked(
    protected: str,
    fault: str,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("a.json").touch()
    access = os.access

    def denied(path: Path, mode: int) -> bool:  # whoever runs this may be allowed everything
        return path != project.resolve() / protected and access(path, mode)

    monkeypatch.setattr("os.access", denied)
    monkeypatch.setattr("nblint.cli.commands.check_command.lint", None)
    assert check("--output=json=a.json", "page.md") == 2
    assert capsys.readouterr().err == f"nblint: --output: a.json: {fault}\n"


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_full_disk_leaves_the_earlier_report_whole(
    step: str, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    assert check("--output=json=a.json", "page.md") == 1
    before = Path("a.json").read_bytes()
    Path("page.md").write_text(CLEAN)
    monkeypatch.setattr(step, fail)
    assert check("--output=json=a.json", "page.md") == 2
    assert "nblint: a.json: no space left on device\n" in capsys.readouterr().err
    assert Path("a.json").read_bytes() == before
    assert sorted(path.name for path in project.iterdir()) == ["a.json", "page.md"]


def test_a_fault_in_a_format_leaves_the_earlier_report_whole(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> object:
        yield '{"version": 1, '
        message = "out of cheese"
        raise ValueError(message)

    assert check("--output=json=a.json", "page.md") == 1
    before = Path("a.json").read_bytes()
    monkeypatch.setattr("nblint.report.json_report.render", failing)
    assert check("--output=json=a.json", "page.md") == 2
    assert Path("a.json").read_bytes() == before
    assert sorted(path.name for path in project.iterdir()) == ["a.json", "page.md"]


def test_the_mode_of_an_earlier_report_is_kept() -> None:
    check("--output=json=a.json", "page.md")
    Path("a.json").chmod(0o604)
    check("--output=json=a.json", "page.md")
    assert Path("a.json").stat().st_mode & 0o777 == 0o604


@pytest.mark.skipif(os.name == "nt", reason="these are of POSIX")
def test_pipes_and_devices_are_written_and_not_replaced() -> None:
    os.mkfifo("pipe")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(Path("pipe").read_text()))
    reader.start()
    assert check("--output=json=pipe", "--output=sarif=/dev/null", "page.md") == 1
    reader.join()
    assert json.loads(read[0])["tool"]["name"] == "nblint"
    assert Path("pipe").is_fifo()
    assert Path("/dev/null").is_char_device()


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs descriptors as files")
def test_a_descriptor_of_a_file_is_written_behind_what_it_holds(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert check("--output=concise=/dev/stdout", "page.md") == 1
    text, _, concise = capfd.readouterr().out.partition("page.md:3:5: error broken-path")
    assert text.startswith("page.md:3:5: error: ")
    assert "page.md:3:14: warning typo" in concise


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_device_that_is_full_is_an_error_once(project: Path) -> None:
    with (
        open_output(Path("/dev/full"), project) as output,
        pytest.raises(OSError, match="No space"),
    ):
        output.write(["text"])


def test_a_file_gets_plain_utf8(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    Path("report.txt").write_text("an old and longer report", encoding="utf-8")
    with open_output(Path("report.txt"), project) as output:
        output.write([output.style.paint("error", "naïve\n")])
    assert Path("report.txt").read_bytes() == b"na\xc3\xafve\n"


def test_without_a_path_standard_output_is_written(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    with open_output(None, project) as output:
        output.write([output.style.paint("strong", "text")])
    assert capsys.readouterr().out == "\x1b[1mtext\x1b[0m"
