"""``batch``: many firms at once."""
