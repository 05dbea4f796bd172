"""Contacts as the engine knows them."""
