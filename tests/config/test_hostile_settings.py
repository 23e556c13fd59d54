"""Whatever the settings and the baseline hold, a run ends in a report or in one clear line."""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from nblint.cli.main import main
from nblint.config import Config
from nblint.config.loading import SiteConfig
from nblint.web.settings import HostSettings, WebSettings

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

VALUES = {
    "an empty text": '""',
    "a text": '"x"',
    "a NUL": r'"a\u0000b"',
    "a long name": f'"{"x" * 5_000}"',
    "a long path": f'"{"x/" * 5_000}"',
    "a bad address": '"http://[::1"',
    "a bad port": '"http://x:y/"',
    "a list": '["x", ""]',
    "a list with a NUL": r'["a\u0000b"]',
    "a list with a long name": f'["{"x" * 5_000}"]',
    "a mixed list": '["x", 1]',
    "a table": '{x = "y"}',
    "a table of lists": '{x = ["y"]}',
    "a table of tables": '{x = {y = "z"}}',
    "a flag": "true",
    "a number": "3",
    "a negative number": "-1",
    "a large number": "1" + "0" * 20,
    "a huge number": "1" + "0" * 400,
    "no number": "nan",
    "infinity": "inf",
    "a date": "2026-01-01",
    "brackets": f'"{"[" * 5_000}"',
    "braces": f'"{"{" * 5_000}"',
}


def keys(kind: type[msgspec.Struct], table: str = "") -> list[str]:
    return [f"{table}{field.encode_name}" for field in msgspec.structs.fields(kind)]


KEYS = [
    *keys(Config),
    *keys(SiteConfig, "site."),
    *keys(WebSettings, "web."),
    *keys(HostSettings, 'web.hosts."example.org".'),
    *(f"rules.typo.{key}" for key in ("severity", "enabled", "x")),
    "rules.link-text-mismatch.least-words",
    'per-file-ignores."*.md"',
    'site.routes."/x"',
    'web.hosts."x".headers."Y"',
]


# How a run ends that cannot go by its settings; only these are told otherwise.
ONE_LINE = defaultdict(
    lambda: re.compile(r"\Anblint: nblint\.toml:1: .*\n\Z"),
    {
        "baseline": re.compile(r"\Anblint: .*\n\Z"),
        "max-file-size": re.compile(r"\Anblint: nblint\.toml:1: .*\n\Z|: too large: 55 bytes"),
    },
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "page.md").write_text("They are seperate: [a](/b) [c](d/) [e](https://x.org/)\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["check", "--offline", "--format", "concise", *arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


@pytest.mark.parametrize("key", KEYS)
def test_a_wrong_setting_is_one_line_or_hides_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], key: str
) -> None:
    for name, value in VALUES.items():
        (folder / "nblint.toml").write_text(f"{key} = {value}\n")
        status, out, errors = check(capsys)
        assert "internal error" not in out + errors, name
        if status == 2:
            assert ONE_LINE[key].search(errors), (name, errors)
        elif key not in {"select", "ignore", "exclude", "rules.typo.enabled"}:
            assert "page.md:1:10: " in out, name


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (r'baseline = "a\u0000b"', '"baseline" names a path that no file can have: it holds a'),
        (r'dictionaries = ["a\u0000"]', '"dictionaries" names a path that no file can have: it'),
        (r'site.static = "a\u0000b"', '"site.static" names a path that no file can have: it holds'),
        (f'site.root = "{"x" * 5_000}"', '"site.root" names a path that no file can have: it is'),
        ('site.url = "http://[::1"', '"site.url" must be a URL such as'),
        (f"max-file-size = 1{'0' * 20}", '"max-file-size" must be a whole number <= 1000000000'),
    ],
)
def test_what_is_wrong_with_a_setting_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], settings: str, message: str
) -> None:
    (folder / "nblint.toml").write_text(f"\n{settings}\n")
    status, _, errors = check(capsys)
    assert status == 2
    assert errors.startswith(f"nblint: nblint.toml:2: {message}")


def entries(**changed: Any) -> dict[str, Any]:
    entry = {"rule": "typo", "about": "seperate", "line": "x", **changed}
    return {"version": 1, "findings": {"page.md": [entry]}}


@pytest.mark.parametrize(
    "content",
    [
        entries(count=10**20),
        entries(count=10**400),
        entries(count=-1),
        entries(rule="x" * 6_000),
        {"version": 1, "findings": {"x" * 6_000: entries()["findings"]["page.md"]}},
        {"version": 1, "findings": {"x/" * 6_000: entries()["findings"]["page.md"]}},
        {"version": 1, "findings": {"a\0b": entries()["findings"]["page.md"]}},
        {"version": 1, "findings": {"../../x": entries()["findings"]["page.md"]}},
        {"version": 1, "findings": {"": []}},
        {"version": 1, "findings": []},
        {"version": 10**20, "findings": {}},
        [],
        None,
        "[" * 5_000,
        "{" * 5_000,
        "\ufeff{}",
        "\0",
        "",
    ],
    ids=range(18),
)
@pytest.mark.parametrize("option", ["--baseline", "--write-baseline"])
def test_a_broken_baseline_is_one_line_or_hides_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], content: object, option: str
) -> None:
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / "b.json").write_text(text)
    status, out, errors = check(capsys, option, "b.json")
    assert "internal error" not in out + errors
    if status == 2:
        assert errors.startswith("nblint: b.json")
        assert errors.count("\n") == 1
    else:
        assert "page.md:1:10: " in out or out.startswith("accepted ")


@pytest.mark.parametrize("option", ["--baseline", "--write-baseline", "--config", "--output"])
def test_a_path_that_is_too_long_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    status, _, errors = check(capsys, option, str(folder / ("x" * 5_000)))
    assert status == 2
    assert "internal error" not in errors
    assert errors.endswith("file name too long\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a folder that is somebody's")
@pytest.mark.parametrize(
    "arguments", [["check"], ["check", "/"], ["check", "-"], ["links"], ["config"], ["init"]]
)
def test_a_current_folder_that_is_gone_is_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
) -> None:
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path / "a")
    (tmp_path / "a").rmdir()
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO()))
    assert main(arguments) == 2
    assert capsys.readouterr().err == (
        "nblint: the current directory is gone; change to one that exists\n"
    )
