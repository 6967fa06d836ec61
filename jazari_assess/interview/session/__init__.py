"""The state of one interview, without a screen."""
