"""Giving somebody's leads to others in one reviewed step, with a briefing for each customer (domain.md C5)."""
