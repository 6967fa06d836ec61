"""An institute's brand folder: ordinary files only, everything bounded."""
