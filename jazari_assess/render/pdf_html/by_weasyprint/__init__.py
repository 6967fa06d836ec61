"""The PDF by WeasyPrint: the first choice wherever its libraries load."""
