"""Many firms at once, from whatever file an institute has; each source is a file here and a line in ``SOURCES``."""

from collections.abc import Callable, Mapping

from jazari_assess.batch.interface import Source


def _excel() -> Source:
    from jazari_assess.batch.sources.excel import ExcelSource

    return ExcelSource()


def _csv() -> Source:
    from jazari_assess.batch.sources.csv import CsvSource

    return CsvSource()


def _parquet() -> Source:
    from jazari_assess.batch.sources.parquet import ParquetSource

    return ParquetSource()


SOURCES: Mapping[str, Callable[[], Source]] = {"excel": _excel, "csv": _csv, "parquet": _parquet}
