"""``portfolio``: many firms over time, in a store of the institute's own."""
