"""Which files are pages, and what is in them."""
