"""The sample team: people, companies and half a year of work, all made up by a generator."""
