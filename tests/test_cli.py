"""The command line as a user meets it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nblint import __version__
from nblint.cli.main import main
from nblint.files.source import read
from nblint.lint.diagnostic_collector import DiagnosticCollector

if TYPE_CHECKING:
    from nblint.model.finding import Finding
    from nblint.rulebook.book import Rule

PAGE = "# Title\n\n[a](nope.md) [b](#titel) [c](/about) <https://x.org> ![](i.png)\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "i.png").touch()
    (tmp_path / "page.md").write_text(PAGE)
    return tmp_path


def out(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


@pytest.mark.usefixtures("folder")
def test_check_reports_each_finding_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--offline", "--format", "concise", "page.md"]) == 1
    captured = capsys.readouterr()
    assert captured.out.splitlines() == [
        "page.md:3:5: error broken-path no such file or directory: nope.md",
        'page.md:3:18: error broken-anchor no heading or id "titel" in this file',
        "page.md:3:54: warning missing-alt image i.png has no alt text",
    ]
    assert "Checked 1 file: 4 links, 1 anchor, 1 image" in captured.err
    assert "Not verified: 1 root-relative link" in captured.err
    assert "Not verified: 1 external link" in captured.err


@pytest.mark.usefixtures("folder")
def test_json_holds_what_is_promised(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--offline", "--format", "json", "page.md"])
    report = json.loads(out(capsys))
    first = report["diagnostics"][1]
    assert {"version", "diagnostics", "summary", "unverified"} <= set(report)
    assert first["rule"] == "broken-anchor"
    assert first["target"] == "#titel"
    assert (first["path"], first["line"], first["column"]) == ("page.md", 3, 18)
    assert (first["end_line"], first["end_column"]) == (3, 24)
    assert first["fix"]["edits"][0]["replacement"] == "#title"
    assert first["fix"]["safe"] is False


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ([], 1),
        (["--exit-zero"], 0),
        (["--select", "links"], 1),
        (["--select", "meta,spelling"], 0),
        (["--ignore", "links", "--ignore", "missing-alt"], 0),
        (["--select", "missing-alt"], 1),
        (["--select", "meta", "--extend-select", "missing-alt"], 1),
        (["nope.md"], 2),
    ],
)
@pytest.mark.usefixtures("folder")
def test_the_exit_status_tells_what_was_found(options: list[str], status: int) -> None:
    assert main(["check", "--offline", "page.md", *options]) == status


def test_findings_of_other_files_are_not_lost_to_a_bad_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.md").write_bytes(b"# a\n\xff\n")
    assert main(["check", "--offline", "--format", "concise", "."]) == 2
    captured = capsys.readouterr()
    assert "page.md:3:5: error broken-path" in captured.out
    assert "problem: bad.md: line 2, column 1: byte 0xFF is not valid UTF-8" in captured.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "--select", "broken-pth"], 'no rule or group "broken-pth"; did you mean'),
        (["check", "--config", "no.toml"], "no.toml: no such file or directory"),
        (["explain", "brokenpath"], 'no rule "brokenpath"; did you mean "broken-path"?'),
        (["check", "--output", "no/file", "page.md"], '--output: no/file: no directory "no"'),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_can_not_be_done_is_said_in_one_line(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("nblint: ")
    assert message in captured.err
    assert captured.err.count("\n") == 1


def test_a_broken_configuration_names_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "nblint.toml").write_text('select = ["links"]\nignroe = []\n')
    assert main(["check", "--offline", "page.md"]) == 2
    error = capsys.readouterr().err
    assert error == 'nblint: nblint.toml:2: unknown key "ignroe"; did you mean "ignore"?\n'


def test_standard_input_is_a_page(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "docs").mkdir()
    (folder / "docs/other.md").write_text("# Other\n")
    stdin = io.TextIOWrapper(io.BytesIO(b"[a](other.md) [b](page.md)\n"))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert (
        main(["check", "--offline", "-", "--stdin-filename", "docs/new.md", "--format", "concise"])
        == 1
    )
    assert out(capsys) == "docs/new.md:1:19: error broken-path no such file or directory: page.md\n"


def test_what_rules_need_the_page_and_the_disk_is_silenced_alike(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "page.md").write_text(
        "<!-- nblint: ignore broken-path, missing-alt -->\n[a](nope.md) ![](i.png)\n\n"
        "<!-- nblint: ignore broken-anchor -->\n[a](page.md)\n"
    )
    assert main(["check", "--offline", "--format", "concise", "page.md"]) == 1
    assert out(capsys).split(": ")[1].startswith("warning unused-suppression")


@pytest.mark.usefixtures("folder")
def test_statistics_count_the_findings_of_each_rule(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--offline", "--statistics", "page.md"])
    assert [line.split() for line in out(capsys).splitlines()] == [
        ["1", "error", "broken-anchor"],
        ["1", "error", "broken-path"],
        ["1", "warning", "missing-alt"],
    ]


def test_explain_prints_the_page_of_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "broken-path"]) == 0
    assert out(capsys).startswith("# broken-path: Link or image to a file that does not exist\n")


def test_rules_lists_every_rule_by_its_group(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    lines = out(capsys).splitlines()
    assert {"images", "links", "meta", "spelling", "structure"} <= set(lines)
    assert any(line.split()[:2] == ["broken-path", "error"] for line in lines)
    assert any(line.split()[:2] == ["bare-url", "off"] for line in lines)


def test_config_shows_each_setting_and_where_it_comes_from(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "docs").mkdir()
    (folder / "pyproject.toml").write_text(
        '[tool.nblint]\nignore = ["meta"]\nsite.root = "docs"\n'
        "[tool.nblint.rules.meta-length]\nseverity = 'error'\n"
    )
    assert main(["config"]) == 0
    lines = out(capsys).splitlines()
    assert lines[0] == "# configuration: pyproject.toml"
    assert 'ignore = ["meta"]  # pyproject.toml:2' in lines
    assert 'site.root = "docs"  # pyproject.toml:3' in lines
    assert 'rules.meta-length.severity = "error"  # pyproject.toml:5' in lines
    assert "respect-gitignore = true  # default" in lines


def test_the_schema_of_the_settings_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "--schema"]) == 0
    schema = json.loads(out(capsys))
    assert "per-file-ignores" in schema["$defs"]["Config"]["properties"]


def test_an_interrupt_prints_what_was_found_and_exits_130(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "zzz.md").write_text("# Z\n")

    def interrupted(path: Path, max_size: int) -> str:
        if path.name == "zzz.md":
            raise KeyboardInterrupt
        return read(path, max_size)

    monkeypatch.setattr("nblint.lint.document_linter.read", interrupted)
    assert main(["check", "--offline", "--format", "concise", "."]) == 130
    captured = capsys.readouterr()
    assert "page.md:3:5: error broken-path" in captured.out
    assert "Interrupted: the remaining files were not checked" in captured.err


def test_a_fault_in_a_rule_is_reported_and_hides_nothing(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stamp = DiagnosticCollector.stamp

    def failing(self: DiagnosticCollector, rule: Rule, finding: Finding) -> None:
        if rule.name == "broken-path":
            message = "out of\ncheese"
            raise ValueError(message)
        stamp(self, rule, finding)

    monkeypatch.setattr(DiagnosticCollector, "stamp", failing)
    assert main(["check", "--offline", "--format", "concise", str(folder / "page.md")]) == 2
    captured = capsys.readouterr()
    assert "error broken-anchor" in captured.out
    assert "page.md: internal error in rule broken-path: ValueError: out of cheese" in captured.err


def test_a_fault_in_a_rule_about_the_run_is_reported_and_hides_nothing(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(*_: object) -> None:
        message = "out of cheese"
        raise ValueError(message)

    monkeypatch.setattr("nblint.spelling.speller.Speller.misspellings", failing)
    assert main(["check", "--offline", "--format", "concise", str(folder / "page.md")]) == 2
    captured = capsys.readouterr()
    assert "error broken-anchor" in captured.out
    assert "page.md: internal error in rule typo: ValueError: out of cheese" in captured.err


def test_an_unexpected_error_is_no_finding(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(_: object) -> None:
        message = "out of\ncheese"
        raise ValueError(message)

    monkeypatch.setattr("nblint.cli.commands.rules_command.run", failing)
    assert main(["rules"]) == 2
    error = capsys.readouterr().err
    assert error == "nblint: internal error: ValueError: out of cheese; please report it\n"


def test_standard_input_that_is_no_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a\n\xff")))
    assert main(["check", "--offline", "-"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("nblint: standard input: line 2, column 1: byte 0xFF is not valid")


def test_many_pages_are_checked_as_few_are(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "nblint.toml").write_text("[site]\ndoubt = false\n")
    for number in range(40):
        (folder / f"{number}.md").write_text(f"# P{number}\n\n[a]({number + 1}.md#p{number})\n")
    main(["check", "--offline", "--format", "concise", "."])
    alone = out(capsys)
    monkeypatch.setattr("nblint.lint.executor.WORTH_PROCESSES", 1)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1}, raising=False)
    main(["check", "--offline", "--format", "concise", "."])
    assert out(capsys) == alone
    assert alone.count("broken-anchor") == 39 + 1


def test_version_is_printed_by_the_module_too() -> None:
    command = [sys.executable, "-m", "nblint", "--version"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert printed == f"nblint {__version__}\n"


def test_the_version_is_told_without_loading_what_checks_pages() -> None:
    code = (
        "import sys; from nblint.cli.main import main\n"
        "try: main(['--version'])\n"
        "except SystemExit: pass\n"
        "print([m for m in ('msgspec', 'markdown_it', 'yaml') if m in sys.modules])"
    )
    command = [sys.executable, "-c", code]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert printed.splitlines()[1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "--offlin"], "check: unknown argument --offlin; did you mean --offline?"),
        (["check", "--time=3"], "check: unknown argument --time"),
        (["links", "--fix"], "links: unknown argument --fix"),
        (["chekc"], ": argument COMMAND: unknown 'chekc'; did you mean check?"),
        (
            ["check", "--format", "jsn"],
            "check: argument --format: unknown 'jsn'; did you mean json?",
        ),
        (
            ["cache", "zap"],
            "cache: argument action: unknown 'zap' (it is one of path, stats, clear)",
        ),
        (["check", "--timeout", "x"], "check: argument --timeout: invalid float value: 'x'"),
        ([], ": the following arguments are required: COMMAND"),
    ],
)
def test_a_wrong_argument_is_told_in_one_line_with_the_nearest(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    captured = capsys.readouterr()
    assert ended.value.code == 2
    assert not captured.out
    assert captured.err.count("\n") == 1
    assert captured.err.replace("nblint ", "", 1).removeprefix("nblint").startswith(message)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("--output=text=README.md", ["check", "{}", "page.md"]),
        ("--fix", ["check", "{}", "page.md"]),
        ("--offline", ["check", "page.md", "{}", "--", "page.md"]),
    ],
)
def test_an_option_that_is_the_name_of_a_file_too_is_refused(
    name: str, arguments: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_text("# Title\n")
    with pytest.raises(SystemExit) as ended:
        main([argument.format(name) for argument in arguments])
    assert ended.value.code == 2
    error = capsys.readouterr().err
    assert error.startswith(
        f"nblint: {name!r} is an option and the name of a file; write ./ before"
    )
    assert [path.name for path in folder.iterdir() if path.name == "README.md"] == []
    assert main(["check", "--select=links", "--", name]) == 0


@pytest.mark.usefixtures("folder")
def test_an_option_after_the_paths_begin_is_told_where_it_belongs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "--offline", "--", "--select", "links", "page.md"]) == 2
    assert capsys.readouterr().err == (
        'nblint: no file "--select"; only paths may follow "--"; put options before it, '
        "those of a pre-commit hook in nblint.toml\n"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", [["rules"], ["links", "--offline", "--graph", "json"]])
@pytest.mark.usefixtures("folder")
def test_output_that_cannot_be_written_is_told_in_one_line(command: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "nblint", *command],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 2
    assert ended.stderr == "nblint: cannot write the output: no space left on device\n"


@pytest.mark.usefixtures("folder")
def test_an_empty_path_is_no_path(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--offline", ""]) == 2
    assert "empty path" in capsys.readouterr().err
