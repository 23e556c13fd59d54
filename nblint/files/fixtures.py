"""Tells test fixtures from documents: they hold defects on purpose, and nobody reads them."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Final

# Names that nobody gives to anything else.
_ALWAYS: Final = frozenset(
    {"__e2e__", "__fixtures__", "__mocks__", "__snapshots__", "__tests__", "testdata"}
)
# Names that may also be those of subjects: a site about football has fixtures.
_BESIDE_CODE: Final = frozenset(
    {"e2e", "fixture", "fixtures", "spec", "specs", "test", "test-data", "test_data", "tests"}
)
_OF_FIXTURES: Final = frozenset({"fixture", "fixtures", "test-data", "test_data"}) | _ALWAYS
# Directories of documents, which write about tests but hold none.
_OF_DOCUMENTS: Final = frozenset(
    {
        *("_posts", "articles", "blog", "book", "content", "contents", "doc", "docs"),
        *("documentation", "guide", "guides", "notes", "pages", "posts", "site", "website", "wiki"),
    }
)
# What lies in the root of a repository that holds code.
_MANIFESTS: Final = (
    *("Cargo.toml", "CMakeLists.txt", "Gemfile", "Makefile", "Package.swift", "build.gradle"),
    *("build.gradle.kts", "build.sbt", "composer.json", "configure.ac", "deno.json", "go.mod"),
    *("meson.build", "mix.exs", "package.json", "pom.xml", "pubspec.yaml", "pyproject.toml"),
    *("setup.cfg", "setup.py"),
)


class TestFixtures:
    """The test fixtures below a root, by the names of their directories."""

    __test__ = False  # to pytest

    def __init__(self, root: str) -> None:
        self._root = Path(root)
        self._has_code = any((self._root / name).is_file() for name in _MANIFESTS)
        self._holding = cache(self._holds)

    def hold(self, file: str) -> bool:
        """Tell whether a file, an absolute path without links, is a test fixture.

        What a README says beside tests is for readers; further down it is one of their inputs.
        """
        directory, name = os.path.split(file)
        kind = self._holding(directory)
        return kind == "fixtures" or (kind == "tests" and not name.lower().startswith("readme."))

    def _holds(self, directory: str) -> str:
        """Return "tests" if a directory is one of tests, "fixtures" if it lies in one, else ""."""
        try:
            parts = Path(directory).relative_to(self._root).parts
        except ValueError:
            return ""
        if not _ALWAYS.isdisjoint(parts):
            return "fixtures"
        first = next((at for at, part in enumerate(parts) if part in _BESIDE_CODE), None)
        if first is None or not self._has_code:
            return ""
        if not _OF_DOCUMENTS.isdisjoint(part.lower() for part in parts[:first]):
            return ""
        is_top = parts[-1] in _BESIDE_CODE - _OF_FIXTURES
        return "tests" if is_top and _OF_FIXTURES.isdisjoint(parts) else "fixtures"
