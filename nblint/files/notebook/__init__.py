"""Jupyter notebooks: their cells as one text, and the way from that text back to the JSON file."""

from __future__ import annotations

from nblint.files.notebook.notebook import Notebook, NotebookError, read_notebook

__all__ = ["Notebook", "NotebookError", "read_notebook"]
