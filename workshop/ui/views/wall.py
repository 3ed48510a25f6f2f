"""The Wall page: one message at a time, for a projector, walked through by keys."""

from __future__ import annotations

from workshop.ui.wall import chooser, screen

shown = chooser.in_address()
if shown is None:
    chooser.draw()
else:
    screen.show(shown)
