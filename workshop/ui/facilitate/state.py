"""What one facilitator's page remembers between its runs; the workshop itself is in the store."""

from __future__ import annotations

WORKSHOP = "workshop"
"""The workshop's number, in the address of the page."""

PRESSES, REFUSED, OPENED, HEARD, STARTED, SHOWS_ALL, PINS_FROM = (
    "room_presses",
    "room_refused",
    "room_opened",
    "room_heard",
    "room_started",
    "room_shows_all",
    "room_pins_from",
)
NEW_NAME, NEW_OUTCOME, NEW_CORPUS, NEW_SEGMENT, NEW_STRICTNESS, NEW_LENGTH, NEW_DOTS, NEW_MESSAGES = (
    "workshops_name",
    "workshops_outcome",
    "workshops_corpus",
    "workshops_segment",
    "workshops_strictness",
    "workshops_length",
    "workshops_dots",
    "workshops_messages",
)
