"""Today 今日 (domain.md D6): whom to contact now and why, with what to prepare."""
