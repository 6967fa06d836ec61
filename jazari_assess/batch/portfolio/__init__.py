"""What a whole run shows."""
