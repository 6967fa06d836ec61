"""``weights``: those of a model, and new ones."""
