"""Texts out of files: plain ones in any of three encodings, documents through a process of their own."""
