"""Content folders: questionnaires, models, the catalogue and the words of each language."""
