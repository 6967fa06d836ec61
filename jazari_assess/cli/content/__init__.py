"""``content``: questionnaires, models and catalogue entries."""
