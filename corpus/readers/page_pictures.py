"""Pictures of pages of PDF files, as browsers show them."""

from __future__ import annotations

import math
import zlib
from pathlib import Path

import pypdfium2

_WIDTH = 1_200
_MOST_PIXELS = 4_000_000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOUR = bytes((8, 2, 0, 0, 0))  # eight bits each of red, green and blue


def picture_of_page(path: Path, number: int) -> bytes:
    """A page as PNG; raises whatever the library raises of a file that it cannot draw."""
    document = pypdfium2.PdfDocument(path)
    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(_WIDTH / width, math.sqrt(_MOST_PIXELS / (width * height)))
        bitmap = page.render(scale=scale, rev_byteorder=True)
        try:
            return _png(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            bitmap.close()
    finally:
        document.close()


def _png(width: int, height: int, stride: int, pixels: bytes) -> bytes:
    rows = b"".join(b"\0" + pixels[start : start + 3 * width] for start in range(0, stride * height, stride))
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + _COLOUR
    return _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 6)) + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")
