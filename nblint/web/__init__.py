"""Addresses to verdicts, asynchronously; the only importer of httpx."""
