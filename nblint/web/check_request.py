"""What is asked of one address."""

from __future__ import annotations

from msgspec import Struct

from nblint.model.link_status import Aspect

# Endings of paths that are no pages: there is no title to read, and no anchor.
_FILES = (
    ".avif .bib .bz2 .csv .dmg .doc .docx .eps .exe .gif .gz .ico .iso .jpeg .jpg .js .json .mov "
    ".mp3 .mp4 .msi .ogg .parquet .pdf .png .ppt .pptx .ps .rar .svg .tar .tgz .tif .tiff .ttf "
    ".wasm .wav .webm .webp .whl .woff .woff2 .xls .xlsx .xz .zip .zst"
)
_ENDINGS = tuple(_FILES.split())


class CheckRequest(Struct, frozen=True, gc=False):
    """What is asked of an address, on behalf of all the places that lead to it.

    `url` is its normal form, `written` what is sent: as an author wrote it, without the fragment.
    `fragments` are what follows the `#` at those places.
    """

    url: str
    written: str
    fragments: frozenset[str] = frozenset()
    aspects: frozenset[Aspect] = frozenset()

    @property
    def reads_body(self) -> bool:
        """Tell whether the page itself must be read, not only its status and headers."""
        if self.fragments:
            return True
        path = self.url.partition("?")[0].lower()
        return "page" in self.aspects and not path.endswith(_ENDINGS)
