"""After any walk of acts, and any undoing, the tables are what the events make of them."""

import random

import pytest
from sqlalchemy import select

from workshop.errors import WorkshopError
from workshop.room.agenda import Phase
from workshop.room.records import Kind
from workshop.room.rights import PARTICIPANT, RIGHTS
from workshop.sessions import seeing
from workshop.store.room_tables import STATE, workshops

WORDS = ("The coffee is great.", "the coffee is GREAT", "The queue is short.", "Staff smile.", "It is cheap.")


ORDER = (Phase.LISTEN, Phase.WRITE, Phase.GUESS, Phase.REVEAL, Phase.REWORK, Phase.DECIDE, Phase.WRITE, Phase.LOBBY)
RARE = {Kind.PHASE_ENTERED, Kind.PAUSED, Kind.REMOVED, Kind.AGENDA_CHANGED, Kind.ENDED, Kind.TAKEN_BACK, Kind.UNDONE}
RARE |= {Kind.REVEALED, Kind.PUT_UP}
POSSIBLE = {
    phase: [
        kind
        for kind, right in RIGHTS.items()
        if right.phases is None or phase in right.phases
        for _ in range(1 if kind in RARE else 3 if right.phases is None else 15)
    ]
    for phase in Phase
}
"""What to try in a phase, as often as it shall be tried."""


def rows(room) -> dict[str, list[tuple]]:
    """Return every row of the tables of state."""
    with room.bench.store.read() as connection:
        found = {"workshops": connection.execute(select(workshops).where(workshops.c.id == room.id)).all()}
        for table in STATE:
            mine = select(table).where(table.c.workshop_id == room.id).order_by(*table.primary_key)
            found[table.name] = connection.execute(mine).all()
    return {name: [tuple(row) for row in there] for name, there in found.items()}


def step(room, chance: random.Random) -> None:
    """Try one thing at random; most are possible, many are refused."""
    messages = [one.id for one in room.rooms.messages(room.id)]
    message = chance.choice(messages) if messages and chance.random() < 0.95 else 999
    people = room.rooms.participants(room.id)
    person = chance.choice(people)
    draw = person.draw or ("?",)
    pin = chance.choice(room.rooms.pins(room.id) or [None])
    on = chance.random() < 0.5
    kind = chance.choice(POSSIBLE[room.now.phase])
    given = {
        Kind.ADDED: {"name": chance.choice("ABC")}, Kind.REMOVED: {"participant": person.id},
        Kind.AGENDA_CHANGED: {"agenda": [{"phase": p.value, "minutes": chance.randint(1, 9)} for p in Phase]},
        Kind.PHASE_ENTERED: {"step": chance.randrange(9)}, Kind.LOCKED: {"on": on}, Kind.PAUSED: {"on": on},
        Kind.CLOCK_CHANGED: {"minutes": chance.choice([-1, 1])} if on else {"running": chance.random() < 0.5},
        Kind.GATE_OPENED: {"is_early": True}, Kind.READ: {"n": chance.randrange(11)},
        Kind.PINNED: {"comment": chance.choice(draw)}, Kind.UNPINNED: {"comment": chance.choice(draw)},
        Kind.PIN_KEPT_OFF: {"participant": getattr(pin, "participant", 0), "comment": getattr(pin, "comment_id", "?"),
                            "on": on},
        Kind.HANDED_IN: {"text": chance.choice(WORDS)}, Kind.TAKEN_BACK: {"message": message},
        Kind.REWORDED: {"message": message, "text": chance.choice(WORDS)}, Kind.LET_THROUGH: {"message": message},
        Kind.SENT_BACK: {"message": message, "why": "Why?"}, Kind.PUT_UP: {"message": message if on else None},
        Kind.GROUPED: {"message": message, "into": chance.choice([*messages, message])},
        Kind.CLAIM_SHOWN: {"claim": chance.randrange(2)}, Kind.REVEALED: {"message": message},
        Kind.GUESSED: {"message": room.now.on_wall or message, "verdict": chance.choice(["thin", "supported"])},
        Kind.VOTING: {"state": chance.choice(["open", "open", "closed"])},
        Kind.VOTED: {"dots": {number: chance.randrange(3) for number in chance.sample(messages, len(messages))[:2]}},
        Kind.DECIDED: {"message": message, "ending": chance.choice(["hold_on", "rework", None]), "owner": "A"},
        Kind.READY: {"on": on}, Kind.HAND: {"on": on}, Kind.PARKED: {"text": chance.choice(WORDS)},
        Kind.SHOWN: {"authors": on, "ground": chance.choice(["light", "dark", None])},
        Kind.UNDONE: {"seq": chance.choice(room.events).seq},
    }.get(kind, {})  # fmt: skip
    if PARTICIPANT in RIGHTS[kind].by:
        behalf = None if person.has_phone else person.id
        room.does(None if behalf else person.id, kind, behalf=behalf, **given)
    else:
        room.does(None, kind, **given)


