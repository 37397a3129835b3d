"""One module for each kind of file: bytes to drafts."""
