"""The plain interface: line by line."""
