"""Persons at a lead beyond its main contact, with their phones and addresses."""
