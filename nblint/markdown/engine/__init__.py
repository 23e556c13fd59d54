"""Markdown text to events, by markdown-it-py."""
