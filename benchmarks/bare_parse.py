"""The yardstick: parse a page, or all pages under a folder, with markdown-it-py and no more."""

import sys
from pathlib import Path

from markdown_it import MarkdownIt

if __name__ == "__main__":
    path = Path(sys.argv[1])
    pages = sorted(path.rglob("*.md")) if path.is_dir() else [path]
    parser = MarkdownIt("commonmark").enable("table")
    for page in pages:
        parser.parse(page.read_text(encoding="utf-8"))
