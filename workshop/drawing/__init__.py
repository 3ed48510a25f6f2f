"""Drawing: pure functions from records to escaped HTML, shared by every screen and the brief."""

from workshop.drawing.answer import SILENT, balance, balance_of, claim_row, verdict_head, verdict_words
from workshop.drawing.days import day_in_words
from workshop.drawing.disagreeing import both_in_words, both_numbers, marked_quote
from workshop.drawing.forward import quote_beside, way_forward
from workshop.drawing.needs import needs_line
from workshop.drawing.quotes import SIDES, column, columns, counted, empty_side, quote, side_head
from workshop.drawing.segment_verdicts import by_segment
from workshop.drawing.share import share_bar, shares, summary, summary_words
from workshop.drawing.signs import MARK, STANCE_CLASS, VERDICT_CLASS, number, tagged
from workshop.drawing.style import Ground, framed, stylesheet
from workshop.drawing.text import asked_text, marked_text

__all__ = [
    "MARK",
    "SIDES",
    "SILENT",
    "STANCE_CLASS",
    "VERDICT_CLASS",
    "Ground",
    "asked_text",
    "balance",
    "balance_of",
    "both_in_words",
    "both_numbers",
    "by_segment",
    "claim_row",
    "column",
    "columns",
    "counted",
    "day_in_words",
    "empty_side",
    "framed",
    "marked_quote",
    "marked_text",
    "needs_line",
    "number",
    "quote",
    "quote_beside",
    "share_bar",
    "shares",
    "side_head",
    "stylesheet",
    "summary",
    "summary_words",
    "tagged",
    "verdict_head",
    "verdict_words",
    "way_forward",
]
