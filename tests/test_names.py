"""A name means one thing in the whole package, and the top of the package is its map."""

from __future__ import annotations

import ast
import builtins
import re
from collections import Counter
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "nblint"
MODULES = sorted(PACKAGE.rglob("*.py"))


def repeated(names: list[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def test_no_two_modules_have_one_name() -> None:
    assert len(MODULES) > 100
    assert not repeated([path.stem for path in MODULES if not path.stem.startswith("__")])


def test_no_two_classes_have_one_name() -> None:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in MODULES)
    classes = [
        node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    ]
    assert len(classes) > 100
    assert not repeated(classes)


def test_the_top_of_the_package_has_packages_only() -> None:
    modules = {path.name for path in PACKAGE.glob("*.py")}
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert modules == {"__init__.py", "__main__.py"}
    assert len(packages) <= 12


def test_exceptions_that_docstrings_name_exist() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    named = set(re.findall(r"\b[Rr]aises? (?:\w+\.)?([A-Z]\w+)", code))
    defined = set(re.findall(r"^ *class (\w+)", code, flags=re.MULTILINE)) | set(dir(builtins))
    of_libraries = {"ArgumentError", "ConstructorError", "JSONDecodeError", "MarkedYAMLError"}
    of_libraries |= {"ReadError", "SSLError", "TransportError", "WriteError", "YAMLError"}
    assert len(named) > 20
    assert not named - defined - of_libraries
