"""The report as a workbook that people go on working in."""
