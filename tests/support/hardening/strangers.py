"""What a stranger may put into a repository: traps, each of them written by a function of its own.

A trap that works leaves a mark: a file that a command of the repository makes, a change outside of
the repository, a connection to a private host, or what stands outside in what nblint prints.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Final

from msgspec import Struct

from hardening.caches import moved_cache

CANARY: Final = "the-garden-gate-is-open"
"""What stands in each file outside of the repository."""
WORD: Final = "seperate"
_PAGE: Final = f"# Garden\n\nWe kept them {WORD}. See [the guide](guide.md#setup).\n"


class Place(Struct, frozen=True):
    """Where traps lie: the repository, a directory outside, a mark, and a port of this computer."""

    repository: Path
    outside: Path
    mark: Path
    port: int

    def write(self, name: str, text: str) -> None:
        """Write a file of the repository unless something is there."""
        path = self.repository / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not os.path.lexists(path):
            path.write_text(text, encoding="utf-8")

    def link(self, name: str, target: Path | str) -> None:
        """Write a symbolic link unless something is there."""
        path = self.repository / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not os.path.lexists(path):
            path.symlink_to(target)

    @property
    def command(self) -> str:
        """A command line that makes the mark."""
        return f"touch {self.mark}; cat"


Trap = Callable[[Place], None]


def write_outside(outside: Path) -> None:
    """Write what lies outside of the repository."""
    files = {
        "diary.md": f"# Diary\n\nIt is {CANARY}, {WORD}.\n",
        "words.txt": f"{CANARY}\n",
        "report.html": CANARY,
        "nblint.toml": f'{CANARY} = "x"\n',
        "mkdocs.yml": f"site_name: {CANARY}\nsite_url: https://{CANARY}.example/\n",
        "base.json": f'{{"{CANARY}": 1}}',
        "rules/links/own.md": f"---\nname: {CANARY}\n---\n",
        "hosts/own.toml": f'name = "{CANARY}"\n',
        "ignore": f"{CANARY}\n",
    }
    for name, text in files.items():
        path = outside / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def write_repository(place: Place) -> None:
    """Write an ordinary repository: pages with a misspelling, committed."""
    git(place.repository, "init", "--quiet", "--initial-branch", "main")
    for name in ("page.md", "docs/page.md", "docs/sub/page.md"):
        place.write(name, _PAGE)
    place.write("docs/guide.md", "# Guide\n\nWords.\n\n## Setup\n\nWords.\n")
    place.write("README.md", "# Read me\n\nPrecious.\n")
    commit(place.repository)


def commit(repository: Path) -> None:
    """Commit all files, without having git match them with patterns, which may stall it."""
    git(repository, "add", "--all", "--force", check=False)
    unlisted = ("-c", "status.showUntrackedFiles=no")
    git(repository, *unlisted, "commit", "--quiet", "--message", "Add pages", check=False)


def git(directory: Path, *arguments: str, check: bool = True) -> None:
    """Run git with nobody's settings but those that are given."""
    environ = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "HOME": str(directory)}
    who = ("-c", "user.name=a", "-c", "user.email=a@garden.example", "-c", "core.fsmonitor=false")
    command = ["git", *who, *arguments]
    subprocess.run(command, cwd=directory, check=check, capture_output=True, env=environ)


def bare_repository(place: Place) -> None:
    """Commit the insides of a bare repository, whose settings name commands, as plain files."""
    made = place.outside.parent / "made"
    made.mkdir()
    git(made, "init", "--quiet")
    (made / "a.md").write_text("# A\n")
    git(made, "add", "--all")
    git(made, "commit", "--quiet", "--message", "A")
    # An index that was watched has whoever reads it ask the monitor again.
    monitor = place.outside.parent / "monitor"
    monitor.write_text("#!/bin/sh\nprintf 't\\0'\n")
    monitor.chmod(0o755)
    git(made, "-c", f"core.fsmonitor={monitor}", "update-index", "--fsmonitor")
    for name in ("HEAD", "index"):
        place.write(f"docs/{name}", "")
        (place.repository / "docs" / name).write_bytes((made / ".git" / name).read_bytes())
    for name in ("objects", "refs"):
        subprocess.run(["cp", "-r", made / ".git" / name, place.repository / "docs"], check=True)  # noqa: S607 - as in a shell
    core = "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n"
    place.write("docs/config", core + _git_settings(place))
    place.write("docs/nblint.toml", "")
    place.write("docs/.gitignore", "out/\n")
    place.write("docs/out/x.md", "# X\n")
    place.write("docs/links.md", "# Links\n\nSee [the other](out/x.md).\n")


