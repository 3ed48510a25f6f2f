"""Owns the parts of the published scorecard, one module each; `python -m benchmarks.verdicts` puts them together."""

from benchmarks.scorecard.card import Card

__all__ = ["Card"]
