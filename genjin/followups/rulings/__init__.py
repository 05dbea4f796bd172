"""Collisions ruled on (domain.md C7): the evidence, the decision with its basis, and the appeal against it."""
