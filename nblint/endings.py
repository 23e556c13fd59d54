"""The endings of file names that say what a file is."""

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdx", ".qmd", ".rmd")
"""Endings of Markdown pages, in lower case."""

HTML = (".html", ".htm")
"""Endings of HTML pages, in lower case."""
