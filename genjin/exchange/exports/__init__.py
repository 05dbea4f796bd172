"""Rows on their way out: the reader's own rows and columns, typed, marked with who took them and when."""
