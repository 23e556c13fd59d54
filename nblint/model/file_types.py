"""The endings of file names that say what a file is."""

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdx", ".qmd", ".rmd")
"""Endings of Markdown pages, in lower case."""

NOTEBOOKS = (".ipynb",)
"""Endings of Jupyter notebooks, in lower case."""

PAGES = MARKDOWN + NOTEBOOKS
"""Endings of pages, in lower case."""

HTML = (".html", ".htm")
"""Endings of HTML pages, in lower case."""

CONTENT = frozenset(
    (
        *(".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".tiff", ".webp"),
        *(
            ".mp3",
            ".mp4",
            ".mov",
            ".ogg",
            ".wav",
            ".webm",
            ".doc",
            ".docx",
            ".pdf",
            ".ppt",
            ".pptx",
        ),
        *(".xls", ".xlsx", ".csv", ".zip"),
    )
)
"""Endings of files that are content, never made by a generator: images, sound, film, papers."""


def is_markdown(path: str) -> bool:
    """Tell whether a file is a Markdown page."""
    return path.lower().endswith(MARKDOWN)
