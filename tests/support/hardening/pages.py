"""Pages with a misspelling that a safe fix corrects, many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_OLD: Final = "We kept [them] (page.md) in the garden, and the weather was fine.\n\n"
_NEW: Final = _OLD.replace("] (", "](")


def old_text(number: int, lines: int = 20) -> str:
    """Return the text of a page before it is fixed."""
    return f"# Page {number}\n\n" + _OLD * lines


def new_text(number: int, lines: int = 20) -> str:
    """Return the text of a page after it is fixed."""
    return f"# Page {number}\n\n" + _NEW * lines


def write_pages(directory: Path, count: int, lines: int = 20) -> None:
    """Write pages that are not fixed, and the one that they link to."""
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "page.md").write_text("# Page\n\nWords.\n", encoding="utf-8")
    for number in range(count):
        path = directory / f"p{number}.md"
        path.write_text(old_text(number, lines), encoding="utf-8")


def states(directory: Path, count: int, lines: int = 20) -> list[str]:
    """Return of each page whether it is `old`, `new` or something else, which is `broken`."""
    texts = [(directory / f"p{number}.md").read_text(encoding="utf-8") for number in range(count)]
    known = (
        {old_text(number, lines): "old", new_text(number, lines): "new"} for number in range(count)
    )
    return [names.get(text, "broken") for text, names in zip(texts, known, strict=True)]


def strangers(directory: Path) -> list[str]:
    """Return the names of files that are no pages, as temporary files that were left over are."""
    return sorted(path.name for path in directory.iterdir() if path.suffix != ".md")
