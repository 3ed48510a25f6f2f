"""Quantities in claims and passages: what they measure, and whether those of the same thing agree."""

from workshop.quantities.comparing import compare
from workshop.quantities.quantity import Comparison, Quantity
from workshop.quantities.reading import read
from workshop.quantities.tables import fingerprint

__all__ = ["Comparison", "Quantity", "compare", "fingerprint", "read"]
