"""``plan``: what to do, in which quarter, and why."""
