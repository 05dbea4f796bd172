"""The lead register: columns, numbers, channels, status colour, assignment, duplicates."""
