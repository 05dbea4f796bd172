"""Leads, channels and size bands as the engine knows them."""
