"""Briefs: what was proposed, met by what was said, put together once and written in four formats."""

from workshop.briefs.composing import compose
from workshop.briefs.record import Brief
from workshop.briefs.rendering import Format, render

__all__ = ["Brief", "Format", "compose", "render"]
