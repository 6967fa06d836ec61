"""The steps, one a version; Alembic finds them here and orders them by what each comes after."""
