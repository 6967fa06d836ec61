"""Files to model: everything that is read is found whole, or all of its problems are told at once."""
