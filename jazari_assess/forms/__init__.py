"""What is filled offline: written out, and read back in."""
