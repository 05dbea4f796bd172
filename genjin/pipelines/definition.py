"""Pipelines, stages, visits and cadence as the engine knows them."""
