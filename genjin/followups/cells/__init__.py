"""Reads a 跟进记录 cell into dated follow-ups, promises and the next contact. Pure: text in, findings out."""
