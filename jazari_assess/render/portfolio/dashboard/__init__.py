"""The dashboard of a portfolio as one HTML file: rows of bytes, and a script that filters and counts them."""
