"""Assessments in files: read, checked, migrated, written whole or not at all."""
