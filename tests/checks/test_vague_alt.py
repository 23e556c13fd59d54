from __future__ import annotations

import pytest

from nblint.checks.vague_alt import CHECK
from nblint.markdown.parse import parse


def found(text: str, path: str = "page.md") -> list[str]:
    return [finding.message for finding in CHECK.run(parse(text, path), CHECK.options())]


@pytest.mark.parametrize(
    "alt",
    [
        "plot.PNG",
        "my plot v2.svg",
        "IMG_1234",
        "DSC00012",
        "P1020304",
        "PXL_20240101_101112",
        "Pasted image 20240101101112",
        "CleanShot 2024-01-01 at 10 11 12@2x",
        "Screenshot from 2024-01-02 10-11-12",
        "Screencast from 02 01 2024 10 11 12",
        "Screen Recording 2024-01-02 at 10.11.12",
        "Clean Shot 2024-01-02 at 10 11 12",
        "Screen Shot 2024-01-01 at 1.02.03 PM",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    ],
)
def test_file_name(alt: str) -> None:
    assert found(f"![{alt}](x)") == [f'alt text "{alt}" is a file name']


@pytest.mark.parametrize(
    "alt",
    [
        "Image",
        "image.",
        "Alt text",
        "image-20240101",
        "Picture 3",
        "Untitled 1",
        "12",
        "...",
        "Bild",
        "Capture d\u2019écran",
        "在这里插入图片描述",
        "画像",
        "изображение",
    ],
)
def test_nothing_said(alt: str) -> None:
    assert found(f"![{alt}](x)") == [f'alt text "{alt}" does not describe the image']


@pytest.mark.parametrize(
    "alt",
    [
        "",
        "Transformer",
        "VAE",
        "Summary - LLM",
        "logo",
        "Figure 1",
        "404",
        "5 €",
        "🎉",
        "P-51",
        "v1.2",
        "Node.js",
        "see plot.png for details",
        "Photo of 2 cats",
        "image 2 of 5: a cat",
    ],
)
def test_silent(alt: str) -> None:
    assert found(f"![{alt}](x)") == []


def test_front_matter_has_no_alternative_text() -> None:
    assert found("---\nimage: image.png\n---\n") == []
