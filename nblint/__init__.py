"""nblint: a link checker and content linter for Markdown notebooks."""

__all__ = ["__version__"]

__version__ = "0.1.0"
