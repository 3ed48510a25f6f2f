"""The store: every comment, version and piece of work, in SQLite, behind one small class."""

from workshop.store.store import Store

__all__ = ["Store"]
