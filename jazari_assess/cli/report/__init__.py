"""``report`` and ``demo``."""
