"""What the wall of a workshop shows now: the phase, put into words and drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from workshop.drawing.room_foot import RoomFoot
from workshop.drawing.room_wall import paused, waiting, writing
from workshop.drawing.room_wall_decide import Row, decided, deciding
from workshop.drawing.room_wall_guess import HowTheyDid, expected, guessing, how_they_did, written_by
from workshop.drawing.room_wall_lobby import Door, lobby
from workshop.drawing.room_wall_pins import Pinned, listening, said
from workshop.drawing.room_wall_rework import rework
from workshop.drawing.wall import wall as draw_slide
from workshop.room.agenda import TITLES, Phase
from workshop.sessions.seeing import Seen
from workshop.ui import qr
from workshop.ui.facilitate.joining import join_link
from workshop.ui.wall.room_seen import WITH_A_MESSAGE, Room, kept_off, seconds_left, slide
from workshop.ui.wall.steps import whole


def draw(room: Room) -> str:
    """Draw the phase that the room is in."""
    workshop, foot = room.workshop, foot_of(room)
    if workshop.ended_at is not None:
        return decided(workshop.outcome, _rows(room), foot, room.ground, over=True)
    if workshop.is_paused:
        return paused(workshop.outcome, foot, room.ground)
    return _PHASES.get(workshop.phase, _message)(room, foot)


def _lobby(room: Room, foot: RoomFoot) -> str:
    return lobby(room.workshop.outcome, _door(room), foot, room.facts, room.ground)


def _listening(room: Room, foot: RoomFoot) -> str:
    counted = (room.wall.n_pinned_enough, room.wall.n_people, room.workshop.n_pins)
    return listening(room.workshop.outcome, _pins(room), counted, foot, room.facts, room.ground)


def _said(room: Room, foot: RoomFoot) -> str:
    return said(room.workshop.outcome, _pins(room), foot, room.facts, room.ground)


def _writing(room: Room, foot: RoomFoot) -> str:
    if room.workshop.gate is None:
        told = [("It opens", "when the room has read and pinned.")]
        return waiting(room.workshop.outcome, "Writing is not open yet", told, foot, room.ground)
    counted = (room.wall.n_writers, room.wall.n_people, room.wall.n_handed_in)
    return writing(room.workshop.outcome, counted, foot, room.ground)


def _deciding(room: Room, foot: RoomFoot) -> str:
    counted = (room.wall.n_voted, room.wall.n_people)
    return deciding(room.workshop.outcome, _rows(room), room.workshop.voting, counted, foot, room.ground)


def _decided(room: Room, foot: RoomFoot) -> str:
    return decided(room.workshop.outcome, _rows(room), foot, room.ground)


_PHASES: Mapping[Phase, Callable[[Room, RoomFoot], str]] = {
    Phase.LOBBY: _lobby,
    Phase.LISTEN: _listening,
    Phase.SAID: _said,
    Phase.WRITE: _writing,
    Phase.DECIDE: _deciding,
    Phase.BRIEF: _decided,
}


def foot_of(room: Room) -> RoomFoot:
    """Return the foot of the room as it stands."""
    workshop = room.workshop
    at, of = room.wall.place or (0, 0)
    has_message = workshop.phase in WITH_A_MESSAGE and room.wall.on_wall is not None
    return RoomFoot(
        code=workshop.code if workshop.shows_code and workshop.ended_at is None else "",
        phase="Ended" if workshop.ended_at is not None else TITLES[workshop.phase],
        n_phones=room.n_phones,
        place=f"Message {at} of {of}" if has_message and of else "",
        guessed=expected(did) if has_message and (did := _did(room)) else "",
        has_clock=seconds_left(workshop, room.now) is not None,
    )


def _message(room: Room, foot: RoomFoot) -> str:
    workshop, seen = room.workshop, room.wall.on_wall
    if seen is None:
        big, told = _BETWEEN[workshop.phase]
        return waiting(workshop.outcome, big, told, foot, room.ground)
    shown = slide(room, seen)
    if not shown.claims:
        told = [("Nothing in it", "is for customers to say.")]
        return waiting(seen.text, "This makes no claim", told, foot, room.ground)
    if not workshop.is_revealed:
        if workshop.phase is Phase.REWORK:
            return waiting(seen.text, "Not revealed yet", [("What customers say", "comes next.")], foot, room.ground)
        return guessing(shown, room.wall.n_guessed, room.wall.n_people, foot, room.ground)
    if workshop.phase is Phase.REWORK and seen.previous is not None:
        before = whole(seen.previous.check.message, seen.previous, workshop.claim)
        return rework(before, shown, foot, room.ground)
    told_of_room = " ".join(
        part for part in (written_by(seen.n_written, seen.author), how_they_did(_did(room))) if part
    )
    return draw_slide(replace(shown, told=told_of_room, room=foot), room.ground)


_BETWEEN = {
    Phase.GUESS: ("The first message comes up soon", [("Guess before you know.", "Nobody sees your guess.")]),
    Phase.REVEAL: ("The next message comes up soon", [("Then customers speak,", "for and against.")]),
    Phase.REWORK: (
        "Say it better",
        [
            ("Reword a message on your phone,", "in the words that customers use."),
            ("It is checked again at once,", "and stands here beside the wording before."),
        ],
    ),
}


def _did(room: Room) -> HowTheyDid | None:
    """Return how the room did on the claim in focus; None where the guesses are about another."""
    found = room.wall.guesses
    if found is None or not room.workshop.is_revealed or room.guessed_claim != room.workshop.claim:
        return None
    return HowTheyDid(found.n, found.verdicts, found.right, found.right_agreement, found.true_agreement)


def _pins(room: Room) -> list[Pinned]:
    """Return each pinned comment once, in the order of its newest pin."""
    n = Counter(comment.id for _, comment in room.wall.pins)
    off = kept_off(room)
    once = {comment.id: comment for _, comment in room.wall.pins if comment.id not in off}
    return [Pinned(comment, n[comment.id]) for comment in once.values()]


def _rows(room: Room) -> list[Row]:
    return [_row(seen) for seen in room.wall.votes]


def _row(seen: Seen) -> Row:
    message = seen.message
    claims = whole(seen.text, seen.partial, 0).claims if seen.partial and message.was_revealed else ()
    return Row(
        seen.text,
        tuple(answer for _, answer in claims),
        dots=seen.dots,
        n_written=seen.n_written,
        ending=message.ending,
        owner=message.owner,
        is_revealed=seen.partial is not None and message.was_revealed,
    )


def _door(room: Room) -> Door:
    workshop = room.workshop
    address = qr.chosen()
    if not workshop.shows_code:
        return Door("", address or "")
    if not address:
        return Door(workshop.code)
    link = join_link(address, workshop.code)
    return Door(workshop.code, link, qr.picture(link), is_silent=room.is_silent)
