"""The process that opens a PDF: it has limits of memory and time, and gives back attachments by name as JSON."""

import io
import json
import sys
import zlib
from base64 import b64encode
from collections.abc import Collection

from jazari_assess.reading.yaml_json.building import ASSESSMENT_LIMITS
from jazari_assess.sandbox import limit

_MOST_MEMORY = 2 * 2**30
"""Bytes of address space, of which libraries reserve a part: what an office machine can spare."""
_MOST_SECONDS = 30
"""Of the processor: a report is opened in a fraction of one."""
_LARGEST = 4 * ASSESSMENT_LIMITS.size
"""Bytes of an attachment when unpacked: a result holds its assessment and the scores."""


def attachments(pdf: bytes, names: Collection[str]) -> dict[str, dict[str, str]]:
    """Return description and data (base64) of the attachments that have one of these names.

    Raises an exception of any kind for a file that is no PDF, is encrypted, or unpacks to too much.
    """
    import pikepdf  # noqa: PLC0415 - only this process loads it

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        files = {name: opened.attachments[name] for name in names if name in opened.attachments}
        return {
            name: {
                "description": str(file.obj.get("/Desc", "")),
                "data": b64encode(_unpacked(file.get_file().obj)).decode(),
            }
            for name, file in files.items()
        }


def _unpacked(stream: "object") -> bytes:
    from pikepdf import Name, Stream  # noqa: PLC0415 - as above

    if not isinstance(stream, Stream):
        raise TypeError(type(stream))
    packed = stream.read_raw_bytes()
    match stream.get("/Filter"):
        case None:
            data = packed
        case Name.FlateDecode:
            data = zlib.decompressobj().decompress(packed, _LARGEST + 1)
        case other:
            raise ValueError(str(other))
    if len(data) > _LARGEST:
        raise ValueError(len(data))
    return data


def main() -> None:
    """Read a PDF from standard input; the arguments are the names to look for."""
    limit(memory=_MOST_MEMORY, seconds=_MOST_SECONDS)
    found = attachments(sys.stdin.buffer.read(), sys.argv[1:])
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
