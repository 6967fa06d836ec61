"""Blocks of a table: understood, scored by the engine's kernel."""
