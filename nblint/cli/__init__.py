"""The command line: arguments, commands and their exit status."""
