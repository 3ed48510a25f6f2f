"""Every kind of act in every phase: what `act` lets a participant do is what the rights say."""

import pytest

from workshop.errors import WorkshopError
from workshop.room import rights
from workshop.room.agenda import Phase
from workshop.room.records import Act, Kind
from workshop.room.rights import AFTER_THE_END, AS_THEMSELVES, PARTICIPANT, RIGHTS
from workshop.sessions import acting

BY_RIGHT = ("Only the facilitator", "not for the phase", "The room is paused")


@pytest.fixture
def busy(open_room):
    """Open a workshop in which every kind of act has something to act on."""
    room = open_room(3)
    one, two, three = room.people
    room.enter(Phase.LISTEN)
    room.pin(one)
    room.pin(two, 2)
    room.up = room.write(one, "The coffee is great.")
    room.waiting = room.write(three, "The queue is short.", through=False)
    room.does(None, Kind.PUT_UP, message=room.up)
    room.does(None, Kind.VOTING, state="open")
    return room


def payload(room, kind: Kind, who: int) -> dict[str, object]:
    """Return what would be a good payload, were it the right person in the right phase."""
    draw, pins = room.person(who).draw, [pin.comment_id for pin in room.rooms.pins(room.id) if pin.participant == who]
    free = next(one for one in draw if one not in pins)
    return {
        Kind.OPENED: {"code": "KITE 47", "name": "x", "outcome": "x", "corpus": "cafe",
                      "agenda": [{"phase": "lobby", "minutes": 1}]},
        Kind.JOINED: {"name": "x"}, Kind.ADDED: {"name": "x"}, Kind.DRAWN: {"participant": who, "comments": []},
        Kind.REMOVED: {"participant": 1}, Kind.AGENDA_CHANGED: {"agenda": [{"phase": "lobby", "minutes": 1}] * 9},
        Kind.PHASE_ENTERED: {"step": 0}, Kind.CLOCK_CHANGED: {"minutes": 1}, Kind.PAUSED: {"on": True},
        Kind.LOCKED: {"on": True}, Kind.GATE_OPENED: {"is_early": True}, Kind.READ: {"n": 1},
        Kind.PINNED: {"comment": free}, Kind.UNPINNED: {"comment": next(iter(pins), "?")},
        Kind.PIN_KEPT_OFF: {"participant": 1, "comment": "?", "on": True}, Kind.HANDED_IN: {"text": "The staff smile."},
        Kind.REWORDED: {"message": room.waiting if room.now.phase is Phase.WRITE else room.up, "text": "Other words."},
        Kind.TAKEN_BACK: {"message": room.waiting}, Kind.LET_THROUGH: {"message": room.waiting},
        Kind.SENT_BACK: {"message": room.waiting}, Kind.GROUPED: {"message": room.waiting, "into": room.up},
        Kind.PUT_UP: {"message": room.up}, Kind.CLAIM_SHOWN: {"claim": 0}, Kind.REVEALED: {"message": room.up},
        Kind.GUESSED: {"message": room.up, "verdict": "thin"}, Kind.VOTING: {"state": "closed"},
        Kind.VOTED: {"dots": {room.up: 1}}, Kind.DECIDED: {"message": room.up, "ending": "hold_on"},
        Kind.READY: {"on": True}, Kind.HAND: {"on": True}, Kind.PARKED: {"text": "Later."}, Kind.SHOWN: {"code": False},
        Kind.ENDED: {}, Kind.UNDONE: {"seq": room.events[-1].seq},
    }[kind]  # fmt: skip


def actor(kind: Kind) -> int:
    """Return who can do it, so that only the rights are in the way."""
    if PARTICIPANT not in RIGHTS[kind].by:
        return 2
    return {Kind.UNPINNED: 2, Kind.PINNED: 2, Kind.REWORDED: 3, Kind.TAKEN_BACK: 3}.get(kind, 1)


@pytest.mark.parametrize("paused", [False, True])
@pytest.mark.parametrize("phase", list(Phase), ids=str)
def test_a_participant_can_do_exactly_what_the_rights_say(busy, phase, paused):
    room = busy
    room.enter(phase)
    if phase in (Phase.GUESS, Phase.REVEAL, Phase.REWORK):
        room.does(None, Kind.PUT_UP, message=room.up)
    room.does(None, Kind.PAUSED, on=paused)
    done = set()
    for kind in Kind:
        who, before = actor(kind), len(room.events)
        allowed = rights.may(kind, PARTICIPANT, phase, paused=paused)
        given = payload(room, kind, who)
        if allowed:
            assert room.does(who, kind, **given).kind is kind
            done.add(kind)
        else:
            with pytest.raises(WorkshopError) as refused:
                room.does(who, kind, **given)
            assert str(refused.value).startswith(BY_RIGHT) or "phase" in str(refused.value), kind
            assert len(room.events) == before
    assert done == {kind for kind in Kind if rights.may(kind, PARTICIPANT, phase, paused=paused)}


