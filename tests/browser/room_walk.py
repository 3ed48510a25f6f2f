"""A workshop led through everything that can be seen in it, with a phone, its wall and its control screen open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.browser.room_pages import PHONE, SECONDS, join, press_for, see, stand_still
from tests.rooms import Room
from workshop.room.agenda import TITLES, Phase
from workshop.room.records import Kind

FIRST = "Somebody answers the phone at once, and the crew is kind."
SECOND = "The ferry is on time."
DESK = {"width": 1280, "height": 900}


ALL, PHONE_ALONE = ("phone", "wall", "desk"), ("phone",)


@dataclass(frozen=True)
class State:
    """A state of a room, and the faces that show it as no other state does."""

    name: str
    faces: tuple[str, ...] = ALL


@dataclass(frozen=True)
class Faces:
    """The three faces of a room in one browser: Ana's phone, the wall, and the control screen."""

    room: Room
    address: str
    phone: Any
    wall: Any
    desk: Any

    @property
    def ana(self) -> int:
        """Whose phone it is."""
        return next(number for number in self.room.people if self.room.person(number).has_phone)

    def seen_in(self, state: State) -> dict[str, Any]:
        """Return the pages that show a state."""
        return {name: getattr(self, name) for name in state.faces}


def open_faces(room: Room, address: str, browser: Any, **how: object) -> Faces:
    """Open the faces of a room in which Luc has no phone, and let Ana come in."""
    room.add("Luc-Alexandre von Hohenstein")
    room.does(None, Kind.SHOWN, ground=how.get("color_scheme", "light"))
    pages = [browser.new_context(viewport=size, **how).new_page() for size in (PHONE, DESK, DESK)]
    phone, wall, desk = pages
    desk.goto(f"{address}/workshops?workshop={room.id}")
    wall.goto(f"{address}/wall?workshop={room.id}")
    join(phone, address, room.code, "Ana")
    return Faces(room, address, phone, wall, desk)


def close_faces(faces: Faces) -> None:
    for page in (faces.phone, faces.wall, faces.desk):
        page.context.close()


def walk(faces: Faces) -> Iterator[State]:
    """Lead a room from its lobby to its end, and name each state once every face shows it."""
    _all_see(faces, "Lobby")
    see(faces.phone, "You are in.")
    yield State("lobby")
    yield from _listening(faces)
    yield from _writing(faces)
    yield from _guessing(faces)
    yield from _revealing(faces)
    yield from _deciding(faces)
    yield from _ending(faces)


def _all_see(faces: Faces, title: str) -> None:
    """Wait until every face shows this phase."""
    places = ((faces.phone, ".topline .phase"), (faces.wall, ".foot"), (faces.desk, ".st-key-room_clock .ph"))
    for page, place in places:
        page.locator(place).get_by_text(title).first.wait_for(timeout=SECONDS)
        stand_still(page)


def _enter(faces: Faces, phase: Phase) -> None:
    faces.room.enter(phase)
    _all_see(faces, TITLES[phase])


def _listening(faces: Faces) -> Iterator[State]:
    room, ana = faces.room, faces.ana
    _enter(faces, Phase.LISTEN)
    see(faces.phone, "of 10")
    yield State("listen")
    press_for(faces.phone, "Pin this one (1 of 3)", "Take the pin off")
    see(faces.desk, "Pinned by the room")
    yield State("listen, one pinned")
    room.does(ana, Kind.READ, n=10)
    pinned = {pin.comment_id for pin in room.rooms.pins(room.id)}
    for comment in [one for one in room.person(ana).draw if one not in pinned][:2]:
        room.does(ana, Kind.PINNED, comment=comment)
    _enter(faces, Phase.SAID)
    see(faces.phone, "You read 10 and pinned 3.")
    yield State("what they say")


