"""Splits a message into claims: what it asserts, where, in which words to look for it, and whether customers can say."""

from __future__ import annotations

from workshop.claims.splitting import split

__all__ = ["split"]
