"""A full disk, a locked database and two presses at once: one sentence, and nothing acknowledged is lost."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from workshop.errors import CannotWrite, StoreBusy
from workshop.room.records import Act, Kind
from workshop.sessions import acting, joining
from workshop.store import Store
from workshop.store.jobs import JobState
from workshop.workbench import Workbench


def test_a_full_disk_keeps_an_act_whole_or_not_at_all_and_its_retry_is_kept(open_room):
    room = open_room(20)
    room.write(1, "The coffee is great.")
    before = [event.client_key for event in room.events]
    database = room.bench.store.database
    with database.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 3}")
    kept = []
    with pytest.raises(CannotWrite, match="Make room"):
        for n in range(38):
            room.does(2 + n // 2, Kind.HANDED_IN, key=f"k{n}", text=f"{n} " + "word " * 75)
            kept.append(f"k{n}")
    assert 0 < len(kept) < 38
    assert [event.client_key for event in room.events] == before + kept
    assert len(room.rooms.messages(room.id)) == len(room.bench.store.jobs.list(JobState.WAITING)) == 1 + len(kept)
    with pytest.raises(CannotWrite, match="Make room"):
        for _ in range(50):
            room.join()
    with database.write() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 5_000}")
    n = len(kept)
    room.does(2 + n // 2, Kind.HANDED_IN, key=f"k{n}", text=f"{n} " + "word " * 75)
    assert room.does(2 + (n - 1) // 2, Kind.HANDED_IN, key=f"k{n - 1}", text="Whatever.").client_key == kept[-1]
    assert len(room.rooms.messages(room.id)) == 2 + n


def test_a_locked_database_is_one_sentence_and_the_retry_is_one_act(room):
    home = room.bench.settings.home
    impatient = Workbench(room.bench.settings, Store.open(home, timeout_seconds=0.05))
    held, done = threading.Event(), threading.Event()

    def hold():
        with room.bench.store.write():
            held.set()
            done.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    raised = Act(Kind.HAND, "k", {"on": True})
    with pytest.raises(StoreBusy, match="in time"):
        acting.act(impatient, room.id, "p1", raised, at=room.at)
    assert joining.recognise(impatient, "x" * 43, at=room.at) is None
    done.set()
    thread.join()
    first = acting.act(impatient, room.id, "p1", raised, at=room.at)
    assert acting.act(room.bench, room.id, "p1", raised, at=room.at) == first
    assert [event.kind for event in room.events].count(Kind.HAND) == 1
    impatient.close()


def test_presses_at_once_are_one_act_and_votes_at_once_one_vote(room):
    number = room.write(1, "The coffee is great.")
    room.does(None, Kind.PHASE_ENTERED, step=7)
    room.does(None, Kind.VOTING, state="open")

    def vote(press: tuple[int, str]):
        who, key = press
        return acting.act(room.bench, room.id, f"p{who}", Act(Kind.VOTED, key, {"dots": {number: 5}}), at=room.at).seq

    presses = [(who, f"k{n}") for who in (1, 2, 3) for n in (0, 0, 1)]
    with ThreadPoolExecutor(6) as threads:
        made = list(threads.map(vote, presses))
    assert len(set(made)) == 6
    assert room.rooms.votes(room.id) == {who: {number: 5} for who in (1, 2, 3)}
    assert [event.seq for event in room.events] == list(range(1, len(room.events) + 1))


def test_nothing_that_was_typed_and_no_token_is_logged(room, caplog):
    caplog.set_level(logging.DEBUG)
    token = joining.join(room.bench, room.now.code, "Zebulon", at=room.at).token
    room.write(1, "Quixotic words about coffee.")
    joining.recognise(room.bench, token, at=room.at)
    for secret in (token, joining.hash_token(token), "Zebulon", "Quixotic"):
        assert secret not in caplog.text
