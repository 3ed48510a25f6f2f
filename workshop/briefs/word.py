"""A brief as a Word document with real styles, headings and tables."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from workshop import nearest, segments
from workshop.briefs import phrases, room
from workshop.briefs.escaping import isolated, printable
from workshop.briefs.record import Brief, ClaimPage, MessagePage, Quote, Side
from workshop.proofs import NEEDS_GLYPH
from workshop.records import Stance, Verdict
from workshop.wording import GLYPH, STANCE_WORDS

COLOUR = {
    Verdict.SUPPORTED: "0A58CA",
    Verdict.CONTESTED: "7A6612",
    Verdict.CONTRADICTED: "7E1F12",
    Verdict.WISHED_FOR: "A90C82",
    Verdict.THIN: "2F5F73",
    Verdict.UNSUPPORTED: "14181D",
    Verdict.NOT_CHECKABLE: "4A545E",
    Verdict.NOT_CHECKED: "55606A",
}
"""The verdicts' colours on white, as in the shared stylesheet."""

OF_STANCE = {
    Stance.SUPPORTS: Verdict.SUPPORTED,
    Stance.CONTRADICTS: Verdict.CONTRADICTED,
    Stance.ASKS: Verdict.WISHED_FOR,
}
_OURS, _THEIRS = "Arial", "Georgia"


def as_word(brief: Brief) -> bytes:
    """Return a brief as the bytes of a .docx file."""
    document = Document()
    _lay_out(document, brief)
    _first_page(document, brief)
    _room(document, brief)
    for page in brief.messages:
        _message(document, page)
    _annex(document, brief)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _lay_out(document: WordDocument, brief: Brief) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(18)
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3"):
        font = document.styles[name].font
        font.name, font.color.rgb = _OURS, RGBColor.from_string("14181D")
        _name_fonts(document.styles[name], _OURS)
    document.styles["Normal"].font.size = Pt(10)
    _style(document, "Verdict", _OURS, 20, bold=True)
    _style(document, "Customer quote", _THEIRS, 11.5).paragraph_format.left_indent = Mm(5)
    _style(document, "Quote origin", _OURS, 8.5).paragraph_format.left_indent = Mm(5)
    _style(document, "Notice", _OURS, 10, bold=True)
    document.core_properties.title = printable(brief.title)
    document.core_properties.author = printable(brief.made_by or "")
    _put(section.header.paragraphs[0], brief.title)
    for notice in brief.notices:
        _put(section.header.add_paragraph(style="Notice"), notice)
    footer = section.footer.paragraphs[0]
    prints = ", ".join(facts.fingerprint[:12] for facts in brief.corpora)
    _put(footer, f"Corpus {prints} · {', '.join(one.strictness.value for one in brief.settings)} strictness · page ")
    _page_number(footer)


def _style(document: WordDocument, name: str, font: str, points: float, *, bold: bool = False) -> ParagraphStyle:
    style: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.font.name, style.font.size, style.font.bold = font, Pt(points), bold
    _name_fonts(style, font)
    style.paragraph_format.space_after = Pt(4)
    return style


