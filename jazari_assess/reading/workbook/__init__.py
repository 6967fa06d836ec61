"""Small workbooks from outside, such as a form or a matrix: guarded, then read as plain text cells."""
