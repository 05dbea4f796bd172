"""Not too often (domain.md D3): how often a customer may be contacted, by whomever and whatever."""
