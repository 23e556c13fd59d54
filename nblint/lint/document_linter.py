"""One page: read, parsed, and judged by the rules that need nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from nblint.checks import PageCheck, ProjectCheck
from nblint.files.source import SourceError, SourceText, as_page, read
from nblint.lint.diagnostic_collector import DiagnosticCollector, fault
from nblint.lint.dialect_detection import DialectDetector
from nblint.lint.front_matter_cascade import FrontMatterCascade
from nblint.lint.includes import includes
from nblint.lint.template_links import templated
from nblint.lint.time_limit import OutOfTimeError, TimeLimit
from nblint.model import FileIndex, MetaEntry, Span
from nblint.model.finding import Diagnostic
from nblint.model.lint_report import Problem
from nblint.project.project_kinds import PUBLISHING_KEYS
from nblint.rulebook.book import RuleBook
from nblint.rulebook.suppressions import Suppressions, suppressions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.files.discovery import File
    from nblint.model import Document, FrontMatter

# What programs write at the head of their output; a notice about a section speaks otherwise.
_GENERATED = re.compile(
    r"@generated\b|\bdo not (?:manually )?edit this (?:file|page|document)\b"
    r"|\bthis (?:file|page|document) (?:is|was|has been) (?:auto-?|automatically )?generated\b",
    re.IGNORECASE,
)
_GENERATED_BY = re.compile(r"\bgenerated (?:by|from)\b", re.IGNORECASE)
_NOT_TO_EDIT = re.compile(r"\bdo not edit\b(?! this section)", re.IGNORECASE)


class LintedFile(Struct, frozen=True):
    """What is left of a page once it was read; it crosses from one process to another.

    `file` is its absolute path; `problems` are what went wrong; `outline` is None where there is no
    page to judge. `links` and the rest are how many were seen; `truncated` tells that blocks are
    nested more deeply than the parser reads, `generated` that nobody is to edit the page.
    `templated` are the offsets of addresses that only the site's templates turn into links.
    `gathered` is what each rule that judges the run as a whole wants to know, by its name; `digest`
    tells the text of its file from any other.
    """

    name: str
    file: str
    outline: FileIndex | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    suppressions: Suppressions = Suppressions()
    used: frozenset[int] = frozenset()
    problems: tuple[Problem, ...] = ()
    links: int = 0
    anchors: int = 0
    images: int = 0
    truncated: bool = False
    generated: bool = False
    templated: tuple[int, ...] = ()
    gathered: Mapping[str, Any] = {}
    digest: bytes = b""


def digest(text: str) -> bytes:
    """Return what tells a text, which can be written as UTF-8, from any other."""
    return blake2b(text.encode(), digest_size=16).digest()


class DocumentLinter(Struct, frozen=True):
    """Scans pages by the rules of a run; `max_size` is in bytes.

    Both to read a page and to judge it may take as long as `limit` says.
    """

    rulebook: RuleBook
    max_size: int
    dialects: DialectDetector
    inherited: FrontMatterCascade
    limit: TimeLimit

    def scan(self, file: File, text: str | None = None) -> LintedFile:
        """Return what is found on a page, whose text is read from disk if it is not given."""
        try:
            given = read(file.path, self.max_size) if text is None else text
            source, document = self.limit.run(lambda: self.parse(file, given))
            document = replace(document, inherited=self.inherited.of(str(file.path)))
            return replace(self._judge(document, source, file), digest=digest(given))
        except OutOfTimeError as error:
            return self.unread(file, str(error))
        except SourceError as error:
            return self.unread(file, error.placed)
        except Exception as error:  # noqa: BLE001 - one page must not end the run
            return self.unread(file, fault("the parser", error))

    def parse(self, file: File, text: str) -> tuple[SourceText, Document]:
        """Return what the text of a file holds, and the document. Raises SourceError."""
        from nblint.markdown.parse import parse  # noqa: PLC0415 - slow to import

        source = as_page(text, file.path)
        dialect = self.dialects.of(str(file.path), source.text)
        return source, parse(source.text, file.name, source.cells, dialect)

    def unread(self, file: File, message: str) -> LintedFile:
        """Return what is to say of a page that could not be read."""
        problem = Problem(file.name, message)
        return LintedFile(file.name, str(file.path), problems=(problem,))

    def _judge(self, document: Document, source: SourceText, file: File) -> LintedFile:
        silenced = suppressions(document, self.rulebook.known)
        judge = DiagnosticCollector(document.path, silenced, lambda: source)
        generated = _is_generated(document)
        gathered: dict[str, Any] = {}
        if not generated:
            try:
                self.limit.run(lambda: self._apply_rules(document, file, judge, gathered))
            except OutOfTimeError as error:
                judge.problems.append(Problem(document.path, str(error)))
        return LintedFile(
            document.path,
            str(file.path),
            file_index(document, str(file.path)),
            tuple(judge.diagnostics),
            silenced,
            frozenset(judge.used),
            tuple(judge.problems),
            len(document.links),
            len(document.anchors),
            len(document.images),
            document.truncated is not None,
            generated,
            templated(document),
            gathered,
        )

    def _apply_rules(
        self, document: Document, file: File, judge: DiagnosticCollector, gathered: dict[str, Any]
    ) -> None:
        """Give the judge what rules find on a page, and add what they gather of it."""
        for rule, check in self.rulebook.checks(PageCheck, str(file.path)):
            self.limit.check()
            judge.take(rule, check.run(document, rule.options))
        for rule, project_check in self.rulebook.checks(ProjectCheck, str(file.path)):
            self.limit.check()
            gathered[rule.name] = judge.gather(rule, project_check, document)


def _is_generated(document: Document) -> bool:
    """Tell whether the page begins with a comment which says that a program writes the page."""
    if not document.blocks or not document.comments:
        return False
    first, comment = document.blocks[0].span, document.comments[0]
    at_head = first.start <= comment.span.start < first.end
    if not at_head or _GENERATED.search(comment.text):
        return at_head
    by = _GENERATED_BY.search(comment.text)
    return by is not None and _NOT_TO_EDIT.search(comment.text, by.end()) is not None


def file_index(document: Document, file: str) -> FileIndex:
    """Return what is kept of a page for the rules that need more than the page."""
    written = (anchor.name for anchor in document.anchors if anchor.origin != "heading")
    included = includes(document)
    return FileIndex(
        document.path,
        file,
        document.targets,
        frozenset((*written, *_footnotes(document))),
        included.known,
        document.titles,
        publishing(document.front_matter, document.inherited),
        document.cells,
        tuple(_aliases(document)),
        included.paths,
        included.shortcodes,
    )


def _footnotes(document: Document) -> Iterator[str]:
    """Yield the ids that makers give to footnotes and to their uses.

    Python-Markdown, kramdown and Goldmark write `fn:1`, Pandoc and markdown-it `fn1`, and GitHub
    `user-content-fn-1`; the number is the label or that of the footnote, from 1.
    """
    labels = [item.label for item in document.definitions if item.footnote]
    for number, label in enumerate(labels, 1):
        for name in {label, str(number)}:
            for kind in ("fn", "fnref"):
                yield from (f"{kind}:{name}", f"{kind}{name}", f"user-content-{kind}-{name}")


def publishing(
    front_matter: FrontMatter | None, inherited: Mapping[str, Any]
) -> tuple[MetaEntry, ...] | None:
    """Return the fields that say where a page is published; None where it has no fields at all."""
    if front_matter is None and not inherited:
        return None
    entries = front_matter.entries if front_matter else ()
    fields = front_matter.fields if front_matter else {}
    others = {key: value for key, value in inherited.items() if key not in fields}
    nowhere = Span(0, 0)
    added = (MetaEntry((key,), value, nowhere, nowhere) for key, value in others.items())
    return tuple(entry for entry in (*entries, *added) if entry.path[0] in PUBLISHING_KEYS)


def _aliases(document: Document) -> Iterator[str]:
    """Yield the page's other names, which Obsidian reads from its front matter."""
    if document.front_matter is None:
        return
    for key in ("aliases", "alias"):
        names = document.front_matter.fields.get(key)
        yield from (str(name) for name in names) if isinstance(names, list) else ()
        if isinstance(names, str):
            yield from (name.strip() for name in names.split(","))
