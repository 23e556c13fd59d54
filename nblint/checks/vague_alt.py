"""Alternative text that says nothing about its image."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nblint.checks.check import NoOptions, PageCheck
from nblint.checks.common.quoting import quoted
from nblint.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Document

_FILE_NAME = re.compile(
    r"""[^/\\<>:"|?*]+ \. (?:png|jpe?g|jfif|gif|svg|webp|avif|bmp|tiff?|heic|ico|pdf)
    | (?: (?:img|dsc[nf]?|pxl|mvimg|gopr|p(?=\d{6})|cleanshot|snipaste|pasted[ ]image) [ _-]* \d
        | (?:screen[ ]?shot|screen[ ]?cast|screen[ ]recording|clean[ ]shot|whatsapp[ ]image
            |bildschirmfoto) (?:[ ]from)? [ _-]* (?:\d{4}-\d|\d\d[ .-]\d\d[ .-]\d{4}) )
      [\d _.:-]* (?:(?:at|um|à|om)[ ][\d .:-]+(?:[ ]?[ap]m)?)? (?:@2x)? (?:\(\d+\))?
    | [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}""",
    re.VERBOSE | re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![ _-])[ _-]*+\d+")
_NO_WORD = re.compile(r"\d{1,2}|[!-/:-@\[-`{-~]+", re.ASCII)
_GENERIC = frozenset(
    """
    image|img|images|picture|pic|photo|photograph|graphic|screenshot|screen shot|screen-shot
    |alt|alt text|alt-text|alternative text|alternate text|image alt text|image alt|text
    |image description|description|enter image description here|image title|title|caption
    |untitled|unnamed|drawing|placeholder|this image|an image|the image
    |bild|foto|abbildung|bildschirmfoto|beschreibung|bildbeschreibung|alternativtext
    |photographie|capture|capture d'écran|texte alternatif
    |imagen|captura|captura de pantalla|texto alternativo|imagem|captura de tela
    |immagine|schermata|testo alternativo|afbeelding|schermafbeelding|skärmbild|skärmdump
    |obraz|obrazek|zdjęcie|zrzut ekranu|resim|görsel|ekran görüntüsü
    |изображение|картинка|скриншот|фото|рисунок|зображення
    |图片|圖片|图像|圖像|截图|截圖|截屏|照片|图片描述|在这里插入图片描述
    |画像|写真|スクリーンショット|代替テキスト|이미지|사진|스크린샷
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)


def check(document: Document, _options: NoOptions) -> Iterator[Finding]:
    """Find each alternative text that is a file name, a number or only names the medium."""
    for image in document.images:
        alt = (image.alt or "").strip()
        if not alt or image.kind == "front matter":
            continue
        if _FILE_NAME.fullmatch(alt):
            fault = "is a file name"
        elif _is_generic(alt) or _NO_WORD.fullmatch(alt):
            fault = "does not describe the image"
        else:
            continue
        yield Finding(
            image.alt_span.or_else(image.span),
            f"alt text {quoted(alt)} {fault}",
            "describe the image in a few words",
            target=image.target,
        )


def _is_generic(alt: str) -> bool:
    """Tell whether the text only names the medium, as "Image 2." does."""
    words = " ".join(alt.strip("[](){}.:!").split()).lower().replace("\u2019", "'")
    return words in _GENERIC or (words[-1:].isdigit() and _NUMBER.sub("", words) in _GENERIC)


CHECK = PageCheck("vague-alt", check)
