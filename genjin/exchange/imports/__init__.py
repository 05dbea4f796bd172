"""Files on their way in: read, planned row by row, looked at, then written as one operation that can be undone."""
