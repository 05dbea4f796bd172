"""What serves a customer beside selling: letters, materials; later cases, surveys, knowledge."""
