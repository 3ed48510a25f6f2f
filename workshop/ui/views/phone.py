"""The phone of a participant."""

from __future__ import annotations

from workshop.ui import page

page.piece("<h1>The phone</h1>")
