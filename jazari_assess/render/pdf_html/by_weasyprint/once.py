"""The objects of a PDF as bytes that are made once: its writer asks for all of them twice, compressing both times."""

import zlib

import pydyf

_LEVEL = 6
"""Of compression: 9, which the writer has, takes three times as long for files smaller by three hundredths."""
_BEGINS, _ENDS = b"stream\n", b"\nendstream"


class _Written(pydyf.Object):  # type: ignore[misc]  # pydyf publishes no types
    """An object in the place of another, with its bytes as they are now."""

    def __init__(self, found: pydyf.Object) -> None:
        """Take number and bytes of an object that nobody changes any more."""
        super().__init__()
        self.number, self.generation, self.free = found.number, found.generation, found.free
        self._data, self._compressible = found.data, found.compressible

    @property
    def data(self) -> bytes:
        """What is written, without the number."""
        return bytes(self._data)

    @property
    def compressible(self) -> bool:
        """Whether it is written among others, compressed together."""
        return bool(self._compressible)


def write_once(pdf: pydyf.PDF) -> None:
    """Put bytes in the place of all objects; what is changed in them afterwards is lost."""
    for place, found in enumerate(pdf.objects):
        if found.free == "f":
            continue
        if isinstance(found, pydyf.Stream) and found.compress:
            _compress(found)
        pdf.objects[place] = _Written(found)


def _compress(stream: pydyf.Stream) -> None:
    bare = pydyf.Stream(stream.stream).data.partition(_BEGINS)[2].removesuffix(_ENDS)
    stream.stream, stream.compress = [zlib.compress(bare, _LEVEL)], False
    stream.extra["Filter"] = "/FlateDecode"
