"""The full-screen interface: the only place that loads Textual."""