def git_settings(place: Place) -> None:
    """Have the repository's own settings of git name commands."""
    with (place.repository / ".git/config").open("a") as file:
        file.write(_git_settings(place))
    place.write(".gitattributes", "*.md filter=x diff=x\n")
    hook = place.repository / ".git/hooks/post-index-change"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\n{place.command}\n")
    hook.chmod(0o755)


def _git_settings(place: Place) -> str:
    command = place.command
    return (
        f'[core]\n\tfsmonitor = "{command}"\n\tpager = "{command}"\n\teditor = "{command}"\n'
        f'\tsshCommand = "{command}"\n\thooksPath = hooks\n[alias]\n\tls-files = "!{command}"\n'
        f'[filter "x"]\n\tclean = "{command}"\n\tsmudge = "{command}"\n\tprocess = "{command}"\n'
        f'[diff]\n\texternal = "{command}"\n[diff "x"]\n\ttextconv = "{command}"\n'
        f'[credential]\n\thelper = "!{command}"\n'
    )


def programs(place: Place) -> None:
    """Have programs and modules in the repository whose names nblint looks for."""
    for name in ("git", "git.exe", "python", "python3"):
        place.write(name, f"#!/bin/sh\n{place.command}\n")
        (place.repository / name).chmod(0o755)
    for name in ("sitecustomize", "json", "multiprocessing", "nblint", "encodings", "yaml"):
        place.write(f"{name}.py", f"open({str(place.mark)!r}, 'w')\n")
    place.write("conf.py", f"open({str(place.mark)!r}, 'w')\n")


def settings_that_reach_out(place: Place) -> None:
    """Have settings that name files outside."""
    out = place.outside
    place.write(
        "nblint.toml",
        f'rule-dirs = ["{out}/rules"]\ndictionaries = ["../outside/words.txt"]\n'
        f'baseline = "{out}/base.json"\n[site]\nroot = "{out}"\nstatic = ["../outside"]\n',
    )


def dictionaries_outside(place: Place) -> None:
    """Have a dictionary outside, to which accepted words would be added."""
    place.write("nblint.toml", 'dictionaries = ["../outside/words.txt"]\n')


def settings_of_the_web(place: Place) -> None:
    """Have settings that allow private hosts and send headers and requests of their own."""
    place.write(
        "nblint.toml",
        '[web]\nprivate-hosts = "allow"\nretries = 0\nhost-gap = 0\nhost-rule-dirs = ["hosts"]\n'
        f'[web.hosts."127.0.0.1:{place.port}"]\nheaders = {{Metadata-Flavor = "Google"}}\n',
    )
    place.write(
        "hosts/own.toml",
        'name = "Own"\nhosts = ["garden.org"]\n[[ask]]\nmatch = ".*"\n'
        f'url = "http://127.0.0.1:{place.port}/"\n'
        'when = [{status = [404], outcome = "dead", reason = "is gone"}]\n',
    )
    place.write("own.md", "# Own\n\n[a tulip](http://garden.org/tulip)\n")


def links_to_private_hosts(place: Place) -> None:
    """Link to a private host in several ways."""
    port = place.port
    place.write(
        "private.md",
        f"# Private\n\n[a tulip](http://127.0.0.1:{port}/a) [a rose](http://localhost:{port}/b)\n"
        f"[a lily](http://[::ffff:127.0.0.1]:{port}/c) ![a bed](http://2130706433:{port}/d.png)\n",
    )


def links_out(place: Place) -> None:
    """Have symbolic links in the places of what nblint writes and reads."""
    out = place.outside
    for name in ("report.html", "nblint.sarif"):
        place.link(name, out / "report.html")
    place.link("nblint-words.txt", out / "words.txt")
    place.link(".nblint-baseline.json", out / "base.json")
    place.link(".nblint_cache", out)
    place.link("evil.md", out / "diary.md")
    place.link("docs/evil.md", "../../outside/diary.md")
    place.link("docs/deep", out)


def settings_that_are_links(place: Place) -> None:
    """Have settings files that are symbolic links to files outside."""
    place.link("nblint.toml", place.outside / "nblint.toml")
    place.link("mkdocs.yml", place.outside / "mkdocs.yml")
    place.link("docs/.gitignore", place.outside / "ignore")


def inherited_settings(place: Place) -> None:
    """Have a site's settings take over those of a file outside."""
    place.write("mkdocs.yml", "INHERIT: ../outside/mkdocs.yml\n")


