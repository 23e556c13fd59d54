"""What nblint learns from git, with nothing run that a repository or its settings name."""
