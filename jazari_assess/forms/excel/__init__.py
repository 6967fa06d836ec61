"""The form as a workbook: it scores and advises as it is filled, by formulas alone, and is read back."""
