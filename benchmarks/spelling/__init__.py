"""Compare the spell checking of nblint and other tools on misspellings fixed in commits."""
