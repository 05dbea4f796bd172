"""When people work: days, hours by unit, absences and who stands in."""
