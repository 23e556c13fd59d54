"""Where a repository's settings reach: not beyond its text in CI, and never outside the root."""

from __future__ import annotations

from pathlib import Path

import pytest

from nblint.config import ConfigError, LoadedConfig, load_config
from nblint.config.untrusted import without_untrusted
from nblint.web.settings import HostSettings, WebSettings

REACHING = """\
ignore = ["typo"]

[web]
user-agent = "Mozilla"
private-hosts = "allow"
host-rule-dirs = ["recipes"]
timeout = 5

[web.hosts."docs.garden.org"]
headers = { Metadata-Flavor = "Google" }
accept = [403]
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current directory, a repository beside which another directory may lie."""
    (tmp_path / "root/.git").mkdir(parents=True)
    (tmp_path / "root/recipes").mkdir()
    monkeypatch.chdir(tmp_path / "root")
    return tmp_path / "root"


def load(text: str) -> LoadedConfig:
    Path("nblint.toml").write_text(text, encoding="utf-8")
    return load_config([])


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("value", ["1", "true", "TRUE", "yes"])
def test_settings_that_reach_beyond_the_text_are_ignored_in_ci(value: str) -> None:
    loaded = without_untrusted(load(REACHING), {"CI": value}, trusted=False)
    assert loaded.config.ignore == ("typo",)
    assert loaded.config.web == WebSettings(
        timeout=5, hosts={"docs.garden.org": HostSettings(accept=(403,))}
    )
    [note] = loaded.notes
    assert note == (
        "ignored in CI: web.user-agent (nblint.toml:4), web.private-hosts (nblint.toml:5), "
        'web.host-rule-dirs (nblint.toml:6), web.hosts."docs.garden.org".headers (nblint.toml:10); '
        "to apply settings of this kind, use --trust-config or NBLINT_TRUST_CONFIG=1"
    )
    assert ("web", "user-agent") not in loaded.lines
    assert ("web", "timeout") in loaded.lines


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(
    ("environ", "trusted"),
    [
        ({}, False),
        ({"CI": ""}, False),
        ({"CI": "0"}, False),
        ({"CI": "false"}, False),
        ({"CI": "true"}, True),
        ({"CI": "true", "NBLINT_TRUST_CONFIG": "1"}, False),
    ],
)
def test_settings_apply_outside_of_ci_or_where_they_are_trusted(
    environ: dict[str, str], *, trusted: bool
) -> None:
    loaded = load(REACHING)
    assert without_untrusted(loaded, environ, trusted=trusted) is loaded


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("value", ["", "0", "false"])
def test_variable_that_is_off_trusts_nothing(value: str) -> None:
    environ = {"CI": "1", "NBLINT_TRUST_CONFIG": value}
    assert without_untrusted(load(REACHING), environ, trusted=False).notes


@pytest.mark.usefixtures("root")
def test_settings_that_take_nothing_from_anyone_apply_in_ci() -> None:
    loaded = load('[web]\nprivate-hosts = "deny"\nskip = ["https://x.org/*"]\n')
    assert without_untrusted(loaded, {"CI": "1"}, trusted=False) is loaded


PATHS = {
    "rule-dirs": 'rule-dirs = ["rules", "PATH"]',
    "dictionaries": 'dictionaries = ["PATH"]',
    "baseline": 'baseline = "PATH"',
    "site.root": 'site.root = "PATH"',
    "site.static": 'site.static = ["PATH"]',
    "web.host-rule-dirs": 'web.host-rule-dirs = ["PATH"]',
}
LEADING_OUT = [
    "../outer",
    "..",
    "a/../../outer",
    "../outer/../root/recipes",
    "{outer}",
    "link",
    "link/x",
]


@pytest.mark.parametrize("setting", PATHS)
@pytest.mark.parametrize("path", LEADING_OUT)
@pytest.mark.parametrize("is_there", [True, False])
def test_path_that_leaves_the_root_is_an_error_whatever_is_there(
    root: Path, setting: str, path: str, *, is_there: bool
) -> None:
    outer = root.parent / "outer"
    if is_there:
        (outer / "x").mkdir(parents=True)
    (root / "link").symlink_to(outer)
    path = path.format(outer=outer)
    with pytest.raises(ConfigError) as raised:
        load(f"\n{PATHS[setting].replace('PATH', path)}\n")
    assert str(raised.value) == (
        f'nblint.toml:2: "{setting}" leads outside the root: "{path}"; name a path inside it'
    )


def test_path_and_link_inside_the_root_are_taken(root: Path) -> None:
    (root / "deep").mkdir()
    (root / "deep/words.txt").write_text("Zettel\n")
    (root / "words.txt").symlink_to("deep/../deep/words.txt")
    assert load('dictionaries = ["recipes/../words.txt"]').vocabulary == {"Zettel"}
    assert load(f'dictionaries = ["{root}/words.txt"]').vocabulary == {"Zettel"}


@pytest.mark.parametrize("is_there", [True, False])
def test_dictionary_by_default_is_no_link_that_leaves_the_root(
    root: Path, *, is_there: bool
) -> None:
    if is_there:
        (root.parent / "words.txt").write_text("Zettel\n")
    (root / "nblint-words.txt").symlink_to("../words.txt")
    with pytest.raises(ConfigError, match='"dictionaries" leads outside the root'):
        load_config([])


@pytest.mark.parametrize("name", ["nblint.toml", "pyproject.toml"])
@pytest.mark.parametrize("is_there", [True, False])
def test_settings_behind_a_link_that_leaves_the_repository_are_not_read(
    root: Path, name: str, *, is_there: bool
) -> None:
    if is_there:
        (root.parent / name).write_text("[tool.nblint]\nhidden = 1\n")
    (root / name).symlink_to(f"../{name}")
    message = f"^{name}: a symbolic link that leads outside; name the file itself with --config$"
    for explicit in (None, Path(name)):
        with pytest.raises(ConfigError, match=message):
            load_config([], explicit)


def test_settings_behind_a_link_inside_the_repository_are_read(root: Path) -> None:
    (root / "docs").mkdir()
    (root / "shared.toml").write_text('ignore = ["typo"]\n')
    (root / "docs/nblint.toml").symlink_to("../shared.toml")
    assert load_config([root / "docs"]).config.ignore == ("typo",)


def test_link_that_leaves_the_repository_does_not_choose_the_settings(root: Path) -> None:
    outer = root.parent / "outer/deep"
    outer.mkdir(parents=True)
    (outer.parent / "nblint.toml").write_text("hidden = 1\n")
    (root / "evil").symlink_to("../outer")
    for path in ("evil", "evil/deep", "evil/deep/a.md", "evil/gone/a.md"):
        assert load_config([Path(path)]).root == root


def test_user_agent_is_plain_text(root: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        load('[web]\nuser-agent = "a\\r\\nHost: evil.example"\n')
    assert str(raised.value) == (
        'nblint.toml:2: "web.user-agent" cannot stand in a header; write plain ASCII'
    )
    assert root.is_dir()


@pytest.mark.usefixtures("root")
def test_reserved_header_is_an_error_with_its_line() -> None:
    with pytest.raises(ConfigError) as raised:
        load('[web.hosts."x.org".headers]\nX-Mine = "1"\nHost = "evil.example"\n')
    assert str(raised.value) == 'nblint.toml:3: "Host" is set by nblint itself; remove it'
