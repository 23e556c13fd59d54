"""Markdown text to a Document; the only importer of markdown-it-py and python-frontmatter."""
