"""The catalogue: ours, and an institute's own entries."""
