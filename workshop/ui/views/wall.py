"""The Wall page: a draft walked through by keys, for its owner; or the wall of a workshop, for its room."""

from __future__ import annotations

from workshop.ui import visitor
from workshop.ui.wall import chooser, room_entry, room_screen, screen

if room_entry.is_asked_for():
    room_screen.dress()
entry = room_entry.in_address()
if entry is not None:
    room_screen.show(entry)
else:
    visitor.require_owner()
    shown = chooser.in_address()
    if shown is None:
        chooser.draw()
    else:
        screen.show(shown)
