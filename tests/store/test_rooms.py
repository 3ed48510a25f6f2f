"""Live workshops as they are kept: events in order, state beside them, and nothing acknowledged lost."""

import multiprocessing
import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from workshop.errors import CannotWrite, StoreBusy
from workshop.room.agenda import ready_agenda
from workshop.room.payloads import checked
from workshop.room.records import FACILITATOR, ROOM, Act, Kind
from workshop.store import Store
from workshop.store.room_tables import STATE, events, workshops
from workshop.store.rooms import UnknownParticipant, UnknownWorkshop

AT = datetime(2024, 3, 1, 9, tzinfo=UTC)
STEPS = [{"phase": step.phase.value, "minutes": step.minutes} for step in ready_agenda(60)]


def opened(store, code="KITE 47", name="Coffee"):
    payload = {"code": code, "name": name, "outcome": "Three messages.", "corpus": "cafe", "agenda": STEPS}
    return store.rooms.open(FACILITATOR, Act(Kind.OPENED, "open", checked(Kind.OPENED, payload)), at=AT).id


def did(store, workshop, kind, key, actor=FACILITATOR, **payload):
    return store.rooms.append(workshop, actor, Act(kind, key, checked(kind, payload)), at=AT)


def test_a_workshop_is_what_it_was_opened_with(store):
    made = store.rooms.get(opened(store))
    assert (made.code, made.name, made.outcome, made.corpus) == ("KITE 47", "Coffee", "Three messages.", "cafe")
    assert made.agenda == ready_agenda(60)
    assert (made.opened_at, made.entered_at, made.ends_at) == (AT, AT, None)
    assert (made.seq, made.phone_seq, made.gate, made.ended_at) == (1, 1, None, None)
    assert store.rooms.list() == [made]


def test_events_are_numbered_in_order_and_read_from_any_place(store):
    one, two = opened(store), opened(store, "MOON 11", "Tea")
    for n in range(3):
        did(store, one, Kind.LOCKED, f"k{n}", on=bool(n % 2))
    assert [event.seq for event in store.rooms.events(one)] == [1, 2, 3, 4]
    assert [event.client_key for event in store.rooms.events(one, after=2)] == ["k1", "k2"]
    assert [event.seq for event in store.rooms.events(two)] == [1]
    assert store.rooms.pulse(one) == (4, 1)
    assert store.rooms.events(99) == []


def test_the_last_act_of_any_workshop_is_known(store):
    assert store.rooms.last_act() is None
    one, _ = opened(store), opened(store, "MOON 11", "Tea")
    assert store.rooms.last_act() == AT
    later = AT + timedelta(minutes=3)
    store.rooms.append(one, FACILITATOR, Act(Kind.LOCKED, "k", checked(Kind.LOCKED, {"on": True})), at=later)
    assert store.rooms.last_act() == later


def test_a_key_is_one_act_of_one_actor(store):
    number = opened(store)
    kept = did(store, number, Kind.LOCKED, "k", on=True)
    assert store.rooms.done_before(number, FACILITATOR, "k") == kept
    assert store.rooms.done_before(number, "p1", "k") is None
    with pytest.raises(IntegrityError) as fault:
        did(store, number, Kind.LOCKED, "k", on=False)
    assert "locked" not in str(fault.value), "an error tells of what was written"
    assert store.rooms.get(number).is_locked
    assert len(store.rooms.events(number)) == 2


def test_an_event_that_cannot_be_applied_leaves_nothing_behind(store):
    number = opened(store)
    with pytest.raises(KeyError):
        store.rooms.append(number, FACILITATOR, Act(Kind.PHASE_ENTERED, "k", {}), at=AT)
    assert [event.seq for event in store.rooms.events(number)] == [1]
    assert store.rooms.get(number).seq == 1


def test_open_workshops_are_found_by_their_code(store):
    one, two = opened(store), opened(store, "MOON 11")
    assert store.rooms.by_code("kite47").id == one
    assert store.rooms.by_code(" moon 1 1").id == two
    for wrong in ("", "KITE", "KITE 48", "KITE 470", "\ud800", "x" * 100_000, "ｋite47"):
        assert store.rooms.by_code(wrong) is None
    did(store, one, Kind.ENDED, "end")
    assert store.rooms.by_code("KITE 47") is None


