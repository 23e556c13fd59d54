"""Rule pages to rules, and what a page says to silence them."""
