"""A private iCalendar feed of one's plans, for any calendar program (domain.md D7)."""
