"""Each kind of file, as text with places."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.places import places_in
from corpus.readers.isolation import ReadingRoom
from corpus.readers.readings import Reading
from corpus.readers.worker import read_file
from corpus.spans import Span
from eval.faults import samples
from eval.faults.samples import Rule, Words, pdf_file

OLD_FORM = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Read = Callable[[str, bytes], Reading]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads as the process does that files are read in, but in this one."""

    def reading(name: str, data: bytes) -> Reading:
        (tmp_path / name).write_bytes(data)
        return read_file(tmp_path / name, lambda: None)[0]

    return reading


def blocks(reading: Reading) -> list[str]:
    return [line for line in reading.text.splitlines() if line]


def test_a_pdf_is_read_column_by_column_without_headers_and_page_numbers(read: Read) -> None:
    reading = read("a.pdf", samples.policy_pdf())
    assert reading.title == "示例产业扶持办法"
    lines = "".join(f"左栏第1页第{n}行的文字内容一直写到行末" for n in range(6))
    assert blocks(reading)[:4] == [
        "# 示例产业扶持办法",
        "## 一、第1页的标题",
        f"{lines}左栏结束。",
        f"{lines}左栏结束。".replace("左", "右"),
    ]
    assert "内部资料" not in reading.text
    assert "- 1 -" not in reading.text


def test_a_drawn_table_stands_in_its_place_with_the_names_of_its_columns_in_each_row(read: Read) -> None:
    reading = read("a.pdf", samples.policy_pdf())
    rows = [line for line in blocks(reading) if line.startswith("|")]
    assert rows[:2] == [
        "| 项目：设备补助 | 金额（万元）：1,200 | 比例：10% |",
        "| 项目：研发补助 | 金额（万元）：350 | 比例：5% |",
    ]
    assert blocks(reading).index(rows[1]) + 1 == blocks(reading).index("表格后面的一段话说明条件。")


@pytest.mark.parametrize("rotate", [0, 90, 270])
def test_words_keep_their_page_and_box_also_on_a_page_that_is_turned(read: Read, rotate: int) -> None:
    upright = [Words(100, 200, "示例条件写在这里。", 10)]
    reading = read("a.pdf", pdf_file([upright, upright], rotate))
    start = reading.text.rindex("示例")
    (place,) = places_in(reading.places, Span(start, start + 4))
    assert (place.kind, place.number) == ("page", 2)
    assert place.box is not None
    width, height = (842, 595) if rotate else (595, 842)
    assert place.box.left == pytest.approx(10_000 * 100 / width, abs=50)
    assert place.box.bottom == pytest.approx(10_000 * 200 / height, abs=100)
    assert place.box.right == pytest.approx(10_000 * 190 / width, abs=50)


def test_a_paragraph_goes_on_over_the_end_of_a_page(read: Read) -> None:
    first = [Words(60, 700 + 16 * n, "这一段话很长所以一直写到这一页的最后一行还没有写完") for n in range(3)]
    second = [Words(60, 120, "它在下一页结束。")]
    reading = read("a.pdf", pdf_file([first, second]))
    assert len(blocks(reading)) == 1
    assert {place.number for place in reading.places} == {1, 2}


def test_a_word_file_is_read_as_if_its_changes_were_accepted(read: Read) -> None:
    reading = read("a.docx", samples.word_file())
    assert blocks(reading) == [
        "示例市商务局文件",
        "示商办〔2026〕12号",
        "# 示例补助办法",
        "## 一、范围",
        "补助比例为10%，自2026年2月1日起施行。",
        "1. 第一项材料",
        "2. 第二项材料",
        "- 一个要点",
        "| 项目：设备 | 金额（万元） 2025年：100 | 金额（万元） 2026年：120 |",
        "| 项目：研发 | 金额（万元） 2025年：10 | 金额（万元） 2026年：12 |",
        "带文本框的段落。",
        "文本框里的字",
        "示例市商务局",
        "2026年1月15日",
    ]
    assert [remark.text for remark in reading.remarks] == [
        "its comments are passed over",
        "it has tracked changes; it is read as if all were accepted",
    ]


