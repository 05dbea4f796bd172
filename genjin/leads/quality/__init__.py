"""What a lead is worth knowing: cleaning, scorecard, completeness, data review (domain.md B6, B9, B12)."""
