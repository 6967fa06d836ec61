"""Many firms over time: the institute's own store of assessments, and what it holds as plain records."""
