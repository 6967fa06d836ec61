"""``score`` and ``explain``."""
