"""Templates of mails: texts with places for what a lead's row says (domain.md D13)."""
