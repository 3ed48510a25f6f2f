"""The Phone page: what one participant sees and does."""

from __future__ import annotations

from workshop.ui import visitor
from workshop.ui.phone import screen

found = visitor.me()
if found is None:
    screen.draw_outside()
else:
    screen.draw(found)
