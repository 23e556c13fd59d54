"""Whether a word is misspelt, and what was meant."""
