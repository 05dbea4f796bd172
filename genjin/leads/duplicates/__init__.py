"""Duplicates (domain.md B7): a matcher with evidence and score, suspect pairs, the standing scan, look-alikes."""

from __future__ import annotations

from genjin.leads.duplicates.company_name import company_key
from genjin.leads.duplicates.evidence import Evidence
from genjin.leads.duplicates.matches import Match, find_matches
from genjin.leads.duplicates.pairs import compare_leads, mark_merged

__all__ = ["Evidence", "Match", "company_key", "compare_leads", "find_matches", "mark_merged"]
