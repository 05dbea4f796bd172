"""Leads that nobody has: who may see and take them, how many, and which fall back when nobody looks after them."""
