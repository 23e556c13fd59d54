"""A notebook's cells are one text, each character of which knows its place in the file."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.files.notebook import NotebookError, read_notebook
from nblint.files.notebook.notebook_positions import NotebookPositions
from nblint.markdown.parse import parse
from nblint.model import Cell, Document, Span
from nblint.model.finding import Edit, Fix

WORDS = st.text(st.sampled_from('ab \n"\\/é日👩\t\u2028'), max_size=12)


def cell(source: object, kind: str = "markdown", **more: object) -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {}, "source": source, **more}


def notebook(*cells: dict[str, Any], indent: int | None = 1, **metadata: object) -> str:
    whole = {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=indent, ensure_ascii=False) + "\n"


def lines(text: str) -> list[str]:
    return [part for part in text.replace("\n", "\n\0").split("\0") if part]


def sources(file: str) -> list[str]:
    return ["".join(item["source"]) for item in json.loads(file)["cells"]]


def edited(file: str, start: int, end: int, replacement: str) -> str:
    fix = NotebookPositions(read_notebook(file)).fix(
        Fix("fix", (Edit(Span(start, end), replacement),), safe=True)
    )
    assert fix is not None
    (edit,) = fix.edits
    return file[: edit.span.start] + edit.replacement + file[edit.span.end :]


def test_cells_stand_in_the_text_in_their_order() -> None:
    book = read_notebook(notebook(cell(["# A\n", "b"]), cell("x = 1", "code"), cell("c")))
    texts = [(item.number, item.kind, item.span.of(book.text)) for item in book.cells]
    assert texts == [(1, "markdown", "# A\nb"), (2, "code", "x = 1"), (3, "markdown", "c")]


def test_outputs_are_no_part_of_the_text() -> None:
    outputs = [{"output_type": "display_data", "data": {"text/html": "<a href='x'>y</a>"}}]
    file = notebook(cell("a"), cell("1", "code", outputs=outputs))
    assert read_notebook(file).text == "a\n\n1\n\n"


def test_a_raw_cell_is_code_in_no_known_language() -> None:
    book = read_notebook(notebook(cell("a"), cell("*raw*", "raw")))
    assert [(item.kind, item.language) for item in book.cells] == [("markdown", ""), ("code", "")]


def test_a_raw_first_cell_may_be_front_matter() -> None:
    book = read_notebook(notebook(cell("---\ntitle: A\n---", "raw"), cell("b"), title="C"))
    assert book.text == "---\ntitle: A\n---\n\nb\n\n"


def test_a_title_in_the_metadata_is_front_matter() -> None:
    book = read_notebook(notebook(cell("b"), title="A", kernelspec={"language": "R"}))
    assert book.cells[0].number == 0
    assert json.loads(book.cells[0].span.of(book.text))["title"] == "A"


def test_metadata_of_programs_is_no_front_matter() -> None:
    book = read_notebook(notebook(cell("1", "code"), kernelspec={"language": "R"}))
    assert [(item.number, item.language) for item in book.cells] == [(1, "R")]


def test_the_third_format_keeps_cells_in_worksheets() -> None:
    cells = [
        {"cell_type": "heading", "level": 2, "source": ["Title"]},
        {"cell_type": "code", "language": "python", "input": ["x"], "outputs": []},
    ]
    file = json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}], "metadata": {}})
    assert read_notebook(file).text == "## Title\n\nx\n\n"


@pytest.mark.parametrize(
    ("file", "message", "place"),
    [
        ("", "not valid JSON: expecting value", (1, 1)),
        ('{"cells": [}\n', "not valid JSON: expecting value", (1, 12)),
        ('{"cells": []}\n{}', "not valid JSON: extra data", (2, 1)),
        ("[]", "no list of cells", (1, 1)),
        ('{"a": 1}', "no list of cells", (1, 1)),
        ('{"cells": 1}', "a list is missing", (1, 11)),
        ('{"cells": [1]}', "an object is missing", (1, 12)),
        ('{"cells": [{"source": [1]}]}', "source is no text", (1, 23)),
        ('{"cells": [{"source": 1}]}', "source is no text", (1, 23)),
        ("[" * 100_000, "nested too deeply", (1, 1)),
    ],
)
def test_a_broken_file_is_named_with_its_place(
    file: str, message: str, place: tuple[int, int]
) -> None:
    with pytest.raises(NotebookError, match=message) as caught:
        read_notebook(file)
    assert (caught.value.line, caught.value.column) == place


@given(
    texts=st.lists(WORDS, max_size=4),
    listed=st.booleans(),
    indent=st.sampled_from([None, 1, 4]),
    escaped=st.booleans(),
)
def test_every_character_is_found_in_the_file(
    *, texts: list[str], listed: bool, indent: int | None, escaped: bool
) -> None:
    file = notebook(*(cell(lines(text) if listed else text) for text in texts), indent=indent)
    if escaped:
        file = json.dumps(json.loads(file), indent=indent)
    book = read_notebook(file)
    index = NotebookPositions(book)
    assert [item.span.of(book.text) for item in book.cells] == [text for text in texts if text]
    for item in book.cells:
        for offset in range(item.span.start, item.span.end):
            written = index.span(Span(offset, offset + 1)).of(file)
            assert json.loads(f'"{written}"') == book.text[offset]


@given(
    text=WORDS,
    replacement=WORDS,
    data=st.data(),
    listed=st.booleans(),
    indent=st.sampled_from([None, 1]),
)
def test_an_edit_changes_the_source_and_nothing_else(
    *, text: str, replacement: str, data: st.DataObject, listed: bool, indent: int | None
) -> None:
    text = "x" + text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    file = notebook(cell("before"), cell(lines(text) if listed else text), cell("é"), indent=indent)
    offset = len("before\n\n")
    after = edited(file, offset + start, offset + end, replacement)
    assert sources(after) == ["before", text[:start] + replacement + text[end:], "é"]
    assert isinstance(json.loads(after)["cells"][1]["source"], list if listed else str)
    same_lines = len(lines(text[:start] + replacement + text[end:])) == len(lines(text))
    if listed and same_lines:
        assert after.count("\n") == file.count("\n")


@given(st.lists(st.text(st.sampled_from("ab \n#*`>-[](){}|!"), max_size=20), max_size=4))
def test_each_cell_is_read_as_a_page_of_its_own(texts: list[str]) -> None:
    texts = ["x", *texts]  # no front matter
    book = read_notebook(notebook(*map(cell, texts)))
    whole = parse(book.text, "n.ipynb", book.cells)
    pages = [parse(text, "n.ipynb", [Cell(1, "markdown", Span(0, len(text)))]) for text in texts]
    for read in (_prose, _blocks, _links):
        assert read(whole) == [said for page in pages for said in read(page)]


def _prose(document: Document) -> list[str]:
    return [run.span.of(document.text) for run in document.prose]


def _blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(document.text)) for block in document.blocks]


def _links(document: Document) -> list[str]:
    return [link.span.of(document.text) for link in document.links]


def test_lines_that_are_added_are_items_of_the_list() -> None:
    file = notebook(cell(["a\n", "b"]))
    assert edited(file, 0, 0, "new\n") == notebook(cell(["new\n", "a\n", "b"]))
    assert edited(file, 3, 3, "\nc") == notebook(cell(["a\n", "b\n", "c"]))


def test_a_list_of_one_line_grows_as_the_file_is_laid_out() -> None:
    assert edited(notebook(cell(["a"])), 1, 1, "\nb") == notebook(cell(["a\n", "b"]))


def test_a_line_that_is_taken_out_leaves_no_empty_item() -> None:
    assert edited(notebook(cell(["a\n", "b\n", "c"])), 2, 4, "") == notebook(cell(["a\n", "c"]))


def test_a_file_in_ascii_stays_in_ascii() -> None:
    file = json.dumps(json.loads(notebook(cell(["é"]))))
    assert sources(edited(file, 0, 0, "ü")) == ["üé"]
    assert edited(file, 0, 0, "ü").isascii()


def test_an_edit_leaves_out_what_lies_between_cells() -> None:
    file = notebook(cell("a b"), cell("c"))
    assert sources(edited(file, 1, 5, "")) == ["a", "c"]
    assert sources(edited(file, 3, 6, "d")) == ["a b", "d"]


def test_no_edit_is_of_two_cells() -> None:
    fix = Fix("fix", (Edit(Span(0, 6), ""),), safe=True)
    assert NotebookPositions(read_notebook(notebook(cell("a b"), cell("c")))).fix(fix) is None


def test_a_place_is_that_of_the_file_and_that_of_the_cell() -> None:
    file = notebook(cell(["# A\n", "\n", "word"]), cell("b"))
    place = NotebookPositions(read_notebook(file)).location("n.ipynb", Span(5, 9))
    assert file.splitlines()[place.line - 1][place.column - 1 : place.end_column - 1] == "word"
    assert place.cell is not None
    assert place.shown == "cell 1:3:1"
    assert (place.cell.end_line, place.cell.end_column) == (3, 5)


def test_a_place_in_the_metadata_is_in_no_cell() -> None:
    file = notebook(cell("b"), title="A")
    index = NotebookPositions(read_notebook(file))
    place = index.location("n.ipynb", Span(0, 1))
    assert place.cell is None
    assert index.excerpt(Span(0, 1)) == ' "metadata": {'
    assert index.fix(Fix("fix", (Edit(Span(0, 1), "{"),), safe=True)) is not None


def test_byte_order_mark_in_a_cell_has_a_column() -> None:
    read = read_notebook(notebook(cell("\ufeffa teh")))
    index, at = NotebookPositions(read), read.text.index("teh")
    place = index.location("page.ipynb", Span(at, at + 3)).cell
    assert place is not None
    assert (place.line, place.column, place.end_column) == (1, 4, 7)
    assert index.excerpt(Span(at, at + 3)) == "\ufeffa teh"


def test_line_of_a_cell_may_end_in_a_carriage_return_whatever_follows_the_cell() -> None:
    read = read_notebook(notebook(cell("teh\r"), cell("b")))
    place = NotebookPositions(read).location("page.ipynb", Span(0, 4)).cell
    assert place is not None
    assert (place.end_line, place.end_column) == (2, 1)
