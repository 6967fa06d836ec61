"""The store: a database of assessments, on SQLite or PostgreSQL, and all that is done in it."""
