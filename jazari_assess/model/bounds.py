"""How much may be asked for: bounds of options and of what they fill. It loads nothing: help shows them."""

SHORTEST_HORIZON, LONGEST_HORIZON = 3, 60
"""Months of a plan: one quarter, of which plans are made; five years, beyond which programmes and firms are others."""
MOST_CAPACITY = 10_000
"""Person-days a quarter: 150 persons; a bound against slips."""
MOST_MILLIONS = 1e6
"""Million dirhams: a bound against slips, not a limit of ours."""
WIDEST_GAP = 0.5
"""Share of the gains that a better plan may bring: nobody is shown one that may miss more than half of them."""
MOST_STALE_MONTHS = 600
"""Fifty years: beyond that a number is a slip, and dates would leave the calendar."""
LISTED_FIRMS, MOST_LISTED = 20_000, 1_000_000
"""Firms in a workbook: those of a sheet that opens in seconds; at most nearly as many as a sheet has rows."""
MOST_WORKERS = 512
"""Processes: a large server may use all its processors; a slip does not fill the memory."""
STAGE_MONTHS, MOST_STAGE_MONTHS = 12, 120
"""Between two assessments: of a plan of 18 months two thirds are over, and what it brought shows in the answers. Ten
years, twice the longest horizon: a bound against slips."""
WITHIN_DAYS, MOST_WITHIN_DAYS = 30, 3660
"""Ahead: time to make an appointment; ten years, as between two assessments."""
MOST_KEPT_MONTHS = 1200
"""A hundred years: a bound against slips, after which nothing would be found that is past its term."""
MOST_FEWEST = 1000
"""Firms in the smallest block that is published: an institute may ask for far more than it must; with a slip nothing
could be published."""
