"""A firm over time: its assessments compared, worded, written."""
