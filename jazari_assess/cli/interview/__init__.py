"""``interview``: ask a firm."""
