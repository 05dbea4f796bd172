"""What people are told: kinds of notice, telling, and the ways a notice goes."""
