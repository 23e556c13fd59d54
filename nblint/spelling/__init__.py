"""Find misspellings and real-word errors in English text."""
