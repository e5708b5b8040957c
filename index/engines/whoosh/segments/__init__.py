"""Segments: what an index keeps of its documents, as arrays in files, and how they are written and merged."""
