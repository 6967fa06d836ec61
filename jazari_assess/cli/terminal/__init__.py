"""What people read in a terminal, and how text gets there."""
