"""What follows from an outcome of a contact (domain.md D5), and from a buying signal (D10, H2)."""