def _name_fonts(style: ParagraphStyle, font: str) -> None:
    """Name the font for every script; Word's own theme would win otherwise."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), font)


def _page_number(paragraph: Paragraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _put(paragraph: Paragraph, text: str, colour: str | None = None) -> Paragraph:
    run = paragraph.add_run(printable(text))
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    return paragraph


def _paragraph(document: WordDocument, text: str, style: str | None = None, colour: str | None = None) -> Paragraph:
    return _put(document.add_paragraph(style=style), text, colour)


def _heading(document: WordDocument, text: str, level: int, colour: str | None = None) -> Paragraph:
    return _put(document.add_heading(level=level), text, colour)


def _first_page(document: WordDocument, brief: Brief) -> None:
    _heading(document, brief.title, 0)
    for notice in brief.notices:
        _paragraph(document, notice, "Notice")
    for facts in brief.corpora:
        _paragraph(document, phrases.read_from(facts))
    _paragraph(document, phrases.made(brief.made_at, brief.made_by, brief.version))
    for page in brief.messages:
        _heading(document, f"Message {page.number}", 2)
        _paragraph(document, page.check.message)
        _paragraph(document, page.summary)
        _table(document, ("Claim", "What we say", "What they say"), map(_summary_row, page.claims))
    _heading(document, "Before anything is published", 2)
    for reminder in brief.reminders:
        _paragraph(document, reminder, "List Bullet")
    _paragraph(document, phrases.NO_ADVICE)


def _room(document: WordDocument, brief: Brief) -> None:
    if brief.room is None:
        return
    _heading(document, room.HEADING, 1).paragraph_format.page_break_before = True
    for line in brief.room.lines:
        _paragraph(document, line)
    _table(document, room.HEADER, (one.cells for one in brief.room.decisions))
    if brief.room.parked:
        _heading(document, room.PARKED, 2)
    for parked in brief.room.parked:
        _paragraph(document, parked, "List Bullet")


def _summary_row(claim: ClaimPage) -> tuple[str, ...]:
    words = f"{GLYPH[claim.checked.verdict]} {claim.words}"
    return claim.label, claim.checked.claim.text, f"{words}\n{claim.overruled}" if claim.overruled else words


def _message(document: WordDocument, page: MessagePage) -> None:
    _heading(document, f"Message {page.number}", 1).paragraph_format.page_break_before = True
    _paragraph(document, page.check.message)
    for claim in page.claims:
        _claim(document, claim)


def _claim(document: WordDocument, page: ClaimPage) -> None:
    checked = page.checked
    _heading(document, f"Claim {page.label}: {checked.claim.text}", 2)
    _paragraph(document, f"{GLYPH[checked.verdict]} {page.words}", "Verdict", COLOUR[checked.verdict])
    if page.overruled:
        _paragraph(document, page.overruled, "Notice")
    _paragraph(document, checked.reason)
    if page.needs:
        _paragraph(document, f"{NEEDS_GLYPH} {page.needs}")
    if page.read_as:
        _paragraph(document, f"Read as: {page.read_as}")
    _segments(document, page)
    for side in page.sides:
        _side(document, side)
    _forward(document, page)
    if page.rejected_heading:
        _heading(document, page.rejected_heading, 3)
    for quote in page.rejected:
        _quote(document, quote)
    cell = document.add_table(rows=1, cols=1, style="Table Grid").cell(0, 0)
    _put(cell.paragraphs[0], phrases.LIMITS_HEADING).runs[0].bold = True
    for limit in page.limits:
        _put(cell.add_paragraph(style="List Bullet"), limit)


def _segments(document: WordDocument, page: ClaimPage) -> None:
    if not page.by_segment:
        return
    _heading(document, segments.HEADING, 3)
    if page.differs:
        _paragraph(document, page.differs)
    _table(document, ("Segment", "What they say", "Voices"), page.by_segment)


def _forward(document: WordDocument, page: ClaimPage) -> None:
    if page.forward:
        _heading(document, nearest.HEADING, 3)
        kept_back = "" if page.forward.quote else f" ({phrases.KEPT_BACK})"
        _paragraph(document, f"{page.forward.says}{kept_back}{':' if page.forward.quote else '.'}")
        if page.forward.quote:
            _quote(document, page.forward.quote)
    elif page.nothing_near:
        _paragraph(document, page.nothing_near)


def _side(document: WordDocument, side: Side) -> None:
    verdict = OF_STANCE[side.stance]
    _heading(document, f"{GLYPH[verdict]} {side.heading} ({side.note})", 3, COLOUR[verdict])
    if side.empty:
        _paragraph(document, side.empty)
    for quote in side.quotes:
        _quote(document, quote)


def _quote(document: WordDocument, quote: Quote) -> None:
    _paragraph(document, f"“{isolated(quote.text)}”", "Customer quote").paragraph_format.keep_with_next = True
    _paragraph(document, "\n".join(quote.about), "Quote origin")


def _annex(document: WordDocument, brief: Brief) -> None:
    _heading(document, phrases.ANNEX_HEADING, 1).paragraph_format.page_break_before = True
    for facts in brief.corpora:
        _table(document, ("Read", ""), phrases.corpus_rows(facts))
    for settings in brief.settings:
        _table(document, ("Settings", ""), phrases.settings_rows(settings))
    document.add_paragraph()
    rows = (
        (
            row.label,
            row.comment_id,
            row.who,
            phrases.KEPT_BACK if row.quote is None else isolated(row.quote),
            STANCE_WORDS[row.stance],
            row.match,
        )
        for row in brief.annex
    )
    _table(document, ("Claim", "Comment", "Who", "Words", "Stance", "Match"), rows)


def _table(document: WordDocument, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Add a table whose head repeats on every page."""
    listed = list(rows)
    table = document.add_table(rows=1 + len(listed), cols=len(header), style="Table Grid")
    for cells, texts in zip(table.rows, [header, *listed], strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            _put(cell.paragraphs[0], text)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
