"""Files damaged or made to do harm, from the samples: always the same ones for a number.

`python -m eval.faults.harmful FOLDER [COUNT]` writes them.
"""

from __future__ import annotations

import io
import random
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from eval.faults.samples import SAMPLES, pdf_of

Random = random.Random
_PACKED = (".docx", ".xlsx", ".pptx")
_MAIN = {".docx": "word/document.xml", ".xlsx": "xl/worksheets/sheet1.xml", ".pptx": "ppt/slides/slide1.xml"}


def damaged_files(count: int, *, with_texts: bool = False) -> Iterator[tuple[str, bytes]]:
    """So many files with their names: three of four damaged at random, each fourth made to do harm.

    With texts there are also those kinds that no reader of files reads: Markdown, YAML and CSV.
    """
    suffixes = [*SAMPLES, *(_TEXTS if with_texts else ())]
    harmful = _HARMFUL + _HARMFUL_TEXTS if with_texts else _HARMFUL
    for number in range(count):
        chance = random.Random(number)  # noqa: S311  # the same files each time
        if number % 4 == 3:
            name, make = harmful[number // 4 % len(harmful)]
            yield f"{number:03}-{name}", make(chance)
        else:
            suffix = suffixes[number % len(suffixes)]
            data = chance.choice(_DAMAGES[suffix in _PACKED])(sample(suffix), chance)
            shown = suffix if chance.random() < 0.9 else chance.choice(suffixes)
            yield f"{number:03}-damaged{shown}", data


@cache
def sample(suffix: str) -> bytes:
    """The sample of a kind, made once."""
    return (SAMPLES | _TEXTS)[suffix]()


def _flipped(data: bytes, chance: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 10, 200))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def _doubled(data: bytes, chance: Random) -> bytes:
    start, end = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:end] + data[start:end] * chance.choice((1, 3, 30)) + data[end:]


def _emptied(data: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(data))
    size = min(chance.choice((16, 512, 4_096)), len(data) - start)
    return data[:start] + bytes(size) + data[start + size :]


def _within(data: bytes, chance: Random) -> bytes:
    """One part of a package damaged, the package whole."""
    name = chance.choice(zipfile.ZipFile(io.BytesIO(data)).namelist())
    damage = chance.choice((_flipped, _cut, _doubled, _emptied))
    return _repacked(data, name, lambda part: damage(part, chance) if part else part)


def _without(data: bytes, chance: Random) -> bytes:
    name = chance.choice(zipfile.ZipFile(io.BytesIO(data)).namelist())
    return _repacked(data, name, lambda _: None)


def _repacked(
    data: bytes, name: str, change: Callable[[bytes], bytes | None], *, more: dict[str, bytes] | None = None
) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = change(old.read(part)) if part == name else old.read(part)
            if content is not None:
                new.writestr(part, content)
        for added, content in (more or {}).items():
            new.writestr(added, content)
    return written.getvalue()


_PLAIN_DAMAGES = (_flipped, _cut, _doubled, _emptied)
_DAMAGES = {False: _PLAIN_DAMAGES, True: (*_PLAIN_DAMAGES, _within, _within, _within, _without)}


def _bomb(suffix: str, size: int) -> Callable[[Random], bytes]:
    """A part that unpacks to far more than it takes."""
    return lambda _: _repacked(sample(suffix), "", lambda part: part, more={"media/x.bin": _zeros(size)})


def _nested_bomb(chance: Random) -> bytes:
    """A package in a package in a package, the innermost of which unpacks to far more than it takes."""
    inner = _bomb(".docx", 400_000_000)(chance)
    for depth in range(3):
        inner = _repacked(sample(".docx"), "", lambda part: part, more={f"word/embeddings/{depth}.docx": inner})
    return inner


@cache
def _zeros(size: int) -> bytes:
    return bytes(size)


def _nested(suffix: str, opening: bytes, closing: bytes, before: bytes) -> Callable[[Random], bytes]:
    """Elements in elements, a hundred thousand deep."""

    def nested(part: bytes) -> bytes:
        return part.replace(before, before + opening * 100_000 + closing * 100_000, 1)

    return lambda _: _repacked(sample(suffix), _MAIN[suffix], nested)


