"""Packages: DOCX, XLSX and PPTX are ZIP archives, which are looked through before a reader unpacks them."""

from __future__ import annotations

import io
import zipfile

from corpus.readers.limits import MEGABYTE, MOST_PARTS, MOST_UNPACKED
from corpus.readers.readings import Remark, Unreadable

_KINDS = {"word/document.xml": ".docx", "xl/workbook.xml": ".xlsx", "ppt/presentation.xml": ".pptx"}


def package_kind(data: bytes) -> str | None:
    """The suffix of what a ZIP archive holds, told from the names of its parts. Raises `Unreadable`."""
    names = {part.filename for part in _parts(data)}
    return next((suffix for name, suffix in _KINDS.items() if name in names), None)


def check_package(data: bytes) -> tuple[Remark, ...]:
    """What to tell of a package that may be unpacked. Raises `Unreadable` for one that may not."""
    parts = _parts(data)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED:
        raise Unreadable(f"at most {MOST_UNPACKED // MEGABYTE} MB when unpacked", f"{unpacked / MEGABYTE:.0f} MB")
    if len(parts) > MOST_PARTS:
        raise Unreadable(f"at most {MOST_PARTS:,} parts", f"{len(parts):,}")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("a file without a password", "an encrypted one")
    names = [part.filename.lower() for part in parts]
    passed_over = {
        "macros": any(name.endswith("vbaproject.bin") for name in names),
        "comments": any(name.startswith(("word/comments", "ppt/comments")) for name in names),
    }
    return tuple(Remark(1, "file", f"its {kind} are passed over") for kind, is_there in passed_over.items() if is_there)


def _parts(data: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except Exception as error:
        # A damaged archive fails with whatever its numbers lead to.
        raise Unreadable("a file that is whole", f"a damaged archive ({error})") from error
