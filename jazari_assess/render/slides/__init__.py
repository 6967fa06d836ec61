"""The report as slides for the meeting that gives the results back."""
