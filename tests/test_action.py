"""The GitHub action: its shell runs here as the runner would run it, its conditions are read."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec import Struct

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
SCRIPTS = {name: step for name, step in STEPS.items() if "run" in step}
EXPRESSION = re.compile(r"\$\{\{ (\S+) \}\}")
PAGE = "# Title\n\n[a](nope.md)\n"

# On Windows, `bash` may be that of another system than the files.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="the shell that is tried is a POSIX one"),
]


class Runner:
    """A runner's folders, files and variables; `values` are what expressions stand for."""

    def __init__(self, folder: Path) -> None:
        self.workspace, self.temporary = folder / "work space", folder / "temp"
        self.workspace.mkdir()
        self.temporary.mkdir()
        self.summary, self._output = folder / "summary", folder / "output"
        self.values = {f"inputs.{name}": item["default"] for name, item in ACTION["inputs"].items()}
        self.environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(self.workspace),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_OUTPUT": str(self._output),
            "GITHUB_SERVER_URL": "https://forge.example",
            "GITHUB_REPOSITORY": "o/r",
            "GITHUB_SHA": "abc",
            "RUNNER_TEMP": str(self.temporary),
        }

    def run(self, name: str, **inputs: str) -> Done:
        """Run a step with these inputs; what it puts out is there for later ones."""
        step = SCRIPTS[name]
        self.values |= {f"inputs.{key}": value for key, value in inputs.items()}
        self._output.write_text("")
        script = self.temporary / "script.sh"
        script.write_text(step["run"], encoding="utf-8")
        variables = {
            key: EXPRESSION.sub(lambda match: self.values[match[1]], value)
            for key, value in step.get("env", {}).items()
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],  # noqa: S607
            cwd=self.workspace,
            env=self.environ | variables,
            capture_output=True,
            text=True,
            check=False,
        )
        pairs = (line.split("=", 1) for line in self._output.read_text().splitlines())
        outputs = dict(pairs)
        for key, value in outputs.items():
            self.values[f"steps.{step.get('id')}.outputs.{key}"] = value
        return Done(done.returncode, done.stdout, done.stderr, outputs)


