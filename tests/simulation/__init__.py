"""A sales organisation at work, with time moved by the clock: what the promises of discipline come to in a quarter.

`quarter.py` runs it, `watching.py` counts. Everything people do goes through the product's own verbs, everything that
happens by itself through the worker's own jobs and senders.
"""
