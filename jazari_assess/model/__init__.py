"""What things are: frozen, strict types that know nobody."""
