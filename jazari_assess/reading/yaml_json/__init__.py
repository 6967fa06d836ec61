"""YAML and JSON files read strictly: every place kept, nothing hidden, all problems at once."""
