"""The icon of every page, carried in the page itself: guests get none of the server's files."""

from __future__ import annotations

import base64
from importlib.resources import files

ICON = "data:image/png;base64," + base64.b64encode(files("workshop.ui").joinpath("icon.png").read_bytes()).decode()
