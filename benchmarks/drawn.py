"""What a page shows: its words and its buttons, put together from what the server sends run by run."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from html import unescape

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

Place = tuple[int, ...]
_STYLE, _TAG = re.compile(r"<style>.*?</style>", re.DOTALL), re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Button:
    """A button as it is drawn: what its id ends with is the key that we gave it."""

    id: str
    label: str
    fragment: str = ""
    """The part of the page that a press draws anew; empty for all of it."""

    @property
    def key(self) -> str:
        """The key that we gave it."""
        return self.id.rpartition("-")[2]


@dataclass(slots=True)
class Drawn:
    """The elements of a page by their places, as the last whole run left them."""

    html: str = ""
    """All HTML of ours, in the order of the page."""
    buttons: dict[str, Button] = field(default_factory=dict)
    """The buttons that can be pressed, by their keys, in the order of the page."""
    _there: dict[Place, tuple[str, str | Button]] = field(default_factory=dict)
    _drawing: dict[Place, tuple[str, str | Button]] = field(default_factory=dict)

    def begin(self, fragments: Collection[str]) -> None:
        """Begin a run: of the whole page, or of some fragments, beside which all stays as it is."""
        self._drawing = {place: one for place, one in self._there.items() if fragments and one[0] not in fragments}

    def note(self, message: ForwardMsg) -> None:
        """Take one element of the run."""
        place, element = tuple(message.metadata.delta_path), message.delta.new_element
        kind = element.WhichOneof("type")
        self._drawing.pop(place, None)
        if kind == "html":
            self._drawing[place] = (message.delta.fragment_id, _STYLE.sub("", element.html.body))
        elif kind == "button" and not element.button.disabled:
            button = Button(element.button.id, element.button.label, message.delta.fragment_id)
            self._drawing[place] = (message.delta.fragment_id, button)

    def end(self) -> None:
        """End a run that has drawn all it had to."""
        self._there = self._drawing
        drawn = [one for _, (_, one) in sorted(self._there.items())]
        self.html = "\n".join(one for one in drawn if isinstance(one, str))
        self.buttons = {one.key: one for one in drawn if isinstance(one, Button)}

    @property
    def words(self) -> str:
        """What can be read, without its markup."""
        return read(self.html)


def read(html: str) -> str:
    """Return what can be read of HTML, its white space made single."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())
