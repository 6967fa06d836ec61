"""The second version: how long each question took, and which files were written out of the store, for erasing them."""

TABLES = {
    "timing": """CREATE TABLE timing (
    assessment {ref} NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    seconds {real} NOT NULL,
    PRIMARY KEY (assessment, question)
){strict_keyed}""",
    "written": """CREATE TABLE written (
    path TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    day TEXT NOT NULL
){strict}""",
}
