"""What nblint's speed claims rest on."""
