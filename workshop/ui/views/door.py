"""What a guest sees who asks for no page in particular: the way in."""

from __future__ import annotations

from workshop.ui import page

page.piece(
    '<h1>Join a workshop</h1><p>The code is on the wall.</p><p><a href="/join" target="_self">Type the code</a></p>'
)
