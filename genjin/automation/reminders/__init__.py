"""Reminders of planned contacts, and the digest of the morning (domain.md D7)."""
