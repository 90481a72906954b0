"""A letter as DOCX that Word and LibreOffice edit: real headings, lists and tables, "page x of y" as fields."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from drafter.letters.organisation import Organisation
from drafter.letters.structure import Block, Letter

_ONE_PIECE = 1200  # characters of a row that is kept on one page
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
    """A paragraph on grey with a bar at its left."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt

    paragraph = made.add_paragraph()
    paragraph.add_run(block.text).bold = True
    properties = paragraph._p.get_or_add_pPr()
    bar = '<w:left w:val="single" w:sz="24" w:space="8" w:color="1A1A1A"/>'
    properties.append(parse_xml(f"<w:pBdr {nsdecls('w')}>{bar}</w:pBdr>"))
    properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="F2F2F0"/>'))
    space = paragraph.paragraph_format
    space.left_indent, space.space_before, space.space_after = Pt(12), Pt(12), Pt(12)


def _bullets(made: Any, block: Block) -> None:
    for row in block.rows:
        made.add_paragraph(row[0], style="List Bullet")


def _pairs(made: Any, block: Block) -> None:
    table = made.add_table(rows=0, cols=2)
    for label, *value in block.rows:
        _row(table, (label, " ".join(value)))
    _widths(table, (34, 66))
    made.add_paragraph().paragraph_format.space_after = 0


def _table(made: Any, block: Block) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    head = block.rows[0]
    table = made.add_table(rows=0, cols=len(head), style="Table Grid")
    for n, row in enumerate(block.rows):
        _row(table, row, bold=n == 0)
    repeated = OxmlElement("w:tblHeader")  # the head is read out, and repeated on the next page
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    longest = [max(len(row[n]) for row in block.rows if n < len(row)) for n in range(len(head))]
    _widths(table, tuple(min(max(one, 9), 44) for one in longest))
    made.add_paragraph().paragraph_format.space_after = 0


def _row(table: Any, texts: tuple[str, ...], *, bold: bool = False) -> None:
    from docx.oxml import OxmlElement

    row = table.add_row()
    if max(map(len, texts)) < _ONE_PIECE:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, text in zip(row.cells, texts, strict=False):
        paragraph = cell.paragraphs[0]
        paragraph.add_run(text).bold = bold
        paragraph.paragraph_format.space_after = 0


def _widths(table: Any, shares: tuple[int, ...]) -> None:
    """Columns as wide as their shares of the line; LibreOffice goes by the columns, Word by the cells."""
    from docx.shared import Mm

    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(165 * share / sum(shares))
        for cell in column.cells:
            cell.width = column.width


_WRITE: dict[str, Any] = {
    "heading": _heading, "paragraph": _paragraph, "callout": _callout, "bullets": _bullets, "pairs": _pairs,
    "table": _table,
}  # fmt: skip
