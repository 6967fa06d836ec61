"""Which column holds which question, and which wording means which answer."""
