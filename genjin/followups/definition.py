"""Follow-ups, promises and comments as the engine knows them."""
