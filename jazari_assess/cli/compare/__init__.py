"""``compare``: the assessments of one firm side by side."""
