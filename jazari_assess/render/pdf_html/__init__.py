"""The report as PDF and HTML, by the template's own files."""
