"""One subcommand per file: arguments to exit status."""