@pytest.mark.parametrize("seed", range(2))
def test_the_tables_are_what_the_events_make_of_them(open_room, seed):
    room, chance, done = open_room(12), random.Random(seed), 0  # noqa: S311 - a walk, not a secret
    other = open_room(2, "Other")
    other.does(1, Kind.HAND, on=True)
    untouched = rows(other)
    for n in range(30 * len(ORDER)):
        try:
            if room.now.ended_at is not None:
                room.undo()
            elif n % 10 == 0:
                room.enter(ORDER[n // 30])
            elif n % 10 in (1, 2) and room.rooms.messages(room.id):
                there = room.rooms.messages(room.id)
                message = chance.choice([one for one in there if not one.was_revealed] or there)
                kind = Kind.LET_THROUGH if message.shown is None else Kind.PUT_UP
                room.does(None, kind, message=message.id)
            elif chance.random() < 0.03:
                room.undo()
            elif room.now.is_paused and chance.random() < 0.3:
                room.does(None, Kind.PAUSED, on=False)
            elif chance.random() < 0.03:
                room.join()
            else:
                step(room, chance)
            done += 1
        except WorkshopError:
            continue
        if n % 20 == 19:
            seeing.phone(room.bench, room.person(1))
            seeing.wall(room.bench, room.id)
            seeing.control(room.bench, room.id)
    assert done > 80
    kinds = {event.kind for event in room.events}
    assert {Kind.UNDONE, Kind.HANDED_IN, Kind.PINNED} <= kinds
    assert len(kinds) >= 20
    before, happened = rows(room), room.events
    assert any(before.values())
    room.rooms.rebuild(room.id)
    assert rows(room) == before
    assert room.events == happened
    assert rows(other) == untouched
    assert [event.seq for event in happened] == list(range(1, len(happened) + 1))


def test_rebuilding_mends_a_table_that_was_spoilt(room):
    room.write(1, "The coffee is great.")
    before = rows(room)
    with room.bench.store.write() as connection:
        for table in STATE:
            connection.execute(table.delete())
        connection.execute(workshops.update().values(step=0, seq=3, gate_at=None))
    assert rows(room) != before
    room.rooms.rebuild(room.id)
    assert rows(room) == before


def test_undoing_leads_back_step_by_step(open_room):
    room = open_room(3)
    room.enter(Phase.LISTEN)
    room.pin(1)
    number = room.write(1, "The coffee is great.")
    room.at = room.events[-1].at
    states = []
    acts = [
        (Kind.PUT_UP, {"message": number}), (Kind.REVEALED, {"message": number}), (Kind.SHOWN, {"authors": True}),
        (Kind.DECIDED, {"message": number, "ending": "rework"}), (Kind.REMOVED, {"participant": 3}),
        (Kind.PAUSED, {"on": True}), (Kind.PHASE_ENTERED, {"step": 7}), (Kind.VOTING, {"state": "open"}),
        (Kind.LOCKED, {"on": True}), (Kind.ADDED, {"name": "Ana"}), (Kind.ENDED, {}),
    ]  # fmt: skip
    for kind, given in acts:
        states.append(without_seq(room))
        room.does(None, kind, **given)
    for kind, before in zip(reversed(acts), reversed(states), strict=True):
        undone = room.undo()
        assert room.events[undone.payload["seq"] - 1].kind is kind[0]
        assert without_seq(room) == before


def without_seq(room):
    found = rows(room)
    found["workshops"] = [row[:-2] for row in found["workshops"]]
    return found


def test_who_was_added_and_undone_leaves_everybody_their_number(room):
    added = room.does(None, Kind.ADDED, name="Ana")
    (late,) = room.join()
    room.does(None, Kind.UNDONE, seq=added.seq)
    assert [one.id for one in room.rooms.participants(room.id)] == [1, 2, 3, 4, late]
    assert len(room.person(late).draw) == 10
    room.does(None, Kind.ADDED, name="Ana")
    assert [one.id for one in room.rooms.participants(room.id)] == [1, 2, 3, 4, late, late + 1]


def test_what_hangs_on_an_undone_act_goes_with_it_and_comes_to_no_harm(room):
    added = room.does(None, Kind.ADDED, name="Ana")
    ana = room.rooms.participants(room.id)[-1].id
    room.enter(Phase.WRITE)
    room.does(None, Kind.GATE_OPENED, is_early=True)
    message = room.does(None, Kind.HANDED_IN, behalf=ana, text="The coffee is great.").seq
    room.does(None, Kind.LET_THROUGH, message=message)
    room.enter(Phase.GUESS)
    room.does(None, Kind.PUT_UP, message=message)
    room.does(1, Kind.GUESSED, message=message, verdict="thin")
    room.does(None, Kind.UNDONE, seq=added.seq)
    assert room.rooms.messages(room.id) == room.rooms.guesses(room.id) == []
    assert room.now.on_wall is None
    before = rows(room)
    room.rooms.rebuild(room.id)
    assert rows(room) == before


def test_only_what_the_facilitator_did_can_be_undone_and_once(room):
    raised = room.does(1, Kind.HAND, on=True)
    locked = room.does(None, Kind.LOCKED, on=True)
    undone = room.undo()
    for seq in (1, raised.seq, locked.seq, undone.seq, 10**6):
        with pytest.raises(WorkshopError, match="cannot be undone"):
            room.does(None, Kind.UNDONE, seq=seq)
    assert room.undo() is None


def test_undoing_twice_with_one_key_undoes_one_act(room):
    from workshop.sessions import acting

    for on in (True, False):
        room.does(None, Kind.LOCKED, on=on)
    first = acting.undo(room.bench, room.id, client_key="k", at=room.at)
    assert acting.undo(room.bench, room.id, client_key="k", at=room.at) == first
    assert room.now.is_locked


def test_an_ended_workshop_is_opened_again_by_undoing(room):
    room.does(None, Kind.ENDED)
    assert room.rooms.by_code(room.now.code) is None
    room.undo()
    assert room.rooms.by_code(room.now.code).id == room.id
