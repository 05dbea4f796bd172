"""A mailing: one mail, personalised, to many leads, one operation (domain.md D13)."""
