"""Many firms drawn: what is counted over them, in every output."""
