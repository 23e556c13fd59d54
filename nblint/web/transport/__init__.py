"""One request to one answer, or to the reason for none, whatever the server does."""
