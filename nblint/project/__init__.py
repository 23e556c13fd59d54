"""What a path of this site leads to, on disk."""
