"""People, the organisation tree, roles and everything about signing in. Implements the engine's `Actor`."""
