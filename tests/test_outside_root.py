"""No run tells what lies outside the root, nor whether anything does.

Each project names or links to something outside in one way. It is checked twice, with that thing
there and without it, and nothing that is printed may differ.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from nblint.cli.main import main

pytestmark = pytest.mark.slow

GENERATORS = Path(__file__).parents[1] / "nblint/project/generators"

PAGE = """\
# Garden

See [b](b.md), [root](/b), [gone](gone.md), [part](b.md#x) and [[b]]. A seperate Zettelkastn.

```{note}
Text.
```
"""
HIDDEN = "---\ntitle: Hidden\ncascade: {draft: true}\n---\n# Hidden {#x}\n\nA hiden word.\n"

# What lies outside, if anything does.
OUTER = {
    **dict.fromkeys(("a.md", "b.md", "evil.md", "Home.md", "_Sidebar.md", "evil/x.md"), HIDDEN),
    **dict.fromkeys(("content/index.md", "content/b.md", "content/gone.md"), HIDDEN),
    ".eleventy.js": "module.exports = () => ({})",
    ".gitignore": "*.md\n",
    ".obsidian/app.json": "{}",
    ".vitepress/config.js": "export default {base: '/hidden/'}",
    "SUMMARY.md": "# Summary\n\n- [b](b.md)\n",
    "_config.yml": "baseurl: /hidden\n",
    "_quarto.yml": "project: {type: website}\n",
    "_redirects": "/b /c\n",
    "_toc.yml": "format: jb-book\nroot: a\n",
    "astro.config.mjs": "export default {}",
    "baseline.json": '{"hidden": 1}',
    "book.toml": "[book]\nsrc = '.'\n",
    "conf.py": "extensions = ['myst_parser']\n",
    "docusaurus.config.js": "module.exports = {}",
    "hook.py": "x = 1\n",
    "hugo.toml": 'baseURL = "https://hidden.org/hidden/"\n',
    "layouts/_default/_markup/render-link.html": "<a id=x></a>",
    "mkdocs.yml": "site_url: https://hidden.org/hidden/\nsite_name: Hidden\n",
    "myst.yml": "project: {}\n",
    "nblint-words.txt": "seperate\n",
    "nblint.toml": "hidden = 1\n",
    "netlify.toml": '[[redirects]]\nfrom = "/b"\n',
    "next.config.js": "module.exports = {}",
    "pyproject.toml": "[tool.nblint]\nhidden = 1\n",
    "rules/hidden.md": "---\nhidden: 1\n---\n# Hidden\n",
    "sidebars.js": "module.exports = {}",
    "static/b.html": "<p id=x>",
    "svelte.config.js": "export default {}",
    "themes/a/layouts/a.html": "<p id=x>",
    "versions.json": '["1.0"]',
    "words.txt": "seperate\nZettelkastn\n",
    "zensical.toml": "",
}

# A file of the project and what it says; OUTER stands for the path of what lies outside.
NAMED = {
    "rule-dirs": ("nblint.toml", 'rule-dirs = ["OUTER/rules"]'),
    "dictionaries": ("nblint.toml", 'dictionaries = ["OUTER/words.txt"]'),
    "dictionaries, there and back": ("nblint.toml", 'dictionaries = ["OUTER/../root/b.md"]'),
    "baseline": ("nblint.toml", 'baseline = "OUTER/baseline.json"'),
    "entry of a baseline": (
        ".nblint-baseline.json",
        '{"version": 1, "findings": {"OUTER/a.md": [{"rule": "typo", "text": "A seperate"}]}}',
    ),
    "site.root": ("nblint.toml", 'site.root = "OUTER/content"'),
    "site.static": ("nblint.toml", 'site.static = "OUTER/content"'),
    "MkDocs, INHERIT": ("mkdocs.yml", "INHERIT: OUTER/mkdocs.yml\nsite_name: A\n"),
    "MkDocs, docs_dir": ("mkdocs.yml", "docs_dir: OUTER/content\n"),
    "MkDocs, hooks": ("mkdocs.yml", "docs_dir: .\nhooks: [OUTER/hook.py]\n"),
    "mdBook, src": ("book.toml", '[book]\nsrc = "OUTER/content"\n'),
    "Jekyll, source": ("_config.yml", "source: OUTER/content\n"),
    "Hugo, contentDir": ("hugo.toml", 'contentDir = "OUTER/content"\n'),
    "Hugo, theme": ("hugo.toml", 'theme = "../OUTER/themes/a"\n'),
    "Hugo, module": ("hugo.toml", '[[module.imports]]\npath = "../OUTER/themes/a"\n'),
    "VitePress, srcDir": (".vitepress/config.js", "export default {srcDir: 'OUTER/content'}"),
    "Docusaurus, path": (
        "docusaurus.config.js",
        "presets: [['classic', {docs: {path: 'OUTER/content', sidebarPath: 'OUTER/sidebars.js'}}]]",
    ),
    "Eleventy, input": (".eleventy.js", "module.exports = () => ({dir: {input: 'OUTER/content'}})"),
    "SvelteKit, routes": (
        "svelte.config.js",
        "export default {kit: {files: {routes: 'OUTER/content', assets: 'OUTER/static'}}}",
    ),
    "Astro, srcDir": ("astro.config.mjs", "export default {srcDir: 'OUTER/content'}"),
    "Jupyter Book, root": ("_toc.yml", "format: jb-book\nroot: OUTER/content/index\n"),
    "MyST, toc": ("myst.yml", "project:\n  toc:\n    - file: OUTER/content/index.md\n"),
}
# Links of the project by their names, and more files of it.
LINKS: dict[str, dict[str, str]] = {
    **{
        name: {}
        for name in OUTER
        if "/" not in name and name not in {"a.md", "words.txt", "baseline.json", "hook.py"}
    },
    **{name: {} for name in (".obsidian", ".vitepress", "evil", "content", "themes")},
    "rules": {"nblint.toml": 'rule-dirs = ["rules"]'},
    "words.txt": {"nblint.toml": 'dictionaries = ["words.txt"]'},
    "baseline.json": {"nblint.toml": 'baseline = "baseline.json"'},
    "layouts": {"hugo.toml": "", "content/a.md": PAGE},
    "static": {"hugo.toml": "", "content/a.md": PAGE},
    "versions.json": {"docusaurus.config.js": "presets: ['classic']", "docs/a.md": PAGE},
    "_toc.yml": {"_config.yml": "title: A\n"},
}
DEEP_LINKS: dict[str, tuple[str, dict[str, str]]] = {
    "rules/hidden.md": ("rules/hidden.md", {"nblint.toml": 'rule-dirs = ["rules"]'}),
    "rules/deep": ("rules", {"nblint.toml": 'rule-dirs = ["rules"]'}),
    "content/_index.md": ("b.md", {"hugo.toml": "", "content/a.md": PAGE}),
    "config/_default/hugo.toml": ("hugo.toml", {}),
    "config/_default/params.toml": ("hugo.toml", {"config/_default/hugo.toml": ""}),
    "docs/index.md": ("b.md", {"mkdocs.yml": "site_name: A\n", "docs/README.md": PAGE}),
    "notes.md": ("evil", {}),
}


def project(tmp_path: Path, files: dict[str, str]) -> Path:
    root = tmp_path / "root"
    (root / ".git").mkdir(parents=True)
    for name, text in {"a.md": PAGE, "b.md": "# B\n\nText.\n", **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def printed(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """Return all that a few runs print, what a pattern of the shell would name included."""
    monkeypatch.chdir(root)
    everything = sorted(path.name for path in root.iterdir() if path.name[0] != ".")
    shown = []
    for command in (["check", "--offline"], ["check", "--offline", *everything], ["config"]):
        status = main(command)
        captured = capsys.readouterr()
        shown.append(f"{status}\n{captured.out}{captured.err}")
    return "\n".join(shown)


def assert_tells_nothing(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> str:
    outer = root.parent / "outer"
    without = printed(root, capsys, monkeypatch)
    for name, text in OUTER.items():
        (outer / name).parent.mkdir(parents=True, exist_ok=True)
        (outer / name).write_text(text, encoding="utf-8")
    assert printed(root, capsys, monkeypatch) == without
    shutil.rmtree(outer)
    return without


@pytest.mark.parametrize("way", NAMED)
@pytest.mark.parametrize("prefix", ["../outer", "{outer}"])
def test_path_in_a_configuration_tells_nothing(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    way: str,
    prefix: str,
) -> None:
    name, text = NAMED[way]
    outer = prefix.format(outer=tmp_path / "outer")
    files = {name: text.replace("OUTER", outer)}
    if name == ".nblint-baseline.json":
        files["nblint.toml"] = f'baseline = "{name}"'
    assert_tells_nothing(project(tmp_path, files), capsys, monkeypatch)


@pytest.mark.parametrize("name", LINKS)
def test_symbolic_link_tells_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    root = project(tmp_path, LINKS[name])
    (root / name).unlink(missing_ok=True)
    (root / name).symlink_to(f"../outer/{name}")
    assert_tells_nothing(root, capsys, monkeypatch)


@pytest.mark.parametrize("name", DEEP_LINKS)
def test_symbolic_link_below_tells_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    target, files = DEEP_LINKS[name]
    root = project(tmp_path, files)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).symlink_to(tmp_path / "outer" / target)
    assert_tells_nothing(root, capsys, monkeypatch)


def test_configuration_outside_is_named_as_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = {"mkdocs.yml": "INHERIT: ../../outer/mkdocs.yml\nhooks: [../../outer/hook.py]\n"}
    files = {f"manual/{name}": text for name, text in site.items()}
    root = project(tmp_path, {**files, "manual/docs/index.md": "# A\n\n[lost](/lost/)\n"})
    shown = assert_tells_nothing(root, capsys, monkeypatch)
    note = 'note: outside the root, so not read: "../../outer/hook.py" from the site configuration'
    assert f"{note} in manual and 1 more" in shown
    assert "addresses: also of what its generator makes" in shown, "plugins may be inherited"


def test_page_behind_a_link_is_named_as_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path, {})
    (root / "evil.md").symlink_to("../outer/evil.md")
    shown = assert_tells_nothing(root, capsys, monkeypatch)
    note = "evil.md: a symbolic link that leads outside the root; name the file or directory itself"
    assert shown.count(note) == 2


@pytest.mark.parametrize("module", sorted(GENERATORS.glob("*.py")), ids=lambda path: path.stem)
def test_generators_look_at_the_disk_through_the_boundary_only(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    looks = (
        r"os\.(?:path\.(?:exists|is\w+|real\w+|get\w+)|walk|scandir|listdir|stat)\b|\bopen\(|glob\("
    )
    assert re.findall(looks, text) == []
