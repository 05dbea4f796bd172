"""A letter: one mail of ours to one person of one lead, on its record's timeline (domain.md A11, D13, J2)."""
