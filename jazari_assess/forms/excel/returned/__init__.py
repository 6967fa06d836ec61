"""A form that came back: guarded, then read as far as it goes, each problem by sheet and cell."""
