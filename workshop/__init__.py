"""Backtalk: what customers say about what you are about to say."""

__version__ = "0.1.0"
