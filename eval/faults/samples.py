"""Small files of every kind, made here, all of them invented."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from pptx import Presentation
from pptx.util import Inches

WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True, slots=True)
class Words:
    """Words at a place of a page, from its top left corner to their base line."""

    x: float
    y: float
    text: str
    size: float = 10


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float


def pdf_file(pages: Sequence[Sequence[Words | Rule]], rotate: int = 0) -> bytes:
    """A PDF file in a Chinese font that every reader knows and none has to carry.

    Words stand where they are seen, also on a page that is turned when it is shown.
    """
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
        b"/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]"
        b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80>>>>]>>",
    ]
    for number, page in enumerate(pages):
        turned = f"/Rotate {rotate}" if rotate else ""
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]{turned}"
            f"/Resources<</Font<</F 3 0 R>>>>/Contents {5 + 2 * number} 0 R>>".encode()
        )
        stream = zlib.compress("\n".join(_drawn(item, rotate) for item in page).encode())
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream))
    return pdf_of(objects)


def pdf_of(objects: Sequence[bytes]) -> bytes:
    """A PDF file of numbered objects, the first of which is its root."""
    written = io.BytesIO()
    written.write(b"%PDF-1.7\n")
    starts = []
    for number, content in enumerate(objects, start=1):
        starts.append(written.tell())
        written.write(b"%d 0 obj%s endobj\n" % (number, content))
    table = written.tell()
    written.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for start in starts:
        written.write(b"%010d 00000 n \n" % start)
    written.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table))
    return written.getvalue()


def _drawn(item: Words | Rule, rotate: int) -> str:
    if isinstance(item, Rule):
        return f"0.8 w {item.x} {HEIGHT - item.y} m {item.to_x} {HEIGHT - item.to_y} l S"
    letters = item.text.encode("utf-16-be").hex()
    matrix = {
        0: f"1 0 0 1 {item.x} {HEIGHT - item.y}",
        90: f"0 1 -1 0 {item.y} {item.x}",
        270: f"0 -1 1 0 {WIDTH - item.y} {HEIGHT - item.x}",
    }[rotate]
    return f"BT /F {item.size} Tf {matrix} Tm <{letters}> Tj ET"


def ruled_table(x: float, y: float, rows: Sequence[Sequence[str]], width: float = 120) -> list[Words | Rule]:
    """A table drawn with lines, whose rows are 25 points high."""
    across, down = len(rows[0]), len(rows)
    items: list[Words | Rule] = [Rule(x, y + 25 * n, x + width * across, y + 25 * n) for n in range(down + 1)]
    items += [Rule(x + width * n, y, x + width * n, y + 25 * down) for n in range(across + 1)]
    items += [Words(x + 8 + width * c, y + 17 + 25 * r, t) for r, row in enumerate(rows) for c, t in enumerate(row)]
    return items


def policy_pdf() -> bytes:
    """Two pages with a header, page numbers, a title, two columns and a table."""
    pages: list[list[Words | Rule]] = []
    for page in (1, 2):
        items: list[Words | Rule] = [Words(60, 40, "示例商务局内部资料", 9), Words(285, 815, f"- {page} -", 9)]
        if page == 1:
            items.append(Words(150, 100, "示例产业扶持办法", 22))
        items.append(Words(60, 140, f"{'一二'[page - 1]}、第{page}页的标题", 14))
        for side, x in (("左", 60), ("右", 320)):
            items += [Words(x, 170 + 16 * n, f"{side}栏第{page}页第{n}行的文字内容一直写到行末") for n in range(6)]
            items.append(Words(x, 170 + 16 * 6, f"{side}栏结束。"))
        items += ruled_table(
            60, 400, [["项目", "金额（万元）", "比例"], ["设备补助", "1,200", "10%"], ["研发补助", "350", "5%"]]
        )
        items.append(Words(60, 520, "表格后面的一段话说明条件。"))
        pages.append(items)
    return pdf_file(pages)


def word_file() -> bytes:
    """A Word file with headings, lists, a table of merged cells, a text box, notes and tracked changes."""
    document: Any = Document()
    document.add_paragraph("示例市商务局文件").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("示商办〔2026〕12号")
    document.add_heading("示例补助办法", 1)
    document.add_heading("一、范围", 2)
    changed = document.add_paragraph("补助比例为")
    changed._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="a"><w:r><w:t>10%</w:t></w:r></w:ins>'))
    deleted = f'<w:del {nsdecls("w")} w:id="2" w:author="a"><w:r><w:delText>20%</w:delText></w:r></w:del>'
    changed._p.append(parse_xml(deleted))
    changed.add_run("，自2026年2月1日起施行。")
    document.add_comment(changed.runs, text="批注里的话", author="a")
    for text in ("第一项材料", "第二项材料"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("一个要点", style="List Bullet")
    table = document.add_table(rows=4, cols=3)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "金额（万元）"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "项目"
    for row, texts in enumerate((("", "2025年", "2026年"), ("设备", "100", "120"), ("研发", "10", "12")), start=1):
        for column, text in enumerate(texts):
            if text:
                table.cell(row, column).text = text
    boxed = document.add_paragraph("带文本框的段落。")
    boxed._p.append(parse_xml(_TEXT_BOX))
    document.add_paragraph("示例市商务局")
    document.add_paragraph("2026年1月15日")
    return _saved(document)


_BOXED = "<w:txbxContent><w:p><w:r><w:t>文本框里的字</w:t></w:r></w:p></w:txbxContent>"
_TEXT_BOX = (
    f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><mc:AlternateContent>'
    f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{_BOXED}</wps:txbx></w:drawing></mc:Choice>'
    f"<mc:Fallback><w:pict>{_BOXED}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


_CELLS = {
    "A1": "2025年投资情况",
    "A2": "单位：万元",
    "A3": "地区",
    "B3": "投资额",
    "B4": "计划",
    "C4": "完成",
    "D3": "完成率",
    "A7": "注：完成率为估算。",
    "A9": "日期",
    "B9": "事项",
    "B10": "=1+1",
}


def workbook_file() -> bytes:
    """A workbook with a caption, headers in two rows, notes, a formula without value and a hidden sheet."""
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.title = "投资"
    for place, text in _CELLS.items():
        sheet[place] = text
    for area in ("A1:D1", "A3:A4", "B3:C3", "D3:D4"):
        sheet.merge_cells(area)
    for row, values in enumerate((("甲区", 1200.5, 600, 0.4998), ("乙县", 3_000_000, 45, 0.00002)), start=5):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column, value)
        sheet.cell(row, 2).number_format = "#,##0.00"
        sheet.cell(row, 4).number_format = "0.0%"
    hidden = workbook.create_sheet("隐藏")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "秘密"
    workbook.create_sheet("第二页")["A1"] = "只有一格"
    return _saved(workbook)


def slides_file() -> bytes:
    """Two slides with titles, text, a table and notes."""
    presentation: Any = Presentation()
    first = presentation.slides.add_slide(presentation.slide_layouts[1])
    first.shapes.title.text, first.placeholders[1].text = "示例推介", "要点一\n要点二"
    first.notes_slide.notes_text_frame.text = "讲稿里的说明"
    second = presentation.slides.add_slide(presentation.slide_layouts[5])
    second.shapes.title.text = "第二页"
    table = second.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
    for place, text in enumerate(("项目", "金额", "铝", "3亿元")):
        table.cell(place // 2, place % 2).text = text
    return _saved(presentation)


def web_page(encoding: str = "gb2312") -> bytes:
    """A page as offices publish them, with what stands around the text on every page."""
    text = (
        f'<!DOCTYPE html><html><head><meta charset="{encoding}"><meta name="ArticleTitle" content="示例通知">'
        '<meta name="PubDate" content="2026-01-20 10:00"><title>示例通知-示例网</title></head><body>'
        '<div class="nav"><a href="/">首页</a><a href="/b">政务公开</a></div><div class="content"><h1>示例通知</h1>'
        "<p>各有关单位：示例补助自2026年开始申报，请按时提交材料。</p><p>补助比例为设备投资的百分之十。</p>"
        "<table><tr><th rowspan=2>项目</th><th colspan=2>金额</th></tr><tr><th>去年</th><th>今年</th></tr>"
        "<tr><td>设备</td><td>90万元</td><td>100万元</td></tr></table><ul><li>营业执照</li></ul></div>"
        '<div class="footer">版权所有</div></body></html>'
    )
    return text.encode(encoding)


def mail() -> bytes:
    """A mail in Chinese with an attachment."""
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "示例邮件", "甲 <a@example.org>", "b@example.org"
    message["Date"] = "Tue, 20 Jan 2026 10:00:00 +0800"
    message.set_content("您好：\n\n会议改到三月五日。\n")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="附件.pdf")
    return bytes(message)


SAMPLES = {
    ".pdf": policy_pdf,
    ".docx": word_file,
    ".xlsx": workbook_file,
    ".pptx": slides_file,
    ".html": web_page,
    ".eml": mail,
}


def _saved(file: Any) -> bytes:
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()
