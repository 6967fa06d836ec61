"""The chapters of a document, in the order of the pages on paper: each says what the page of the report says."""
