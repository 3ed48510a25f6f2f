"""Splits a message into claims: what is asserted, where, how a customer would say it, and whether customers can."""

from __future__ import annotations

from workshop.claims.splitting import split

__all__ = ["split"]
