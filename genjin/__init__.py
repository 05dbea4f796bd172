"""Genjin (跟进): leads, follow-ups, customers, deals and orders in one reversible table."""
