"""Pictures of pages of PDF files and of scans, as browsers show them."""

from __future__ import annotations

import io
import math
from pathlib import Path

import pypdfium2
from PIL import Image

from corpus.readers.kinds import LOOKED_AT, PDF, kind_of
from corpus.readers.limits import MOST_PIXELS

_WIDTH = 1_200
_MOST_PIXELS_SHOWN = 4_000_000


def picture_of_page(path: Path, number: int) -> bytes:
    """A page as PNG; raises whatever the libraries raise of a file that they cannot draw."""
    with path.open("rb") as file:
        kind = kind_of(file.read(LOOKED_AT), path.suffix.lower())
    picture = _page(path, number) if kind == PDF else _scan(path, number)
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


def _page(path: Path, number: int) -> Image.Image:
    document = pypdfium2.PdfDocument(path)
    try:
        page = document[number - 1]
        picture: Image.Image = page.render(scale=_scale(*page.get_size())).to_pil()
        return picture.copy()
    finally:
        document.close()


def _scan(path: Path, number: int) -> Image.Image:
    """A picture as it was read: not turned by what a camera says of it, since its lines were placed without that."""
    with Image.open(path) as scan:
        scan.seek(number - 1)
        width, height = scan.size
        if width * height > MOST_PIXELS:
            raise ValueError("more pixels than are shown")
        scale = min(1.0, _scale(width, height))
        return scan.convert("RGB").resize((max(1, round(width * scale)), max(1, round(height * scale))))


def _scale(width: float, height: float) -> float:
    return min(_WIDTH / width, math.sqrt(_MOST_PIXELS_SHOWN / (width * height)))
