"""The report as a document that a consultant goes on editing."""