def test_who_is_not_there_is_one_sentence(store):
    number = opened(store)
    for ask in (store.rooms.get, store.rooms.pulse):
        with pytest.raises(UnknownWorkshop, match="no such workshop"):
            ask(99)
    with pytest.raises(UnknownParticipant, match="Nobody"):
        store.rooms.participant(number, 1)


def test_a_token_is_known_by_its_hash_and_outlives_rebuilding(store):
    number = opened(store)
    did(store, number, Kind.JOINED, "j", actor=ROOM, name=None)
    store.rooms.keep_token(store.rooms.participant(number, 1), "h" * 64, at=AT)
    store.rooms.rebuild(number)
    person, since = store.rooms.recognise("h" * 64)
    assert (person.id, person.workshop, since) == (1, number, AT)
    assert store.rooms.recognise("g" * 64) is None


def test_a_workshop_is_as_it_was_after_closing_the_store(tmp_path):
    store = Store.open(tmp_path)
    number = opened(store)
    did(store, number, Kind.JOINED, "j", actor=ROOM, name="Ana")
    did(store, number, Kind.PHASE_ENTERED, "w", step=3)
    before = store.rooms.get(number), store.rooms.participants(number), store.rooms.events(number)
    store.close()
    store = Store.open(tmp_path)
    assert (store.rooms.get(number), store.rooms.participants(number), store.rooms.events(number)) == before
    assert before[0].ends_at == AT + timedelta(minutes=before[0].agenda[3].minutes)
    store.close()


def test_removing_the_row_of_a_workshop_takes_all_of_it_along(store):
    number = opened(store)
    did(store, number, Kind.JOINED, "j", actor=ROOM, name=None)
    with store.write() as connection:
        connection.execute(workshops.delete().where(workshops.c.id == number))
    with store.read() as connection:
        for table in (*STATE, events):
            assert connection.execute(table.select()).all() == []
    assert opened(store) != number


def test_a_full_disk_is_one_sentence_and_loses_nothing_acknowledged(tmp_path):
    store = Store.open(tmp_path)
    number = opened(store)
    with store.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 4}")
    kept = 0
    with pytest.raises(CannotWrite, match="Make room"):
        for n in range(500):
            did(store, number, Kind.PARKED, f"k{n}", actor="p1", text=f"{n} " + "x" * 190)
            kept = n + 1
    assert kept > 0
    assert [event.client_key for event in store.rooms.events(number)][1:] == [f"k{n}" for n in range(kept)]
    assert len(store.rooms.parked(number)) == kept
    assert store.rooms.pulse(number)[0] == kept + 1
    with store.write() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 4_000}")
    did(store, number, Kind.PARKED, f"k{kept}", actor="p1", text="There is room again.")
    assert len(store.rooms.parked(number)) == kept + 1
    store.close()


def test_a_locked_database_is_one_sentence_and_the_next_try_is_kept(tmp_path):
    store, other = Store.open(tmp_path, timeout_seconds=0.05), Store.open(tmp_path)
    number = opened(store)
    held, done = threading.Event(), threading.Event()

    def hold():
        with other.write():
            held.set()
            done.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    with pytest.raises(StoreBusy, match="in time"):
        did(store, number, Kind.LOCKED, "k", on=True)
    assert store.rooms.get(number).seq == 1
    done.set()
    thread.join()
    assert did(store, number, Kind.LOCKED, "k", on=True).seq == 2
    for one in (store, other):
        one.close()


def _hand_up(home, number, who):
    store = Store.open(home)
    for n in range(15):
        did(store, number, Kind.HAND, f"{who} {n}", actor=f"p{who}", on=True)
    store.close()


@pytest.mark.slow
def test_processes_that_act_at_once_lose_no_act_and_no_number(tmp_path):
    store = Store.open(tmp_path)
    number = opened(store)
    context = multiprocessing.get_context("spawn")
    started = [context.Process(target=_hand_up, args=(tmp_path, number, who)) for who in (1, 2)]
    for process in started:
        process.start()
    for process in started:
        process.join(60)
    assert [process.exitcode for process in started] == [0, 0]
    there = store.rooms.events(number)
    assert [event.seq for event in there] == list(range(1, 32))
    for who in (1, 2):
        mine = [event.client_key for event in there if event.actor == f"p{who}"]
        assert mine == [f"{who} {n}" for n in range(15)]
    store.close()
