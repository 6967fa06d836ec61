"""A result, its roadmap and one language become everything a report says, once, for every output."""
