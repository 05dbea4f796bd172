"""`python -m tests.bench`: the budgets of the product, measured at a million leads and ten million changes."""
