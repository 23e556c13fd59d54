"""The texts of links: what the checks of them share."""

from __future__ import annotations

import re
from string import punctuation
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document, Link

_PICTURE = re.compile(r"!\[|<(?:img|svg|picture)\b", re.IGNORECASE)
_PUNCTUATION = punctuation + "“”„‘’«»‹›…–—→←↗·•¿¡。、：！？（）「」 "  # noqa: RUF001 - as written

VAGUE = (
    "here", "click here", "click", "click this", "click on this", "click this link", "press here",
    "see here", "look here", "right here", "over here", "go here", "read here", "there",
    "this", "that", "it", "these", "this one", "that one", "this link", "that link", "the link",
    "this url", "link", "more", "read more", "see more", "learn more", "find out more", "more info",
    "more information", "more details", "read on", "continue reading",
    "hier", "hier klicken", "klicke hier", "klicken sie hier", "dieser link", "mehr", "weiterlesen",
    "mehr erfahren", "mehr lesen", "klik hier", "lees meer", "meer informatie", "deze link",
    "ici", "cliquez ici", "ce lien", "lien", "en savoir plus", "lire la suite", "plus d'infos",
    "aquí", "haz clic aquí", "haga clic aquí", "pulsa aquí", "este enlace", "enlace", "leer más",
    "más información", "ver más", "aqui", "clique aqui", "este link", "leia mais", "saiba mais",
    "qui", "clicca qui", "questo link", "leggi di più", "leggi tutto",
    "здесь", "тут", "ссылка", "эта ссылка", "подробнее", "читать далее",
    "这里", "此处", "点击这里", "点此", "链接", "这个链接", "更多", "阅读更多",
    "這裡", "點擊這裡", "連結",
    "ここ", "こちら", "こちらをクリック", "リンク", "続きを読む", "여기", "링크", "더 보기",
)  # fmt: skip
"""Texts that only point, in the languages whose pages use them most."""


def worded_links(document: Document) -> Iterator[Link]:
    """Yield the links that have a text of their own: written by an author, in words."""
    for link in document.links:
        if link.kind in ("inline", "reference") or (link.kind == "html" and link.element == "a"):
            yield link


def plain(text: str) -> str:
    """Return a text in lower case on one line, without hyphens and the punctuation around it."""
    return " ".join(text.casefold().replace("-", " ").split()).strip(_PUNCTUATION)


def is_words(document: Document, link: Link) -> bool:
    """Tell whether a link's text is neither code nor a picture."""
    source = link.text_span.of(document.text).strip()
    return not (source.startswith("`") and source.endswith("`")) and not _PICTURE.search(source)
