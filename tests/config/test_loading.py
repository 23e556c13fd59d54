from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from nblint.config import (
    Config,
    ConfigError,
    LoadedConfig,
    SiteConfig,
    config_schema,
    error_at,
    load_config,
)
from nblint.web.settings import HostSettings, WebSettings

TOO_LARGE = "it is too large: more than 5000 states"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder: that of a repository with a folder `docs`."""
    (tmp_path / "repo/.git").mkdir(parents=True)
    (tmp_path / "repo/docs/guide").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repo")
    return tmp_path / "repo"


def load(text: str, name: str = "nblint.toml") -> LoadedConfig:
    Path(name).write_text(text, encoding="utf-8")
    return load_config([])


def error_of(text: str, name: str = "nblint.toml") -> str:
    with pytest.raises(ConfigError) as caught:
        load(text, name)
    return str(caught.value)


def test_defaults_hold_without_a_file(here: Path) -> None:
    assert load_config([]) == LoadedConfig(Config(), here)


def test_all_settings_are_read(here: Path) -> None:
    text = """
select = ["all"]
extend-select = ["links"]
ignore = ["typo"]
exclude = ["drafts/", "*.tmp.md"]
respect-gitignore = false
rule-dirs = ["rules"]
max-file-size = 5

[per-file-ignores]
"docs/**" = ["images"]

[site]
root = "docs"
static = ["static", "public"]
url = "https://garden.org"

[web]
retries = 0
accept = [403]

[web.hosts."docs.garden.org"]
gap = 1.5

