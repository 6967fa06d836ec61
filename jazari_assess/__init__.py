"""Industry 4.0 readiness for industrial SMEs: ask, score, plan, report."""

__version__ = "0.2.0"
