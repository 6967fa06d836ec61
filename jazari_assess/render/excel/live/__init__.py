"""The calculation of a workbook as formulas with their values."""
