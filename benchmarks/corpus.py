"""Write a notebook of many pages, the same from run to run, that holds what real pages hold."""

from __future__ import annotations

import random
from itertools import accumulate, groupby, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE_BYTES = 10_000
"""Every page is at least this long and by at most one section longer."""

_VOCABULARY = """
the of and to a in is it that for on with as was are this by from at or an be we not have but
they which one can all there when how if more time about some would other new only out what
than then them these so her into two like him see first any my over such our even most after also
did many before must through where much your way well down should because each just those people
how too little state good very make world still own work long here get both between life being
under never day same another know while last might great year old off come since against go came
right used take three water light night morning evening summer winter garden river mountain road
house window table paper letter number figure measure result answer question reason method model
system process signal sample pattern language sentence reader writer chapter section example case
point line circle square surface volume weight pressure heat temperature energy motion speed
distance direction orbit planet star telescope mirror lens camera image picture colour contrast
shadow noise error mean median range scale chart column list note record log entry file folder
command program function variable value type object class module package version release change
history branch review test check build deploy server client request response message network
protocol address port storage memory cache queue thread task worker batch stream buffer index
search query filter sort group count average growth rate cost price budget plan goal step stage
phase draft outline summary detail context source reference theory practice experiment evidence
claim proof limit boundary condition choice option default exception warning failure success
simple complex early late fast slow small large open closed empty full clean rough quiet bright
careful useful likely common rare local global public private stable current recent final whole
café naïve Zürich Émilie Łódź 東京 résumé
"""
_WORDS = _VOCABULARY.split()
_WEIGHTS = list(accumulate(1 / rank for rank in range(1, len(_WORDS) + 1)))
"""Cumulative; a word is as frequent as its rank in the list says, which is Zipf's law."""

_HOSTS = ("example.org", "docs.example.com", "archive.example.net")


def write_corpus(folder: Path, pages: int, *, cross_file: bool = True) -> None:
    """Write `pages` pages of some 10 kB each, and the images they show, under `folder`.

    Unless `cross_file`, where a page would link to another it links to a section of its own.
    """
    (folder / "images").mkdir(parents=True)
    for number in range(20):
        (folder / "images" / f"figure-{number:02}.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    for number in range(pages):
        page = folder / _path(number)
        page.parent.mkdir(exist_ok=True)
        page.write_text(_Page(number, pages, cross_file=cross_file).text(), encoding="utf-8")


def _path(number: int) -> str:
    return f"part-{number // 50:02}/page-{number:04}.md"


def _capitalise(text: str) -> str:
    return text[0].upper() + text[1:]


class _Page:
    """The text of one page; everything in it follows from its number and how many there are."""

    def __init__(self, number: int, pages: int, *, cross_file: bool) -> None:
        self._number = number
        self._pages = pages
        self._cross_file = cross_file
        self._random = random.Random(number)  # noqa: S311 - a corpus, not a secret
        self._sections = 0

    def text(self) -> str:
        blocks = [self._front_matter(), self._paragraph()]
        size = 0
        while size < PAGE_BYTES:
            section = list(self._section())
            size += sum(len(block.encode()) + 2 for block in section)
            blocks += section
        blocks.append(f"[source]: https://example.org/sources/{self._number} 'Where it comes from'")
        blocks.append("[^1]: " + self._sentence())
        return "\n\n".join(blocks) + "\n"

    def _front_matter(self) -> str:
        return (
            f"---\ntitle: Notes on {self._words(3)}\n"
            f"description: {_capitalise(self._words(18))}\n"
            f"date: 2026-{1 + self._number % 12:02}-{1 + self._number % 28:02}\n"
            f"tags: [{self._words(1)}, {self._words(1)}]\n---"
        )

    def _section(self) -> Iterator[str]:
        self._sections += 1
        level = "##" if self._sections % 3 == 1 else "###"
        yield f"{level} Section {self._sections}"
        yield self._paragraph()
        blocks = (
            self._fence,
            self._fence,
            self._list,
            self._table,
            self._image,
            self._quote,
            self._html,
        )
        yield self._random.choice(blocks)()
        yield self._paragraph()

    def _paragraph(self) -> str:
        between = self._random.choice((" ", "\n"))
        return between.join(self._sentence() for _ in range(self._random.randint(2, 4)))

    def _sentence(self) -> str:
        words = self._words(self._random.randint(8, 18)).split()
        if self._random.choice((True, True, False)):
            words[self._random.randrange(2, 7)] = self._inline()
        return _capitalise(" ".join(words)) + "."

    def _words(self, count: int) -> str:
        drawn = self._random.choices(_WORDS, cum_weights=_WEIGHTS, k=2 * count)
        distinct = (word for word, _ in groupby(drawn))
        return " ".join(islice(distinct, count))

    def _inline(self) -> str:
        words = self._words(2)
        other = self._random.randrange(self._pages)
        page = f"../{_path(other)}" if self._cross_file else ""
        host = self._random.choice(_HOSTS)
        return self._random.choice(
            (
                f"*{words}*",
                f"**{words}**",
                f"`{words.replace(' ', '_')}()`",
                f"`{words.replace(' ', '.')}` and `--{words.replace(' ', '-')}`",
                f"`{words}`",
                f"[{words}](https://{host}/{other}/{words.replace(' ', '-')}?page={other})",
                f"[{words}]({page or '#section-1'})",
                f"[{words}]({page}#section-1)",
                "[an earlier section](#section-1)",
                f"[{words}][source]",
                f"<https://{host}/{other}>",
                f"{words}[^1]",
                f"{words} &amp; {words}",
            )
        )

    def _list(self) -> str:
        mark = self._random.choice(("- ", "1. "))
        items = [mark + self._sentence() for _ in range(self._random.randint(3, 6))]
        items.insert(2, " " * len(mark) + "- " + self._sentence())
        return "\n".join(items)

    def _table(self) -> str:
        rows = (f"| {self._words(2)} | {self._inline()} | {number} |" for number in range(5))
        return "\n".join(("| What | How | Count |", "|:-----|-----|------:|", *rows))

    def _fence(self) -> str:
        lines = (f"{self._words(1)} = {self._words(4).split()!r}" for _ in range(8))
        return "\n".join(("```python", *lines, "```"))

    def _image(self) -> str:
        number = self._random.randrange(20)
        return f"![How the {self._words(3)} changed](../images/figure-{number:02}.png)"

    def _quote(self) -> str:
        return "\n".join(f"> {self._sentence()}" for _ in range(3))

    def _html(self) -> str:
        return f'<figure class="wide">\n<p>{self._words(12)}</p>\n</figure>'
