"""Charts: pure geometry, and which numbers go into which shape."""