def _huge_cell(_: Random) -> bytes:
    cell = b'<c r="A20" t="inlineStr"><is><t>' + b"x" * 200_000_000 + b"</t></is></c>"
    row = b'<row r="20">' + cell + b"</row></sheetData>"
    return _repacked(sample(".xlsx"), _MAIN[".xlsx"], lambda part: part.replace(b"</sheetData>", row))


def _far_cell(_: Random) -> bytes:
    row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return _repacked(sample(".xlsx"), _MAIN[".xlsx"], lambda part: part.replace(b"</sheetData>", row))


def _huge_merge(_: Random) -> bytes:
    merged = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return _repacked(
        sample(".xlsx"), _MAIN[".xlsx"], lambda part: part.replace(b"</sheetData>", b"</sheetData>" + merged)
    )


def _laughs(suffix: str) -> Callable[[Random], bytes]:
    """Entities that unfold to billions of letters."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 11))
    document = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{entities}]><x>&e10;</x>'.encode()
    return lambda _: _repacked(sample(suffix), _MAIN[suffix], lambda _: document)


def _outside(suffix: str) -> Callable[[Random], bytes]:
    """Relations and entities that lead to other machines and to files of this one."""
    relation = (
        b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        b'Target="http://127.0.0.1:9/x.png" TargetMode="External"/></Relationships>'
    )
    name = _MAIN[suffix].replace("word/", "word/_rels/").replace("slides/", "slides/_rels/") + ".rels"
    return lambda _: _repacked(sample(suffix), name, lambda part: part.replace(b"</Relationships>", relation))


def _entity_file(_: Random) -> bytes:
    document = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'
    return _repacked(sample(".docx"), _MAIN[".docx"], lambda _: document)


def _macros(suffix: str) -> Callable[[Random], bytes]:
    return lambda _: _repacked(
        sample(suffix), "", lambda part: part, more={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 99}
    )


def _pdf_bomb(_: Random) -> bytes:
    stream = zlib.compress(zlib.compress(_zeros(400_000_000), 9), 9)
    content = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(stream), stream)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content])


def _pdf_loop(_: Random) -> bytes:
    return pdf_of(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000000/Parent 2 0 R>>"]
    )


def _pdf_nested(_: Random) -> bytes:
    deep = b"<</Type/Pages/Kids[3 0 R]/Count 1/X " + b"[" * 200_000 + b"]" * 200_000 + b">>"
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", deep, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9e9 9e9]>>"])


def _pdf_script(_: Random) -> bytes:
    action = b"<</Type/Action/S/JavaScript/JS(app.launchURL\\('http://127.0.0.1:9'\\))>>"
    catalogue = b"<</Type/Catalog/Pages 2 0 R/OpenAction " + action + b">>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    return pdf_of([catalogue, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page])


def _pdf_locked(_: Random) -> bytes:
    return sample(".pdf").replace(
        b"/Root 1 0 R", b"/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/O(x)/U(y)/P -4>>/ID[(a)(a)]"
    )


def _deep_page(_: Random) -> bytes:
    return b"<html><body>" + b"<div>" * 100_000 + "深处".encode() + b"</div>" * 100_000 + b"</body></html>"


def _wide_page(_: Random) -> bytes:
    cell = b"<td colspan=99999999 rowspan=99999999>x</td>"
    return b"<html><body><table>" + (b"<tr>" + cell * 50 + b"</tr>") * 50 + b"</table></body></html>"


def _deep_mail(_: Random) -> bytes:
    parts = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3_000))
    return b"Subject: x\nFrom: a@example.org\nTo: b@example.org\n" + parts + b"\nx"


def _long_header(_: Random) -> bytes:
    return b"Subject: " + b"=?utf-8?b?5L2g?= " * 20_000 + b"\nFrom: a@example.org\nTo: b@example.org\n\nx"


def _picture_bomb(_: Random) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")

    header = (60_000).to_bytes(4, "big") + (60_000).to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    pixels = zlib.compress(_zeros(100_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def _noise(_: Random) -> bytes:
    return random.Random(1).randbytes(20_000)  # noqa: S311  # the same each time


_HARMFUL: tuple[tuple[str, Callable[[Random], bytes]], ...] = (
    ("bomb.docx", _bomb(".docx", 400_000_000)),
    ("nested-bomb.docx", _nested_bomb),
    ("huge-cell.xlsx", _huge_cell),
    ("far-cell.xlsx", _far_cell),
    ("huge-merge.xlsx", _huge_merge),
    ("nested.docx", _nested(".docx", b"<w:sdt><w:sdtContent>", b"</w:sdtContent></w:sdt>", b"<w:body>")),
    ("nested.xlsx", _nested(".xlsx", b"<a>", b"</a>", b"<sheetData>")),
    ("nested.pptx", _nested(".pptx", b"<p:grpSp>", b"</p:grpSp>", b"<p:spTree>")),
    *((f"laughs{suffix}", _laughs(suffix)) for suffix in _PACKED),
    ("outside.docx", _outside(".docx")),
    ("outside.pptx", _outside(".pptx")),
    ("entity.docx", _entity_file),
    ("macros.docm", _macros(".docx")),
    ("bomb.pdf", _pdf_bomb),
    ("loop.pdf", _pdf_loop),
    ("nested.pdf", _pdf_nested),
    ("script.pdf", _pdf_script),
    ("locked.pdf", _pdf_locked),
    ("deep.html", _deep_page),
    ("wide.html", _wide_page),
    ("deep.eml", _deep_mail),
    ("long-header.eml", _long_header),
    ("bomb.png", _picture_bomb),
    ("noise.png", _noise),
    ("noise.pdf", _noise),
    ("old.doc", lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    ("secret.xlsx", lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60) + "EncryptedPackage".encode("utf-16-le")),
    ("empty.pdf", lambda _: b""),
)

_TEXTS: dict[str, Callable[[], bytes]] = {
    ".md": "---\ntitle: 示例说明\nissued: 2026-01-02\n---\n# 示例说明\n\n示例补助为百分之十。\n".encode,
    ".yaml": "kind: glossary\nid: g\nterms:\n  - {zh: 示例补助, zh_hant: 示例補助, en: grant}\n".encode,
    ".csv": lambda: "编号,项目名称,总投资,单位,是否发布\nx-1,示例项目,2,亿元,是\nx-2,示例,3,元,否\n".encode("gb18030"),
}


def _laughing_yaml(_: Random) -> bytes:
    lines = ["e0: &e0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"e{n}: &e{n} [{', '.join([f'*e{n - 1}'] * 10)}]" for n in range(1, 11)]
    return "\n".join(["kind: glossary", "id: laughs", *lines]).encode()


_HARMFUL_TEXTS: tuple[tuple[str, Callable[[Random], bytes]], ...] = (
    ("laughs.yaml", _laughing_yaml),
    ("nested.yaml", lambda _: b"kind: glossary\nid: n\nterms: " + b"[" * 100_000 + b"]" * 100_000),
    ("object.yaml", lambda _: b"kind: glossary\nid: o\nterms: !!python/object/apply:os.system [id]\n"),
    ("huge-cell.csv", lambda _: "编号,项目名称\nh-1,".encode() + b"x" * 200_000_000 + b"\n"),
    ("open-quote.csv", lambda _: '编号,项目名称\nq-1,"示例'.encode() + "\n又一行,又一格".encode() * 50_000),
    ("nested.md", lambda _: b"> " * 50_000 + b"deep\n" + b"- " * 50_000 + b"deep\n"),
    ("long-line.md", lambda _: "一行".encode() * 20_000),
    ("front.md", lambda _: b"---\n" + b"a: &a [*a]\n" + b"---\nText.\n"),
)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in damaged_files(int(sys.argv[2]) if len(sys.argv) > 2 else 500):
        (folder / name).write_bytes(data)
