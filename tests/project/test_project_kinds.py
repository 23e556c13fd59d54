"""One registry says what kinds of projects there are; nothing else names a generator."""

from __future__ import annotations

import ast
import re
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nblint.lint.dialect_detection import DialectDetector
from nblint.project.generator import Generator
from nblint.project.project_kinds import GENERATORS, KINDS
from sites import small_site

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "nblint"
PROJECT = PACKAGE / "project"
# Dialects and anchor flavours are named for the tools that read them.
MAY_NAME = (
    *("project/project_kinds.py", "project/generators/", "markdown/", "model/document.py"),
    # Ids that scripts on servers give to elements.
    "web/html_elements.py",
)
NAMES = re.compile(
    "|".join(re.sub(r"\W", "", kind.name).lower() for kind in GENERATORS) + "|jupyter_book|nextra"
)


def code_of(path: Path) -> Iterator[str]:
    """Yield the names and string literals in a module, without docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield "" if id(node) in docstrings else node.value
        elif isinstance(node, ast.Name | ast.Attribute):
            yield node.id if isinstance(node, ast.Name) else node.attr
        elif isinstance(node, ast.ClassDef | ast.FunctionDef | ast.alias):
            yield node.name
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_no_other_module_names_a_generator() -> None:
    modules = {path.relative_to(PACKAGE).as_posix(): path for path in PACKAGE.rglob("*.py")}
    others = {name: path for name, path in modules.items() if not name.startswith(MAY_NAME)}
    assert 200 < len(others) < len(modules)
    found = {
        (name, text)
        for name, path in others.items()
        for text in code_of(path)
        if NAMES.search(re.sub(r"[\s.]", "", text.lower()))
    }
    assert not found


def test_the_scan_finds_names_in_code_only(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text('"""Hugo."""\nx = "Jekyll"  # MkDocs\nimport quarto\n')
    assert {text for text in code_of(path) if NAMES.search(text.lower())} == {"quarto", "Jekyll"}


@pytest.mark.parametrize("kind", GENERATORS, ids=lambda kind: kind.name)
def test_each_generator_has_a_class(kind: object) -> None:
    module = getattr(kind, "module", "")
    assert issubclass(import_module(f"nblint.project.generators.{module}").SITE, Generator)


def test_each_generator_module_is_listed() -> None:
    shared = {"__init__", "common", "docusaurus_sidebars", "hugo_urls", "navigation", "permalinks"}
    modules = {path.stem for path in (PROJECT / "generators").glob("*.py")}
    assert modules - shared - {"unreadable"} == {kind.module for kind in GENERATORS}


def test_a_configuration_file_is_of_one_kind() -> None:
    names = Counter(name for kind in KINDS for name in kind.config_files)
    # A lesson's has a key that Hugo's has not, and is asked first.
    assert [name for name, count in names.items() if count > 1] == ["config.yaml"]


@pytest.mark.parametrize(
    ("name", "dialect"),
    [
        ("_quarto.yml", "quarto"),
        ("_quarto.yaml", "quarto"),
        ("myst.yml", "myst"),
        ("myst.yaml", "myst"),
        ("_toc.yml", "myst"),
        ("mkdocs.yaml", "mkdocs"),
        ("zensical.toml", "mkdocs"),
        ("hugo.toml", "commonmark"),
    ],
)
def test_each_spelling_of_a_configuration_file_sets_the_dialect(
    tmp_path: Path, name: str, dialect: str
) -> None:
    (tmp_path / name).touch()
    assert DialectDetector(tmp_path).of(str(tmp_path / "docs/a.md"), "") == dialect


@pytest.mark.parametrize("name", ["_quarto.yaml", "myst.yaml"])
def test_each_spelling_of_a_configuration_file_is_the_scope_of_labels(
    tmp_path: Path, name: str
) -> None:
    site = small_site(tmp_path, {f"docs/{name}": "", "docs/a.md": "", "docs/b/c.md": ""})
    assert site.outcome("docs/b/c.md", "/a.md", "document") == "docs/a.md"


def imports_of(path: Path, modules: set[str]) -> set[str]:
    """Return the modules of the package `project` that a module imports, also for types only."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{item.name}" for item in node.names)}
    return found & modules


def test_no_modules_import_each_other() -> None:
    paths = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): path
        for path in PROJECT.rglob("*.py")
        if path.stem != "__init__"
    }
    assert len(paths) > 30
    left = {name: imports_of(path, set(paths)) for name, path in paths.items()}
    while left:
        free = {name for name, imported in left.items() if not imported & left.keys()}
        assert free, sorted(left)
        left = {name: imported for name, imported in left.items() if name not in free}


def test_wide_records_are_keyword_only() -> None:
    for path in PROJECT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ClassDef) or "Struct" not in map(ast.unparse, node.bases):
                continue
            fields = [item for item in node.body if isinstance(item, ast.AnnAssign)]
            keywords = {item.arg for item in node.keywords}
            assert len(fields) <= 4 or "kw_only" in keywords, node.name
