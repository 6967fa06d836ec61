"""``doctor``: what this machine lacks."""
