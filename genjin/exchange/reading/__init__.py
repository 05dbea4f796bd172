"""Reads messy workbooks into typed rows: which row is the header, what each column holds, what each cell says.

Pure: no database, no settings. `document.read_document` is the door; `rows.read_rows` reads with a mapping that a
person has corrected; `preview.preview_document` gives the whole outcome as JSON.
"""
