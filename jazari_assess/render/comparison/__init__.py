"""A firm over time, in every output."""
