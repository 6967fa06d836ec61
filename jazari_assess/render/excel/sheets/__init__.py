"""The sheets of a workbook, one a file."""