def _writing(faces: Faces) -> Iterator[State]:
    room, luc = faces.room, faces.room.people[0]
    _enter(faces, Phase.WRITE)
    see(faces.phone, "Writing is not open yet.")
    yield State("write, not open", PHONE_ALONE)
    room.does(None, Kind.GATE_OPENED, is_early=True)
    see(faces.phone, "What do we say to them?")
    faces.phone.get_by_label("Your message").fill(FIRST)
    press_for(faces.phone, "Hand it in", "1 handed in")
    back = room.does(faces.ana, Kind.HANDED_IN, text="Ask Anna at the harbour.")
    room.does(None, Kind.SENT_BACK, message=back.seq, why="Names a colleague")
    room.does(None, Kind.HANDED_IN, behalf=luc, text=SECOND)
    room.does(None, Kind.PARKED, text="Who answers at night?")
    room.does(faces.ana, Kind.HAND, on=True)
    see(faces.phone, "Sent back to you.")
    see(faces.desk, SECOND)
    see(faces.desk, "Who answers at night?")
    yield State("write")


def _guessing(faces: Faces) -> Iterator[State]:
    room = faces.room
    waiting = [one for one in room.rooms.messages(room.id) if one.newest.text in (FIRST, SECOND)]
    for message in waiting:
        room.does(None, Kind.LET_THROUGH, message=message.id)
    _enter(faces, Phase.GUESS)
    see(faces.phone, "Look at the wall.")
    yield State("guess, nothing up")
    room.does(None, Kind.PUT_UP, message=waiting[0].id)
    see(faces.phone, "What do they say?")
    see(faces.wall, "answers the phone")
    yield State("guess")
    press_for(faces.phone, "They say the opposite", "how many agree")
    yield State("guess, how many", PHONE_ALONE)
    press_for(faces.phone, "Few", "You guessed")
    yield State("guessed", PHONE_ALONE)


def _revealing(faces: Faces) -> Iterator[State]:
    room = faces.room
    _enter(faces, Phase.REVEAL)
    room.does(None, Kind.REVEALED, message=room.now.on_wall)
    see(faces.phone, "You guessed: They say the opposite")
    faces.wall.locator(".wall .sides, .wall .none").first.wait_for(timeout=SECONDS)
    yield State("reveal")
    _enter(faces, Phase.REWORK)
    see(faces.phone, "Say it in their words.")
    room.does(faces.ana, Kind.REWORDED, message=room.now.on_wall, text="We answer the phone within the hour.")
    see(faces.desk, "A new wording")
    yield State("rework, one waits")
    again = room.message(room.now.on_wall)
    room.does(None, Kind.LET_THROUGH, message=again.id)
    see(faces.phone, "Was")
    faces.wall.locator(".wall.rework").wait_for(timeout=SECONDS)
    yield State("rework, reworded")


def _deciding(faces: Faces) -> Iterator[State]:
    room = faces.room
    first, *_ = (one for one in room.rooms.messages(room.id) if one.shown)
    for n in range(2, 30):
        room.add(f"Guest {n}")
    _enter(faces, Phase.DECIDE)
    see(faces.phone, "Voting opens in a moment.")
    yield State("decide")
    room.does(None, Kind.VOTING, state="open")
    see(faces.phone, "Place your 5 dots.")
    press_for(faces.phone, "+ Give a dot", "1 of 5")
    yield State("decide, voting")
    room.does(None, Kind.VOTING, state="closed")
    room.does(None, Kind.DECIDED, message=first.id, ending="rework", owner="Ana", note="Say when")
    see(faces.phone, "Rework it")
    see(faces.desk, "Rework it")
    yield State("decide, closed")
    _enter(faces, Phase.BRIEF)
    see(faces.wall, "Rework it")
    yield State("brief")


def _ending(faces: Faces) -> Iterator[State]:
    room = faces.room
    room.does(None, Kind.PAUSED, on=True)
    see(faces.phone, "The room is paused.")
    see(faces.desk, "Let phones go on")
    see(faces.wall, "aused")
    yield State("paused")
    room.does(None, Kind.PAUSED, on=False)
    room.does(None, Kind.ENDED)
    see(faces.phone, "The workshop has ended.")
    see(faces.desk, "The workshop has ended")
    see(faces.wall, "Ended")
    yield State("ended")
    room.undo()
    room.does(None, Kind.REMOVED, participant=faces.ana)
    see(faces.phone, "You are not in this room any more.")
    yield State("removed", PHONE_ALONE)
