"""The sheets of the form, one a file."""
