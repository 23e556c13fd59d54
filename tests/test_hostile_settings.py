"""Files that a repository brings along cost no more than their size allows.

Each row took minutes, or gigabytes, when its kind of file was read or matched by the wrong means. A
run that ends at all ends in a second or two; the timeout is for those that do not.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="bounds memory as POSIX has it"),
]

SECONDS = 120
BYTES = 1 << 30

STARS = "*a" * 40 + "b"
NAME = "a" * 60
PAGE = "# Garden\n\nWe kept them seperate.\n\n[soil](/a)\n"
KEYS = ".".join("a" * 40_000) + " = 1\n"
QUOTED_KEYS = ".".join(['"a"'] * 20_000) + " = 1\n"
HOST_RULE = """\
name = "R"
hosts = ["r.garden.test"]
[[ask]]
match = '[^/]+/(?:a+)+'
url = "https://r.garden.test/x"
when = [{ status = [200], outcome = "alive" }]
[[example]]
url = "https://r.garden.test/%s!"
outcome = "probe"
""" % ("a" * 60)

READ: dict[str, dict[str, str]] = {
    "stars in .gitignore": {".git/HEAD": "", ".gitignore": STARS, f"{NAME}.md": PAGE},
    "folders in .gitignore": {
        ".git/HEAD": "",
        ".gitignore": "a/**/" * 30 + "b",
        f"{'/'.join('a' * 40)}/c.md": PAGE,
    },
    "many patterns in .gitignore": {
        ".git/HEAD": "",
        ".gitignore": "\n".join(f"{'*a*b' * 20}{number}" for number in range(1_000)),
        f"{'ab' * 90}.md": PAGE,
    },
    "exclude": {"nblint.toml": f'exclude = ["{STARS}"]', f"{NAME}.md": PAGE},
    "per-file-ignores": {
        "nblint.toml": f'[per-file-ignores]\n"{STARS}" = ["typo"]',
        f"{NAME}.md": PAGE,
    },
    "site.routes": {
        "nblint.toml": f'[site.routes]\n"/{"**a" * 40}b" = "x.md"',
        "a.md": PAGE.replace("/a", f"/{NAME}"),
    },
    "exclude_docs": {"mkdocs.yml": f'exclude_docs: "{STARS}"', f"docs/{NAME}.md": PAGE},
    "srcExclude": {
        ".vitepress/config.ts": f'export default {{ srcExclude: ["{STARS}"] }}',
        f"{NAME}.md": PAGE,
    },
    "ignoreDeadLinks": {
        ".vitepress/config.ts": "export default { ignoreDeadLinks: [/^(a+)+$/] }",
        "a.md": PAGE.replace("/a", f"/{NAME}!"),
    },
    "cascade": {
        "hugo.toml": f'[[cascade]]\ntitle = "a"\n[cascade.target]\npath = "/{STARS}"',
        f"content/{NAME}.md": PAGE,
    },
    "permalinks": {
        "hugo.toml": f'baseURL = "https://x.org/"\n[permalinks.section]\ns = "{"/:a" * 40}"',
        "content/a.md": PAGE.replace("/a", f"/{'a/' * 60}b"),
    },
    "_redirects": {
        "mkdocs.yml": "",
        "_redirects": "/*a*a*a*b /y\n",
        "docs/a.md": PAGE.replace("/a", f"/{'a' * 3000}"),
    },
    "parameters of routes": {
        "next.config.js": "",
        f"src/pages/{'[...a]/' * 6}z.mdx": PAGE,
        "src/pages/a.mdx": PAGE.replace("/a", f"/{'a/' * 60}b.c!"),
    },
    "excludes of Jekyll": {
        "_config.yml": f'exclude: ["{STARS}"]',
        f"{NAME}.md": "---\n---\n" + PAGE,
    },
    "quotes in a script": {"docusaurus.config.js": 'x = "' + '\\"' * 200_000, "docs/a.md": PAGE},
    "spaces in a script": {
        "docusaurus.config.js": "x = { sidebarPath:" + " " * 200_000 + "}",
        "docs/a.md": PAGE,
    },
    "names of assets": {
        "nblint.toml": 'extend-select = ["unused-asset"]',
        "mkdocs.yml": "",
        "docs/a.md": PAGE,
        "docs/i.png": "",
        "a.txt": "a" * 300_000,
    },
    "keys of hugo.toml": {"hugo.toml": KEYS, "a.md": PAGE},
    "quoted keys of book.toml": {"book.toml": QUOTED_KEYS, "src/a.md": PAGE},
    "quoted keys of front matter": {"a.md": f"+++\n{QUOTED_KEYS}+++\n{PAGE}"},
    "a long word in front matter": {"a.md": f'+++\nx = "{"a" * 300_000}"\n+++\n{PAGE}'},
    "levels of mkdocs.yml": {"mkdocs.yml": "a: " + "[" * 100_000, "docs/a.md": PAGE},
    "braces of a cascade": {
        "hugo.toml": f'[[cascade]]\ntitle = "a"\n[cascade.target]\npath = "{"{" * 5000}"',
        "content/a.md": PAGE,
    },
    "a baseline of files that are gone": {
        "nblint.toml": 'baseline = "b.json"',
        "b.json": json.dumps(
            {
                "version": 1,
                "findings": {
                    f"{number}.md": [{"rule": "typo", "about": "x", "line": "y"}]
                    for number in range(20_000)
                },
            }
        ),
        "a.md": PAGE + "".join(f"We kept {number} seperate.\n\n" for number in range(2_000)),
    },
}

REFUSED: dict[str, tuple[dict[str, str], str]] = {
    "keys of nblint.toml": ({"nblint.toml": KEYS}, "nblint.toml:1:1: a key has 40000 parts"),
    "keys of pyproject.toml": (
        {"pyproject.toml": "[tool.nblint]\n" + QUOTED_KEYS},
        "pyproject.toml:2:1: a key has 20000 parts",
    ),
    "a large .gitignore": (
        {".git/HEAD": "", ".gitignore": "\n" * 200_000},
        ".gitignore: too large: 200000 bytes, at most 100000 are read; its patterns are",
    ),
    "levels of a rule page": (
        {"nblint.toml": 'rule-dirs = ["r"]', "r/g/x.md": f"---\nname: {'[' * 100_000}\n---\n"},
        "r/g/x.md:2: metadata is not YAML: nested more than 50 levels deep",
    ),
    "a pattern that is too long": (
        {"nblint.toml": f'exclude = ["{"a" * 2000}"]'},
        "nblint.toml:1: invalid gitignore pattern",
    ),
    "a route that is too long": (
        {"nblint.toml": f'[site.routes]\n"/{"*a" * 2000}" = ""'},
        "nblint.toml:2: a pattern of site.routes cannot be used: it is too large",
    ),
}

ASKED: dict[str, tuple[str, str]] = {
    "nested repeats": (HOST_RULE, ""),
    "lookahead": (
        HOST_RULE.replace("(?:a+)+", "(?=a)"),
        "r/r.toml:4: invalid regular expression: look",
    ),
    "keys": (KEYS, "r/r.toml:1: a key has 40000 parts"),
    "size": ("#" * 1_000_001, "r/r.toml: too large: 1000001 bytes, at most 1000000 are read"),
}


def check(root: Path, files: dict[str, str], *arguments: str) -> tuple[int, str]:
    """Return the exit status and all that is written; fail where it takes too long or too much."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    program = (
        f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({BYTES}, {BYTES}))\n"
        "from nblint.cli.main import main; raise SystemExit(main())"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, "check", "--no-cache", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    return run.returncode, run.stdout + run.stderr


