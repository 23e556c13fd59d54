"""What earlier runs found of each address, in SQLite."""
