"""Owns what is measured of Backtalk and how: one program each, results as JSON, one table made from them."""
