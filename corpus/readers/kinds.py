"""Kinds: what a file is, by its name and by what it begins with; where the two differ, the content counts."""

from __future__ import annotations

import re

from corpus.readers.packages import package_kind
from corpus.readers.readings import Unreadable

PDF, WORD, WORKBOOK, SLIDES, WEB_PAGE, MAIL, PICTURE = (
    "pdf",
    "word",
    "workbook",
    "slides",
    "web page",
    "mail",
    "picture",
)

KIND_BY_SUFFIX = {
    ".pdf": PDF,
    **dict.fromkeys((".docx", ".docm", ".doc", ".wps"), WORD),
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".et"), WORKBOOK),
    **dict.fromkeys((".pptx", ".pptm", ".ppt", ".dps"), SLIDES),
    **dict.fromkeys((".html", ".htm", ".xhtml"), WEB_PAGE),
    ".eml": MAIL,
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"), PICTURE),
}
"""The suffixes that have a reader, or that a person expects to have one; the old forms are told what to be saved as."""

_PACKED = {".docx": WORD, ".xlsx": WORKBOOK, ".pptx": SLIDES}
_SAVED_AS = {WORD: "DOCX", WORKBOOK: "XLSX", SLIDES: "PPTX"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")
_WEB_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S
)
_MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){3,}")
LOOKED_AT = 4_096
"""Bytes at the beginning of a file that tell most kinds."""


def kind_of(data: bytes, suffix: str) -> str:
    """Which reader a file is for. Raises `Unreadable` when there is none."""
    top = data[:LOOKED_AT]
    named = KIND_BY_SUFFIX[suffix]
    if not data.strip():
        raise Unreadable("something to read", "an empty file")
    if b"%PDF-" in top[:1_024]:
        return PDF
    if top.startswith(b"PK\x03\x04"):
        found = package_kind(data)
        if found is None:
            raise Unreadable(f"a file of the kind its name says ({suffix})", "another archive")
        return _PACKED[found]
    if top.startswith(_OLE):
        if _ENCRYPTED in data:
            raise Unreadable("a file without a password", "an encrypted one")
        raise Unreadable(f"a file saved as {_SAVED_AS.get(named, 'a form of today')}", "one in the old binary form")
    if top.startswith(_PICTURES) or (top[:4] == b"RIFF" and top[8:12] == b"WEBP"):
        return PICTURE
    marked = top.removeprefix(b"\xef\xbb\xbf")
    if _WEB_PAGE.match(marked):
        return WEB_PAGE
    if named == MAIL or (named != WEB_PAGE and _MAIL.match(marked)):
        return MAIL
    if named == WEB_PAGE:
        return WEB_PAGE
    raise Unreadable(f"a file of the kind its name says ({suffix})", "something else")
