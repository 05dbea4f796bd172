"""Genjin (跟进): leads, follow-ups, customers, deals and orders in one reversible table."""

__version__ = "0.1.0"
