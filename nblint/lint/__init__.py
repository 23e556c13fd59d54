"""A run: pages are scanned and followed, and what is found becomes a report."""