@pytest.mark.parametrize("files", READ.values(), ids=READ)
def test_findings_are_reported_whatever_a_file_holds(tmp_path: Path, files: dict[str, str]) -> None:
    status, said = check(tmp_path, files, "--offline", ".")
    assert status in {1, 2}
    assert "seperate" in said
    assert "internal error" not in said


@pytest.mark.parametrize(("files", "message"), REFUSED.values(), ids=REFUSED)
def test_file_that_is_not_read_is_named(
    tmp_path: Path, files: dict[str, str], message: str
) -> None:
    status, said = check(tmp_path, {**files, "a.md": PAGE}, "--offline", ".")
    assert status == 2
    assert message in said
    assert "internal error" not in said


@pytest.mark.parametrize(("host_rule", "message"), ASKED.values(), ids=ASKED)
def test_host_rule_is_bounded(tmp_path: Path, host_rule: str, message: str) -> None:
    # The host of the link does not exist, so that nothing is sent.
    page = PAGE.replace("/a", "http://localhost:1/")
    files = {"nblint.toml": '[web]\nhost-rule-dirs = ["r"]\ndeadline = 5', "r/r.toml": host_rule}
    status, said = check(tmp_path, {**files, "a.md": page}, ".")
    assert status == (2 if message else 1)
    assert message in said
