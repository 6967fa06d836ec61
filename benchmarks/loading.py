"""Loading the content in its three languages, beside the C parser that only walks over the same bytes.

Time is that of the processor, so that what else the machine does counts little; loading is one thread.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from yaml._yaml import CParser

from jazari_assess.content import interface_text_folder, own_root
from jazari_assess.engine.weights.weighting import consistency_ratio
from jazari_assess.reading.content.interface_text import read_interface_text, read_report_text
from jazari_assess.reading.content.languages import REFERENCE
from jazari_assess.reading.content.library import read_library

ROUNDS = 9
MOST_TIMES = 8.0
LANGUAGE = "ar"


def _content_files() -> list[Path]:
    parts = ("questionnaires", "scoring")
    return [path for part in parts for path in (own_root() / part).rglob("*.yaml") if "examples" not in path.parts]


def _word_files() -> list[Path]:
    folders = (interface_text_folder(), _report() / "text")
    return [folder / f"{language}.yaml" for folder in folders for language in (LANGUAGE, REFERENCE)]


def _report() -> Path:
    return own_root() / "report_templates" / "standard"


def _walk(files: list[Path]) -> None:
    for path in files:
        parser = CParser(path.read_bytes())
        while parser.get_event() is not None:
            pass


def _read_content() -> None:
    read_library([own_root()], consistency_ratio)


def _read_words() -> None:
    read_interface_text(LANGUAGE)
    read_report_text([_report()], LANGUAGE)


def _seconds(run: Callable[[], object]) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started


def _row(label: str, files: list[Path], read: Callable[[], None]) -> bool:
    """Time both in turn; print one row, and say whether the marks hold."""
    rounds = [(_seconds(lambda: _walk(files)), _seconds(read)) for _ in range(ROUNDS)]
    times = statistics.median(ours / bare for bare, ours in rounds)
    bare, ours = (statistics.median(column) for column in zip(*rounds, strict=True))
    size = sum(path.stat().st_size for path in files)
    print(f"{label:44} {size / 1e3:6.0f} kB  C parser {bare:.3f} s  ours {ours:.3f} s  {times:.1f} x")
    return times <= MOST_TIMES


def main() -> int:
    """Print one table; exit 1 when a mark is missed."""
    held = [
        _row("content in three languages, checked", _content_files(), _read_content),
        _row(f"words of interface and report, {LANGUAGE} against {REFERENCE}", _word_files(), _read_words),
    ]
    print(f"mark: at most {MOST_TIMES:g} x the C parser over the same bytes")
    return int(not all(held))


if __name__ == "__main__":
    sys.exit(main())
