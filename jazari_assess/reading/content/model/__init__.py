"""What must agree inside a maturity model."""
