"""Intake: from the bytes of a file to cleaned, masked comments, and a list of what was left out."""

from workshop.intake.cleaning import clean
from workshop.intake.columns import Columns, choose, recognise
from workshop.intake.identity import Identity
from workshop.intake.masking import Masked, mask
from workshop.intake.reading import read
from workshop.intake.table import Table
from workshop.intake.taking import Dropped, Intake, take_in

__all__ = [
    "Columns",
    "Dropped",
    "Identity",
    "Intake",
    "Masked",
    "Table",
    "choose",
    "clean",
    "mask",
    "read",
    "recognise",
    "take_in",
]
