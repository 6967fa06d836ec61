"""What must not wait and what to do first, as formulas over the answers of the form."""
