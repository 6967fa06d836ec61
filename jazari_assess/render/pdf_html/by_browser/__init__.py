"""The PDF by the Edge, Chrome or Chromium of the machine, where WeasyPrint's libraries do not load."""
