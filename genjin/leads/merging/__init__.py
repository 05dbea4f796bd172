"""Several leads that are one customer become one lead, and can become several again (domain.md B8)."""