def pages_that_lead_out(place: Place) -> None:
    """Link, include and embed what lies outside."""
    out = place.outside
    place.write(
        "out.md",
        f"# Out\n\n[a](../outside/diary.md#diary) [b](file://{out}/diary.md) [c]({out}/diary.md)\n"
        "![d](..%2foutside/diary.md) [e](%2e%2e/outside/words.txt) [f](..\\outside\\diary.md)\n\n"
        '--8<-- "../outside/diary.md"\n\n{{< include ../outside/diary.md >}}\n\n'
        "```{include} ../outside/diary.md\n```\n\n![[../outside/diary]]\n",
    )


def names_that_are_options(place: Place) -> None:
    """Have files and directories whose names look like options."""
    place.write("--output=text=README.md", "# X\n")
    place.write("--fix", "# X\n")
    place.write(f"--output=json={place.outside}/report.html", "# X\n")
    place.write("-.md", "# X\n\n## Y\n")


def odd_names(place: Place) -> None:
    """Have pages whose names act on terminals and on the runners of workflows."""
    for name in ("\x1b]0;x\x07.md", "::error::x.md", "a\nb.md", "\u202egnp.md", " .md", "%0A.md"):
        place.write(f"docs/{name}", _PAGE)
    place.write(os.fsdecode(b"docs/\xff.md"), _PAGE)


def special_files(place: Place) -> None:
    """Have pages that are pipes, devices, and links in circles."""
    place.link("zero.md", "/dev/zero")
    place.link("circle.md", "circle.md")
    place.link("docs/up", "..")
    os.mkfifo(place.repository / "pipe.md")


def patterns_that_stall(place: Place) -> None:
    """Have patterns for which a matcher that goes back takes for ever, and names for them."""
    place.write(".gitignore", "*a" * 14 + "b\n" + "a/**/" * 12 + "b\n")
    place.write("a" * 60 + ".md", "# A\n")
    place.write("_redirects", "/*a*a*a*b /x\n" * 50)
    place.write("docs/address.md", f"# Address\n\n[x](/{'a' * 200})\n")
    place.write(".vitepress/config.mts", "export default { ignoreDeadLinks: [/^(a+)+$/] }\n")


def settings_that_grow(place: Place) -> None:
    """Have a settings file that a careless parser makes gigabytes of."""
    place.write("hugo.toml", ".".join("a" * 20_000) + " = 1\n")


def settings_that_no_parser_reads(place: Place) -> None:
    """Have settings files at which parsers stumble."""
    place.write("mkdocs.yml", "site_name: A\nd: !!timestamp x\ne: !!bool maybe\n")
    place.write("docs/_quarto.yml", "project: !!python/object:os.system x\n")
    place.write("docs/sub/_config.yml", "permalink: " + "/:a" * 5_000 + "\n")


def pages_that_grow(place: Place) -> None:
    """Have a page for which careless rules take seconds, and one that is nested deeply."""
    place.write("docs/grow.md", "_" * 3_000 + "\n\n" + "[" * 3_000 + "\n\n" + "mailto:a" * 300)
    place.write("docs/nested.md", "> " * 2_000 + "a\n")
    place.write("docs/" + "d/" * 200 + "page.md", _PAGE)


def poisoned_cache(place: Place) -> None:
    """Commit a cache that says that a page has moved to a stranger's."""
    url = "https://docs.garden.org/3/"
    place.write("moved.md", f"# Moved\n\n[the guide of old]({url})\n")
    folder = place.repository / ".nblint_cache"
    if not os.path.lexists(folder):
        moved_cache(folder, url, "https://evil.garden.org/3/")
        git(place.repository, "add", "--force", ".nblint_cache/links.db", check=False)


def suppressions_of_all(place: Place) -> None:
    """Have settings that turn all rules off in a place where no page lies."""
    place.write("other/nblint.toml", 'ignore = ["all"]\nexclude = ["*"]\n')


TRAPS: Final[dict[str, Trap]] = {
    trap.__name__: trap
    for trap in (
        bare_repository,
        git_settings,
        programs,
        settings_that_reach_out,
        dictionaries_outside,
        settings_of_the_web,
        links_to_private_hosts,
        links_out,
        settings_that_are_links,
        inherited_settings,
        pages_that_lead_out,
        names_that_are_options,
        odd_names,
        special_files,
        patterns_that_stall,
        settings_that_grow,
        settings_that_no_parser_reads,
        pages_that_grow,
        poisoned_cache,
        suppressions_of_all,
    )
}
"""Traps by their names."""
