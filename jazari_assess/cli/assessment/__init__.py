"""``assessment``: work on assessment files."""
