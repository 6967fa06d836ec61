"""Weights of the children of a node, and the judgements they may come from."""
