"""A letter as DOCX that Word and LibreOffice edit: real headings, lists and tables, "page x of y" as fields."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from drafter.letters.organisation import Organisation
from drafter.letters.structure import Block, Letter

_FONT, _POINTS = "Times New Roman", 12  # every word processor has it, or one of the same width


def render(letter: Letter, organisation: Organisation) -> bytes:
    """The letter as a file. The same letter gives the same words; its properties carry the letter's own date."""
    import docx

    made: Any = docx.Document()
    _styles(made)
    _properties(made, letter)
    section = made.sections[0]
    _page(section, letter)
    attached = False
    for block in letter.blocks:
        if block.attached and not attached:
            attached = True
            made.add_page_break()
        _WRITE[block.kind](made, block)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _styles(made: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    sizes = {"Normal": _POINTS, "Title": 20, "Heading 1": 18, "Heading 2": 14, "List Bullet": _POINTS}
    for name, points in sizes.items():
        style = made.styles[name]
        style.font.name, style.font.size = _FONT, Pt(points)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(key), _FONT)
        for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):  # a theme goes before a font
            fonts.attrib.pop(qn(key), None)
        if name.startswith("Heading"):
            style.font.color.rgb = RGBColor(0x1A, 0x1A, 0x1A)
            style.paragraph_format.keep_with_next = True
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(14), Pt(4)
    made.styles["Normal"].paragraph_format.space_after = Pt(6)


def _properties(made: Any, letter: Letter) -> None:
    properties = made.core_properties
    day = dt.datetime.fromisoformat(letter.day).replace(tzinfo=dt.UTC)
    properties.title, properties.author = letter.title, letter.letterhead[0]
    properties.language, properties.created, properties.modified = "en-US", day, day
    properties.comments = letter.mark or ""


def _page(section: Any, letter: Letter) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt, RGBColor

    section.page_width, section.page_height = Mm(215.9), Mm(279.4)
    section.left_margin = section.right_margin = Mm(25.4)
    section.top_margin, section.bottom_margin = Mm(25), Mm(22)
    section.header_distance = Mm(12)
    head = section.header.paragraphs[0]
    if letter.mark:
        marked = head.add_run(letter.mark + "\n")
        marked.bold, marked.font.size, marked.font.color.rgb = True, Pt(12), RGBColor(0x9B, 0x1C, 0x1C)
    head.paragraph_format.space_after = Pt(12)
    name = head.add_run(letter.letterhead[0])
    name.bold = True
    for line in letter.letterhead[1:]:
        head.add_run("\n" + line).font.size = Pt(9)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run(f"{letter.reference} · page ")
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")
    for run in foot.runs:
        run.font.size = Pt(9)


def _field(paragraph: Any, code: str) -> None:
    """A number that the word processor counts."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind, text in (("begin", None), (None, code), ("end", None)):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _heading(made: Any, block: Block) -> None:
    made.add_heading(block.text, level=block.level)


def _paragraph(made: Any, block: Block) -> None:
    made.add_paragraph(block.text)


def _callout(made: Any, block: Block) -> None:
    from docx.shared import Pt, RGBColor

    paragraph = made.add_paragraph(style="Intense Quote")
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(0)
    run = paragraph.add_run(block.text)
    run.font.name, run.font.size, run.italic = _FONT, Pt(_POINTS), False
    run.font.color.rgb = RGBColor(0x1A, 0x1A, 0x1A)


def _bullets(made: Any, block: Block) -> None:
    for row in block.rows:
        made.add_paragraph(row[0], style="List Bullet")


def _pairs(made: Any, block: Block) -> None:
    from docx.shared import Mm

    table = made.add_table(rows=0, cols=2)
    for label, *value in block.rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, " ".join(value)
        cells[0].width, cells[1].width = Mm(52), Mm(113)
        for cell in cells:
            cell.paragraphs[0].paragraph_format.space_after = 0
    made.add_paragraph().paragraph_format.space_after = 0


def _table(made: Any, block: Block) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    table = made.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
    longest = [
        min(max(max(len(row[n]) for row in block.rows if n < len(row)), 9), 44) for n in range(len(block.rows[0]))
    ]
    for n, row in enumerate(block.rows):
        cells = table.add_row().cells
        for cell, text, wide in zip(cells, row, longest, strict=False):
            cell.width = Mm(165 * wide / sum(longest))
            cell.paragraphs[0].add_run(text).bold = n == 0
            cell.paragraphs[0].paragraph_format.space_after = 0
    properties = table.rows[0]._tr.get_or_add_trPr()
    repeated = OxmlElement("w:tblHeader")  # the head is read out, and repeated on the next page
    repeated.set(qn("w:val"), "true")
    properties.append(repeated)
    made.add_paragraph().paragraph_format.space_after = 0


_WRITE: dict[str, Any] = {
    "heading": _heading, "paragraph": _paragraph, "callout": _callout, "bullets": _bullets, "pairs": _pairs,
    "table": _table,
}  # fmt: skip
