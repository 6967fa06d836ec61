"""The process that tries whether WeasyPrint loads: it says as JSON what lacks, or whether fonts are cut quickly."""

import contextlib
import io
import json
import sys
import warnings


def tried() -> dict[str, object]:
    """Load WeasyPrint and return what came of it."""
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the subsetter, which is told below
            from weasyprint.text import ffi  # noqa: PLC0415 - it is what is tried
    except (ImportError, OSError) as error:
        return {"reason": " ".join(str(error).split())}
    return {"subsetter": ffi.harfbuzz_subset is not None}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(tried()))
