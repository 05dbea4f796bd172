"""Sales pipelines: stages with written definitions, the visits to them, and the cadence that belongs to a grade."""
