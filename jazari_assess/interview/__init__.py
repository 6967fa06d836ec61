"""The interview: one session core without a screen, a plain interface line by line, a full-screen interface."""
