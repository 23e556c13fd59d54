"""nblint's spelling beside that of other tools, on misspellings that people have mended."""
