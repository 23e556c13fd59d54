"""What the files hold to which the pages of a run lead."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nblint.files.source import SourceError, as_page, decode, display_name, read_page
from nblint.lint.diagnostic_collector import fault
from nblint.lint.dialect_detection import DialectDetector
from nblint.lint.document_linter import file_index, publishing
from nblint.lint.front_matter_cascade import FrontMatterCascade
from nblint.lint.time_limit import OutOfTimeError
from nblint.model import FileIndex
from nblint.model.file_types import HTML
from nblint.model.lint_report import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nblint.config import LoadedConfig
    from nblint.files.source import SourceText
    from nblint.lint.time_limit import TimeLimit
    from nblint.model import MetaEntry
    from nblint.project.site_types import Meta


class FileIndexLoader:
    """Knows `pages`, by their real paths, and reads other files when somebody asks for them.

    To read a file may take as long as `limit` says. What goes wrong is added to `problems`.
    """

    def __init__(
        self,
        pages: Mapping[str, FileIndex],
        loaded: LoadedConfig,
        limit: TimeLimit,
        problems: list[Problem],
    ) -> None:
        self._outlines: dict[str, FileIndex | None] = {**pages}
        self._metas: dict[str, Meta] = {}
        self._removed: Mapping[str, bytes] = {}
        self._dialects, self._inherited = (
            DialectDetector(loaded.root),
            FrontMatterCascade(loaded.root),
        )
        self._max_size = loaded.config.max_file_size
        self._limit, self._problems = limit, problems

    def restore(self, removed: Mapping[str, bytes]) -> None:
        """Take files that are gone, each with what it held, to be there still."""
        self._removed = removed

    def outline(self, file: str) -> FileIndex | None:
        """Return what a file holds that links lead to; None if it cannot be read."""
        if file not in self._outlines:
            self._outlines[file] = None
            try:
                self._outlines[file] = self._limit.run(lambda: self._read(file))
            except SourceError:
                pass  # what cannot be read leaves its anchors unverified
            except OutOfTimeError as error:
                self._problems.append(Problem(display_name(file), str(error)))
            except Exception as error:  # noqa: BLE001 - one page must not end the run
                self._problems.append(Problem(display_name(file), fault("the parser", error)))
        return self._outlines[file]

    def meta(self, file: str) -> Meta:
        """Return what the front matter of a file says of its address; None if it has none."""
        if file not in self._metas:
            page = self._outlines.get(file)
            try:
                self._metas[file] = fields(page.meta if page else self._meta(file))
            except SourceError:
                self._metas[file] = None
        return self._metas[file]

    def _source(self, file: str) -> SourceText:
        if file in self._removed:
            return as_page(decode(self._removed[file]), Path(file))
        return read_page(Path(file), self._max_size)

    def _read(self, file: str) -> FileIndex:
        from nblint.markdown.html_tokens import read_ids  # noqa: PLC0415 - slow to import
        from nblint.markdown.parse import parse  # noqa: PLC0415 - slow to import

        source = self._source(file)
        if file.lower().endswith(HTML):
            # A script may make anchors that are not in the file.
            complete = "<script" not in source.text.lower()
            return FileIndex(file, file, (), read_ids(source.text), complete=complete)
        dialect = self._dialects.of(file, source.text)
        document = parse(source.text, file, source.cells, dialect)
        return file_index(replace(document, inherited=self._inherited.of(file)), file)

    def _meta(self, file: str) -> tuple[MetaEntry, ...] | None:
        from nblint.markdown.front_matter import read_front_matter  # noqa: PLC0415 - slow to import

        source = self._source(file)
        end = source.cells[0].span.end if source.cells else None
        return publishing(read_front_matter(source.text[:end]), self._inherited.of(file))


def fields(entries: tuple[MetaEntry, ...] | None) -> Meta:
    """Return front matter by the names of its fields."""
    if entries is None:
        return None
    return {entry.path[0]: entry.value for entry in entries if len(entry.path) == 1}
