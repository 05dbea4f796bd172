"""Django's PostgreSQL with instants that are read at the speed of the rest of a row."""