class Done(Struct, frozen=True):
    status: int
    out: str
    err: str
    outputs: dict[str, str]

    def commands(self) -> list[str]:
        """Return the lines that the runner takes for commands."""
        found: list[str] = []
        token = ""
        for line in self.out.splitlines():
            if token:
                token = "" if line == f"::{token}::" else token
            elif line.startswith("::stop-commands::"):
                token = line.removeprefix("::stop-commands::")
            elif line.lstrip().startswith("::") or "##[" in line:
                found.append(line)
        assert not token
        return found


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A runner on which nblint is installed as it is here, and a page with a broken link."""
    made = Runner(tmp_path)
    made.values["steps.install.outputs.bin"] = str(Path(sys.executable).parent)
    (made.workspace / "page.md").write_text(PAGE)
    return made


def test_the_action_installs_its_own_checkout(runner: Runner) -> None:
    # pip finds the build backend and the dependencies here, in the versions that are locked.
    runner.environ |= {"PIP_NO_INDEX": "1", "PYTHONPATH": sysconfig.get_path("purelib")}
    done = runner.run("Install nblint")
    assert done.status == 0, done.err
    assert Path(done.outputs["bin"]) == runner.temporary / "nblint/bin"
    assert done.outputs["cache"] == str(runner.workspace / ".nblint_cache")
    assert runner.run("Check", offline="true").outputs["status"] == "1"


def test_no_step_loads_modules_from_the_repository(runner: Runner) -> None:
    for name in ("venv", "pip", "secrets", "re", "nblint"):
        module = runner.workspace / f"{name}.py"
        module.write_text("open('loaded', 'w').close()\nraise SystemExit\n")
    runner.environ |= {"PIP_NO_INDEX": "1", "PYTHONPATH": sysconfig.get_path("purelib")}
    assert runner.run("Install nblint").status == 0
    assert runner.run("Check", offline="true").outputs["status"] == "1"
    assert not (runner.workspace / "loaded").exists()
    assert not (runner.temporary / "loaded").exists()


def test_findings_are_annotated_and_summed_up(runner: Runner) -> None:
    done = runner.run("Check", offline="true")
    assert done.status == 0
    assert done.outputs["status"] == "1"
    assert "page.md:3:5: error: no such file or directory: nope.md" in done.out
    (command,) = done.commands()
    assert command == (
        "::error title=nblint broken-path,file=page.md,line=3,endLine=3,col=5,endColumn=12::"
        "no such file or directory: nope.md%0Acorrect the path or add the file"
    )
    assert runner.summary.read_text() == Path(done.outputs["summary"]).read_text()
    link = "https://forge.example/o/r/blob/abc/page.md?plain=1#L3"
    assert f"]({link})" in runner.summary.read_text()


def test_a_summary_stands_beside_those_of_other_steps(runner: Runner) -> None:
    runner.summary.write_text("Before.\n")
    runner.run("Check", offline="true")
    assert runner.summary.read_text().startswith("Before.\n## nblint\n")


def test_a_clean_run_passes(runner: Runner) -> None:
    (runner.workspace / "page.md").write_text("# Title\n\nText.\n")
    done = runner.run("Check", offline="true")
    assert done.outputs["status"] == "0"
    assert done.commands() == []
    assert runner.run("Judge").status == 0


def test_sarif_is_written_if_asked(runner: Runner) -> None:
    runner.run("Check", offline="true", sarif="out put.sarif")
    assert '"broken-path"' in (runner.workspace / "out put.sarif").read_text()


def test_paths_and_options_are_passed_on(runner: Runner) -> None:
    (runner.workspace / "my notes").mkdir()
    (runner.workspace / "my notes/a.md").write_text(PAGE)
    (runner.workspace / "-b.md").write_text(PAGE)
    done = runner.run(
        "Check", offline="true", paths="my notes\n-b.md\n", args="--select links\n --statistics"
    )
    assert done.out.splitlines()[1:-3] == ["     2 error       broken-path"]


@pytest.mark.parametrize("name", ["paths", "args", "offline", "sarif"])
def test_no_input_is_read_as_shell(name: str, runner: Runner) -> None:
    evil = "* $(touch owned) `touch owned` ; touch owned ' ; touch owned ; ' \" ; touch owned"
    runner.run("Check", **{"offline": "true", name: evil})
    assert not (runner.workspace / "owned").exists()


def test_actions_are_pinned_by_commit_and_name_their_version() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    used = re.findall(r"uses: (.*)", text)
    assert len(used) == len(STEPS) - len(SCRIPTS)
    for action in used:
        assert re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


def test_pip_installs_only_what_has_a_hash() -> None:
    script = SCRIPTS["Install nblint"]["run"]
    assert script.count("pip install") == script.count(" --no-deps)") == 1
    assert script.count('"${install[@]}" --') == 2
    assert '--require-hashes --requirement "$GITHUB_ACTION_PATH/requirements-action.txt"' in script


def test_no_expression_stands_in_a_script() -> None:
    for step in SCRIPTS.values():
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"


def test_a_page_gives_the_runner_no_commands(runner: Runner) -> None:
    (runner.workspace / "page.md").unlink()
    (runner.workspace / "::warning::x.md").write_text("# T\n\n[a](n.md) ##[add-mask]a\n")
    done = runner.run("Check", offline="true")
    assert "\n\\x3a:warning::x.md:3:5" in done.out
    assert [line.split("title")[0] for line in done.commands()] == ["::error "]


def test_settings_that_make_no_sense_are_an_error(runner: Runner) -> None:
    (runner.workspace / "nblint.toml").write_text("nonsense = 1\n")
    done = runner.run("Check", offline="true")
    assert done.outputs["status"] == "2"
    assert 'nblint.toml:1: unknown key "nonsense"' in done.err
    assert done.commands() == [
        "::error title=nblint::nblint could not check anything; the log says why"
    ]
    assert not runner.summary.exists()


@pytest.mark.parametrize(
    ("status", "fail", "judged"),
    [
        ("0", "true", 0),
        ("0", "false", 0),
        ("1", "true", 1),
        ("1", "false", 0),
        ("2", "true", 2),
        ("2", "false", 2),
    ],
)
def test_findings_fail_the_job_if_they_are_to(
    status: str, fail: str, judged: int, runner: Runner
) -> None:
    runner.values["steps.check.outputs.status"] = status
    assert runner.run("Judge", fail=fail).status == judged


def test_what_is_known_of_the_web_is_kept_whatever_is_found() -> None:
    names = list(STEPS)
    keep = STEPS["Keep what is known of the web"]
    assert keep["if"].startswith("always() && ")
    assert names.index("Keep what is known of the web") < names.index("Judge")
    restore = STEPS["Restore what is known of the web"]
    assert restore["with"].pop("restore-keys") == "nblint-"
    assert restore["with"] == keep["with"]
    assert keep["with"]["key"].startswith("nblint-")


def test_every_input_is_used_and_every_expression_is_known() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    used = set(re.findall(r"inputs\.([\w-]+)", text))
    assert used == set(ACTION["inputs"])
    ids = {step["id"]: step for step in ACTION["runs"]["steps"] if "id" in step}
    for step, output in re.findall(r"steps\.(\w+)\.outputs\.(\w+)", text):
        assert f'echo "{output}=' in ids[step]["run"]


def test_the_scripts_are_good_shell() -> None:
    bash = shutil.which("bash")
    assert bash
    for step in SCRIPTS.values():
        done: Any = subprocess.run([bash, "-n", "-c", step["run"]], check=False)
        assert done.returncode == 0