@pytest.mark.parametrize("kind", list(Kind), ids=str)
def test_after_the_end_nobody_can_do_anything_but_undo_and_decide(busy, kind):
    given, who = payload(busy, kind, actor(kind)), actor(kind)
    busy.does(None, Kind.ENDED)
    with pytest.raises(WorkshopError, match=r"has ended|Only the facilitator"):
        busy.does(who, kind, **given)
    if kind is Kind.UNDONE:
        busy.does(None, Kind.UNDONE, seq=busy.events[-1].seq)
        assert busy.now.ended_at is None
    elif kind in AFTER_THE_END:
        assert busy.does(None, kind, **given).kind is Kind.DECIDED
        assert busy.now.ended_at
    else:
        with pytest.raises(WorkshopError, match=r"has ended|by itself"):
            busy.does(None, kind, **given)


@pytest.mark.parametrize(
    "kind", [kind for kind in Kind if PARTICIPANT in RIGHTS[kind].by and kind not in AS_THEMSELVES]
)
def test_the_facilitator_acts_for_somebody_or_not_at_all(busy, kind):
    with pytest.raises(WorkshopError, match="in the room to do"):
        busy.does(None, kind, **payload(busy, kind, actor(kind)))
    with pytest.raises(WorkshopError, match="acts by phone"):
        busy.does(None, kind, behalf=actor(kind), **payload(busy, kind, actor(kind)))


@pytest.mark.parametrize("kind", sorted(AS_THEMSELVES))
def test_what_the_facilitator_does_as_themselves_is_done_for_nobody_by_phone(busy, kind):
    busy.enter(Phase.SAID)
    given = payload(busy, kind, 2)
    with pytest.raises(WorkshopError, match="acts by phone"):
        busy.does(None, kind, behalf=2, **given)
    if kind is Kind.UNPINNED:
        busy.does(None, Kind.PINNED, **given)
    event = busy.does(None, kind, **given)
    assert (event.actor, event.on_behalf_of) == ("facilitator", None)


@pytest.mark.parametrize("phase", list(Phase), ids=str)
def test_the_facilitator_pins_while_the_room_listens_and_in_no_other_phase(busy, phase):
    busy.enter(phase)
    given = payload(busy, Kind.PINNED, 2)
    if phase in (Phase.LISTEN, Phase.SAID):
        busy.does(None, Kind.PINNED, **given)
        busy.does(None, Kind.UNPINNED, **given)
        return
    for kind in (Kind.PINNED, Kind.UNPINNED):
        with pytest.raises(WorkshopError, match="not for the phase"):
            busy.does(None, kind, **given)


@pytest.mark.parametrize("paused", [False, True])
@pytest.mark.parametrize("phase", list(Phase), ids=str)
def test_the_facilitator_lowers_any_hand_in_any_phase_and_raises_none(busy, phase, paused):
    busy.enter(phase)
    before = busy.now.phone_seq
    busy.does(2, Kind.HAND, on=True)
    assert busy.now.phone_seq == before, "a hand is no news to other phones"
    busy.does(None, Kind.PAUSED, on=paused)
    with pytest.raises(WorkshopError, match="acts by phone"):
        busy.does(None, Kind.HAND, behalf=1, on=True)
    lowered = busy.does(None, Kind.HAND, behalf=2, on=False)
    assert (lowered.actor, lowered.on_behalf_of) == ("facilitator", 2)
    assert not busy.person(2).hand_up
    assert busy.now.phone_seq == lowered.seq, "the phone whose hand it is says so"
    assert busy.undo().payload == {"seq": lowered.seq}
    assert busy.person(2).hand_up


def test_a_hand_of_somebody_who_is_gone_is_not_lowered(busy):
    busy.does(None, Kind.REMOVED, participant=2)
    with pytest.raises(WorkshopError, match="acts by phone"):
        busy.does(None, Kind.HAND, behalf=2, on=False)


@pytest.mark.parametrize("on", [0, None, "", "false", [], 0.0])
def test_nothing_but_lowering_passes_for_lowering(busy, on):
    with pytest.raises(WorkshopError):
        busy.does(None, Kind.HAND, behalf=2, on=on)


@pytest.mark.parametrize("actor", ["room", "p", "p0", "p99", "x1", "", "p1 ", "p\u0661", "Facilitator"])
def test_an_actor_who_is_nobody_is_refused(busy, actor):
    before = len(busy.events)
    with pytest.raises(WorkshopError):
        acting.act(busy.bench, busy.id, actor, Act(Kind.ENDED, "k"), at=busy.at)
    assert len(busy.events) == before


def test_the_facilitator_does_nothing_of_their_own_in_a_name_of_others(busy):
    busy.does(None, Kind.ADDED, name="Ana")
    added = busy.rooms.participants(busy.id)[-1].id
    with pytest.raises(WorkshopError, match="for nobody else"):
        busy.does(None, Kind.ENDED, behalf=added)
