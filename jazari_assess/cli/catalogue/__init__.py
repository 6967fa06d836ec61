"""``catalogue``: who can help, with what."""
