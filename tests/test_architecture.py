"""ARCHITECTURE.md is short, and names what there is."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
CODE = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "nblint").rglob("*.py"))
MOST_WORDS = 2_600


def exists(name: str) -> bool:
    """Tell whether a path names a file, a directory or a module, of the package or the checkout."""
    places = (base / name.rstrip("/") for base in (ROOT, ROOT / "nblint"))
    return any(place.exists() or place.with_suffix(".py").exists() for place in places)


def test_it_is_short() -> None:
    assert len(TEXT.split()) <= MOST_WORDS


def test_paths_that_it_names_exist() -> None:
    paths = set(re.findall(r"`([a-z][\w.]*/[\w./]*\w)`", TEXT))
    assert len(paths) > 50
    assert not sorted(path for path in paths if not exists(path))


def test_classes_and_tables_that_it_names_exist() -> None:
    names = set(re.findall(r"`([A-Z][A-Za-z]+)[`.]", TEXT))
    assert len(names) > 15
    assert not sorted(name for name in names if not re.search(rf"\b{name}\b", CODE))


def test_every_package_has_its_line() -> None:
    packages = {path.parent.name for path in (ROOT / "nblint").glob("*/__init__.py")}
    assert packages
    assert not sorted(name for name in packages if f"| `{name}/` |" not in TEXT)
