"""How places, found values and near misses are said."""

import time

from jazari_assess.reading.yaml_json.document import dotted, found, nearest


def test_a_path_reads_like_the_file() -> None:
    """Keys are joined by points, positions stand in brackets, a key's invisible characters are named."""
    assert dotted(("nodes", "overall", "children", 1)) == "nodes.overall.children[1]"
    assert dotted(("a\u202eb",)) == "a<U+202E>b"
    assert dotted(()) == ""


def test_a_found_value_is_shown_as_it_is_written() -> None:
    """Texts without quotes, everything else as in the file, cut to 80 characters."""
    assert [found(value) for value in ("no", True, None, 2.5, ("a", 1), {"k": "é"})] == [
        "no",
        "true",
        "null",
        "2.5",
        '["a", 1]',
        '{"k": "é"}',
    ]
    assert found("x" * 81) == "x" * 79 + "…"
    assert len(found("x" * 80)) == 80


def test_near_misses_come_best_first_and_never_take_long() -> None:
    """Three names at most; among many thousand only those that begin alike are compared."""
    assert nearest("tols", ["paper", "tools", "uses", "toll"]).split(", ")[0] in ("tools", "toll")
    assert nearest("x", []) == "—"
    many = [f"{letter}-{number}" for letter in "abc" for number in range(20_000)]
    start = time.process_time()
    assert nearest("b-1x", many).split(", ")[0] == "b-1"
    assert time.process_time() - start < 2