def test_a_workbook_gives_each_shown_sheet_as_tables_with_captions_units_and_notes(read: Read) -> None:
    reading = read("a.xlsx", samples.workbook_file())
    assert blocks(reading) == [
        "## 投资",
        "2025年投资情况",
        "单位：万元",
        "| 地区：甲区 | 投资额 计划（万元）：1,200.50 | 投资额 完成（万元）：600 | 完成率：50.0% |",
        "| 地区：乙县 | 投资额 计划（万元）：3,000,000.00 | 投资额 完成（万元）：45 | 完成率：0.0% |",
        "注：完成率为估算。",
        "| 日期 | 事项 |",
        "## 第二页",
        "只有一格",
    ]
    row = reading.text.index("| 地区：乙县")
    (place,) = places_in(reading.places, Span(row, row + 5))
    assert (place.kind, place.sheet, place.number) == ("row", "投资", 6)
    assert [remark.text for remark in reading.remarks] == ["the hidden sheet 隐藏 is passed over"]
    assert [(fault.about, fault.number, fault.found) for fault in reading.faults] == [
        ("投资", 10, "1 without, the first in B10")
    ]


def test_slides_keep_their_titles_tables_and_notes_and_their_numbers(read: Read) -> None:
    reading = read("a.pptx", samples.slides_file())
    assert blocks(reading) == [
        "# 示例推介",
        "要点一",
        "要点二",
        "讲稿里的说明",
        "## 第二页",
        "| 项目：铝 | 金额：3亿元 |",
    ]
    assert [place.number for place in reading.places] == [1, 1, 1, 1, 2, 2]


@pytest.mark.parametrize("encoding", ["gb2312", "utf-8"])
def test_a_web_page_is_read_without_what_stands_around_its_text(read: Read, encoding: str) -> None:
    reading = read("a.html", samples.web_page(encoding))
    assert (reading.title, reading.published) == ("示例通知", "2026-01-20")
    assert blocks(reading) == [
        "# 示例通知",
        "各有关单位：示例补助自2026年开始申报，请按时提交材料。",
        "补助比例为设备投资的百分之十。",
        "| 项目：设备 | 金额 去年：90万元 | 金额 今年：100万元 |",
        "- 营业执照",
    ]


def test_a_mail_names_what_is_attached_and_does_not_open_it(read: Read) -> None:
    reading = read("a.eml", samples.mail())
    assert (reading.title, reading.published) == ("示例邮件", "2026-01-20")
    assert blocks(reading)[-3:] == ["您好：", "会议改到三月五日。", "Attachment: 附件.pdf"]
    assert [remark.text for remark in reading.remarks] == ["附件.pdf is not opened"]


def test_what_a_file_holds_counts_more_than_its_name(read: Read) -> None:
    assert read("a.doc", samples.word_file()).title == "示例补助办法"
    assert read("a.xls", samples.web_page()).title == "示例通知"


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a file saved as DOCX"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a file without a password",
        ),
        ("a.pdf", b"", "something to read"),
        ("a.pdf", b"%PDF-1.7 and no more", "a PDF file that is whole"),
        ("a.pptx", b"PK\x03\x04 and no more", "a file that is whole"),
        ("a.png", b"no picture", "a file of the kind its name says (.png)"),
    ],
)
def test_what_cannot_be_read_says_what_is_needed(read: Read, name: str, data: bytes, expected: str) -> None:
    (fault,) = read(name, data).faults
    assert fault.expected == expected


def scan() -> bytes:
    """A page as a scanner makes it: a picture of words, in a font that not every machine has."""
    font = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
    is_complete = font.exists() and shutil.which("tesseract")
    if not is_complete and not os.environ.get("CI"):
        pytest.skip("the Chinese font or Tesseract is not installed")
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("L", (1_000, 400), 255)
    drawing = ImageDraw.Draw(picture)
    drawing.text((60, 60), "示例补助的申报截止日期是三月三十一日", 0, ImageFont.truetype(str(font), 40))
    drawing.text((60, 200), "The subsidy is 10 percent", 0, ImageFont.truetype(str(font), 40))
    written = io.BytesIO()
    picture.save(written, "PDF", resolution=150)
    return written.getvalue()


def test_a_scan_is_read_with_the_confidence_of_each_line(read: Read) -> None:
    reading = read("a.pdf", scan())
    assert "申报截止日期" in reading.text
    assert "subsidy is 10 percent" in reading.text
    assert all(place.confidence is not None and place.confidence > 60 for place in reading.places)
    assert {place.number for place in reading.places} == {1}


def test_a_scan_without_the_program_that_reads_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    room = ReadingRoom()
    reading = room.read(tmp_path / "a.png")
    room.close()
    assert "install tesseract-ocr" in reading.faults[0].expected
    assert not reading.is_lasting


def test_lines_alone_are_no_table_and_no_text(read: Read) -> None:
    assert read("a.pdf", pdf_file([[Rule(0, n, 500, n) for n in range(10, 100, 10)]])).text == ""
