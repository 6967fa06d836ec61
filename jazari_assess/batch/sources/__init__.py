"""Inputs of every kind, staged as tables."""