[rules.missing-alt]
severity = "error"
"""
    loaded = load(text)
    assert loaded.config == Config(
        select=("all",),
        extend_select=("links",),
        ignore=("typo",),
        exclude=("drafts/", "*.tmp.md"),
        respect_gitignore=False,
        per_file_ignores={"docs/**": ("images",)},
        rule_dirs=("rules",),
        max_file_size=5,
        site=SiteConfig("docs", ("static", "public"), "https://garden.org"),
        web=WebSettings(retries=0, accept=(403,), hosts={"docs.garden.org": HostSettings(gap=1.5)}),
        rules={"missing-alt": {"severity": "error"}},
    )
    assert (loaded.root, loaded.file) == (here, here / "nblint.toml")


def test_folder_of_the_site_may_be_one_or_many() -> None:
    site = SiteConfig(root="src", static=("a", "b"))
    assert (site.roots, site.statics) == (("src",), ("a", "b"))
    site = SiteConfig(root=("a", "b"), static="src")
    assert (site.roots, site.statics) == (("a", "b"), ("src",))
    assert (SiteConfig().roots, SiteConfig().statics) == ((), ())


@pytest.mark.usefixtures("here")
def test_line_of_every_key_is_known() -> None:
    text = '[project]\nname = "x"\n[tool.nblint]\nignore = [\n  "a",\n]\nsite.root = "docs"\n'
    assert load(text, "pyproject.toml").lines == {
        ("ignore",): 4,
        ("ignore", "0"): 5,
        ("site",): 7,
        ("site", "root"): 7,
    }


@pytest.mark.usefixtures("here")
def test_byte_order_mark_is_no_part_of_the_settings() -> None:
    assert load('\ufeffignore = ["a"]').config.ignore == ("a",)


def test_nearest_file_wins(here: Path) -> None:
    Path("nblint.toml").write_text('ignore = ["far"]', encoding="utf-8")
    Path("docs/pyproject.toml").write_text('[tool.nblint]\nignore = ["near"]', encoding="utf-8")
    assert load_config([Path("docs/guide/a.md")]).config.ignore == ("near",)
    assert load_config([Path("docs/guide"), Path("README.md")]).config.ignore == ("far",)
    assert load_config([Path("docs/guide")]).root == here / "docs"


@pytest.mark.usefixtures("here")
def test_own_file_wins_over_pyproject_in_one_folder() -> None:
    Path("pyproject.toml").write_text('[tool.nblint]\nignore = ["b"]', encoding="utf-8")
    assert load('ignore = ["a"]').config.ignore == ("a",)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "text",
    ["[project]\nname = 'x'\n", "[tool.other]\nnblint = 1\n", "nblint = '{{tool'\n", "{{ broken"],
)
def test_pyproject_of_others_is_passed_over(text: str) -> None:
    Path("docs/pyproject.toml").write_text(text, encoding="utf-8")
    Path("nblint.toml").write_text('ignore = ["a"]', encoding="utf-8")
    assert load_config([Path("docs")]).config.ignore == ("a",)


@pytest.mark.usefixtures("here")
def test_search_ends_at_the_repository() -> None:
    Path("../nblint.toml").write_text('ignore = ["a"]', encoding="utf-8")
    assert load_config([Path("docs")]).file is None


def test_search_goes_up_to_the_file_system_without_a_repository(here: Path) -> None:
    (here / ".git").rmdir()
    Path("../nblint.toml").write_text('ignore = ["a"]', encoding="utf-8")
    assert load_config([Path("docs")]).root == here.parent


def test_root_is_the_repository_without_a_file(here: Path) -> None:
    assert load_config([Path("docs/guide")]).root == here


def test_root_is_the_current_folder_without_a_repository(here: Path) -> None:
    (here / ".git").rmdir()
    assert load_config([Path("docs/guide")]).root == here


def test_root_is_the_parent_of_paths_outside_the_current_folder(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / ".git").rmdir()
    monkeypatch.chdir(here / "docs/guide")
    assert load_config([Path("../a.md"), Path("../b/c.md")]).root == here / "docs"


def test_paths_without_a_common_parent_are_searched_from_the_current_folder(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> str:
        message = "Paths don't have the same drive"
        raise ValueError(message)

    monkeypatch.setattr(os.path, "commonpath", refuse)
    assert load_config([Path("docs")]).root == here


def test_named_file_replaces_the_search(here: Path) -> None:
    Path("nblint.toml").write_text('ignore = ["a"]', encoding="utf-8")
    Path("docs/other.toml").write_text('ignore = ["b"]', encoding="utf-8")
    loaded = load_config([Path("docs/guide")], Path("docs/other.toml"))
    assert (loaded.config.ignore, loaded.root) == (("b",), here / "docs")


def test_root_is_not_the_folder_of_a_named_file_that_paths_are_outside_of(here: Path) -> None:
    Path("docs/other.toml").write_text("", encoding="utf-8")
    assert load_config([], Path("docs/other.toml")).root == here


@pytest.mark.usefixtures("here")
def test_named_file_must_exist() -> None:
    with pytest.raises(ConfigError, match=r"^docs/other\.toml: no such file or directory$"):
        load_config([], Path("docs/other.toml"))


@pytest.mark.usefixtures("here")
def test_named_pyproject_must_have_the_table() -> None:
    Path("pyproject.toml").write_text("[project]\n", encoding="utf-8")
    message = "pyproject.toml: no table [tool.nblint]; add it or name another file"
    with pytest.raises(ConfigError, match=f"^{re.escape(message)}$"):
        load_config([], Path("pyproject.toml"))


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('select = ["a"\n', "nblint.toml:2:1: not TOML: unclosed array"),
        ("a = \n", "nblint.toml:1:5: not TOML: invalid value"),
        ('\nselct = ["a"]', 'nblint.toml:2: unknown key "selct"; did you mean "select"?'),
        ("[site]\n[site.rot]", 'nblint.toml:2: unknown key "rot"; did you mean "root"?'),
        ('ignore = "a"', 'nblint.toml:1: "ignore" must be a list, not a string; write ["a"]'),
        (
            "ignore = [\n'a',\n1]",
            'nblint.toml:3: item 2 of "ignore" must be a string, not a whole number',
        ),
        ("max-file-size = 0", 'nblint.toml:1: "max-file-size" must be a whole number >= 1'),
        ("document-timeout = -1", 'nblint.toml:1: "document-timeout" must be a number >= 0.0'),
        ("[rules]\nx = 1", 'nblint.toml:2: "rules.x" must be a table, not a whole number'),
        ('exclude = [\n"a",\n"!"]', 'nblint.toml:3: invalid gitignore pattern "!": it is empty'),
        (
            '[per-file-ignores]\n"[z-a]" = []',
            'nblint.toml:2: invalid gitignore pattern "[z-a]": bad character range z-a',
        ),
        (
            "[per-file-ignores]\n" + "".join(f'"{number}" = []\n' for number in range(1001)),
            'nblint.toml:1: "per-file-ignores" has more than 1000 patterns; merge some',
        ),
        (
            '[site]\nurl = "garden.org"',
            'nblint.toml:2: "site.url" must be a URL such as "https://example.org"',
        ),
        (
            '[site]\nroot = "dcos"',
            'nblint.toml:2: "site.root" names no directory: dcos; did you mean docs?',
        ),
        (
            '[site]\nroot = ["books", "x"]',
            'nblint.toml:2: "site.root" names no directory: books; name it from where these lie',
        ),
        ("[web]\ntimeout = 0", 'nblint.toml:2: "web.timeout" must be a number > 0.0'),
        (
            '[web]\nprivate-hosts = "denny"',
            'nblint.toml:2: unknown private-hosts "denny"; did you mean "deny"?',
        ),
        (
            f'[web]\nskip = ["{"*a" * 2000}"]',
            f'nblint.toml:2: a pattern of "web.skip" cannot be used: {TOO_LARGE}',
        ),
        (
            '[web.hosts."*.garden.org"]\n[web.hosts."*.garden.org".headers]\nA = "b"',
            'nblint.toml:2: headers go to one host; name it instead of "*.garden.org"',
        ),
        (
            f"ignore = {'[' * 2000}",
            "nblint.toml: lists or tables are nested too deeply; use fewer levels",
        ),
    ],
)
def test_mistake_is_named_with_its_line(text: str, message: str) -> None:
    assert error_of(text) == message


@pytest.mark.usefixtures("here")
def test_mistake_in_pyproject_is_named_with_its_line() -> None:
    text = "[tool.nblint]\nselct = []"
    expected = 'pyproject.toml:2: unknown key "selct"; did you mean "select"?'
    assert error_of(text, "pyproject.toml") == expected
    assert error_of("[tool]\nnblint = 1", "pyproject.toml") == (
        "pyproject.toml: [tool.nblint] must be a table"
    )


@pytest.mark.usefixtures("here")
def test_file_that_cannot_be_read_is_an_error() -> None:
    Path("nblint.toml").symlink_to("missing.toml")
    with pytest.raises(ConfigError, match=r"^nblint\.toml: no such file or directory$"):
        load_config([])
    Path("nblint.toml").unlink()
    Path("nblint.toml").write_bytes(b"a = 1\nb = '\xff'")
    with pytest.raises(ConfigError, match=r"^nblint\.toml:2:6: byte 0xFF is not valid UTF-8"):
        load_config([])


@pytest.mark.usefixtures("here")
def test_current_folder_that_is_gone_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> Path:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "cwd", fail)
    with pytest.raises(ConfigError, match=r"^the current directory is gone"):
        load_config([])


@pytest.mark.usefixtures("here")
def test_others_report_a_setting_with_its_line() -> None:
    loaded = load("\n[rules.missing-alt]\nseverty = 1\n")
    path = ("rules", "missing-alt", "severty")
    assert str(error_at(loaded, path, "x; y")) == "nblint.toml:3: x; y"
    assert str(error_at(loaded, (*path[:2], "other"), "x; y")) == "nblint.toml:2: x; y"
    assert str(error_at(loaded, ("select",), "x; y")) == "nblint.toml:1: x; y"


def test_setting_that_no_file_sets_is_reported_without_a_place(here: Path) -> None:
    assert str(error_at(LoadedConfig(Config(), here), ("select",), "x; y")) == "x; y"


def test_schema_knows_the_settings_and_allows_no_others() -> None:
    schema = config_schema()["$defs"]["Config"]
    assert set(schema["properties"]) >= {"select", "per-file-ignores", "site"}
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize(
    "module", ["config", "files.discovery", "model.nearest", "files.source", "files.gitignore"]
)
def test_module_loads_no_slow_library_at_once(module: str) -> None:
    code = f"import sys, nblint.{module}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert f"nblint.{module}" in run.stdout.split()
    assert not {"yaml", "rapidfuzz", "tomllib", "asyncio"} & set(run.stdout.split())


def test_the_root_of_the_file_system_is_no_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    assert load_config([tmp_path]).root == tmp_path


def test_hint_does_not_tell_what_lies_outside_the_root(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret").mkdir()
    (root / "contenta").symlink_to(tmp_path / "secret")
    (root / "nblint.toml").write_text('[site]\nroot = "contentx"\n')
    with pytest.raises(ConfigError, match="contentx; name it from where these lie"):
        load_config([root])
