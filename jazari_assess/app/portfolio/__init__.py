"""The tasks of the portfolio: an institute's own store of assessments."""
