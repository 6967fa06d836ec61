"""Forms that firms fill offline: made, sent out, taken back."""
