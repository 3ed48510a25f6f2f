"""Connections: snapshots, one writer, joined transactions, and a home that survives races."""

import stat
import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import OperationalError

from workshop.errors import CannotWrite, StoreBusy, UnreadableStore
from workshop.store import Store, database
from workshop.store.tables import corpora


def put(connection, name):
    connection.execute(
        insert(corpora).values(name=name, title="", source="", company={}, created_at=datetime.now(UTC), version=0)
    )


def names(connection):
    return connection.execute(select(corpora.c.name).order_by(corpora.c.name)).scalars().all()


def test_what_is_written_is_there_for_the_next_reader(store):
    with store.write() as connection:
        put(connection, "a")
    with store.read() as connection:
        assert names(connection) == ["a"]


def test_a_write_that_fails_leaves_nothing(store):
    with pytest.raises(ZeroDivisionError), store.write() as connection:
        put(connection, "a")
        raise ZeroDivisionError
    with store.read() as connection:
        assert names(connection) == []


def test_an_inner_write_joins_the_outer_one(store):
    with pytest.raises(ZeroDivisionError), store.write():
        with store.write() as connection:
            put(connection, "a")
        raise ZeroDivisionError
    with store.read() as connection:
        assert names(connection) == []


def test_an_inner_write_that_fails_undoes_only_itself(store):
    with store.write() as outer:
        put(outer, "a")
        with pytest.raises(ZeroDivisionError), store.write() as inner:
            put(inner, "b")
            raise ZeroDivisionError
    with store.read() as connection:
        assert names(connection) == ["a"]


def test_a_read_inside_a_write_sees_what_was_written(store):
    with store.write() as connection:
        put(connection, "a")
        with store.read() as inner:
            assert names(inner) == ["a"]


def test_a_reading_connection_cannot_write(store):
    with store.read() as connection, pytest.raises(OperationalError, match="readonly"):
        put(connection, "a")


def test_a_write_inside_a_read_is_refused(store):
    with store.read(), pytest.raises(RuntimeError, match="inside a read"), store.write():
        pass


def test_a_reader_keeps_its_snapshot_while_another_thread_writes(tmp_path):
    store = Store.open(tmp_path)

    def write():
        with store.write() as connection:
            put(connection, "a")

    with store.read() as connection:
        assert names(connection) == []
        writer = threading.Thread(target=write)
        writer.start()
        writer.join()
        assert names(connection) == []
    with store.read() as connection:
        assert names(connection) == ["a"]
    store.close()


def test_threads_write_one_after_the_other(store):
    def write(name):
        with store.write() as connection:
            taken = len(names(connection))
            put(connection, f"{taken:02d}{name}")

    writers = [threading.Thread(target=write, args=(letter,)) for letter in "abcdefgh"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with store.read() as connection:
        assert [name[:2] for name in names(connection)] == [f"{n:02d}" for n in range(8)]


def test_only_one_thread_of_a_process_asks_for_the_file_s_lock(tmp_path, monkeypatch):
    store, asked, asks = Store.open(tmp_path), [], database._locked

    def counted(path, seconds):
        asked.append(threading.get_ident())
        return asks(path, seconds)

    def write():
        with store.write():
            written.append(threading.get_ident())

    monkeypatch.setattr(database, "_locked", counted)
    written: list[int] = []
    writers = [threading.Thread(target=write) for _ in range(4)]
    with store.write():
        for writer in writers:
            writer.start()
        writers[0].join(0.2)
        assert asked == [threading.get_ident()]
    for writer in writers:
        writer.join(10)
    assert asked[1:] == written
    assert len(written) == 4
    store.close()


def refusals(store: Store) -> list[StoreBusy]:
    """Return what a thread that wants to write to a store is told."""
    refused = []

    def write():
        try:
            with store.write():
                pass
        except StoreBusy as error:
            refused.append(error)

    writer = threading.Thread(target=write)
    writer.start()
    writer.join(10)
    return refused


def test_a_thread_that_waits_too_long_for_another_is_told_so(tmp_path):
    store = Store.open(tmp_path, timeout_seconds=0.05)
    with store.write():
        assert "Try again" in refusals(store)[0].advice
    assert refusals(store) == []
    store.close()


def test_a_writer_that_waits_too_long_for_the_lock_of_the_file_is_told_so(tmp_path):
    store = Store.open(tmp_path)
    impatient = Store.open(tmp_path, timeout_seconds=0.05)
    with store.write():
        assert "Try again" in refusals(impatient)[0].advice
    assert refusals(impatient) == []
    store.close()
    impatient.close()


def test_a_foreign_writer_that_ignores_the_lock_makes_the_store_busy(tmp_path):
    import sqlite3

    store = Store.open(tmp_path, timeout_seconds=0.05)
    foreign = sqlite3.connect(tmp_path / "backtalk.db", isolation_level=None)
    foreign.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy), store.write():
        pass
    foreign.close()
    store.close()


def test_the_secret_is_kept_and_nobody_else_may_read_it(tmp_path):
    first = Store.open(tmp_path / "home")
    first.close()
    second = Store.open(tmp_path / "home")
    second.close()
    assert len(first.secret) == 32
    assert second.secret == first.secret
    for name in ("secret", "backtalk.db"):
        assert stat.S_IMODE((tmp_path / "home" / name).stat().st_mode) == 0o600


def test_a_secret_left_half_written_by_a_kill_is_written_anew(tmp_path):
    (tmp_path / "secret.new").write_bytes(b"half")
    store = Store.open(tmp_path)
    store.close()
    assert (tmp_path / "secret").read_bytes() == store.secret


def test_a_lost_secret_is_never_replaced_in_silence(tmp_path):
    Store.open(tmp_path).close()
    (tmp_path / "secret").unlink()
    with pytest.raises(UnreadableStore, match="backup"):
        Store.open(tmp_path)


def test_a_damaged_secret_is_refused(tmp_path):
    Store.open(tmp_path).close()
    (tmp_path / "secret").write_bytes(b"short")
    with pytest.raises(UnreadableStore, match="damaged"):
        Store.open(tmp_path)


@pytest.mark.slow
def test_processes_that_open_a_new_home_at_once_agree_on_one_secret(tmp_path, python):
    program = (
        "import pathlib, sys; from workshop.store import Store;"
        "print(Store.open(pathlib.Path(sys.argv[1])).secret.hex())"
    )
    started = [python("-c", program, tmp_path / "home") for _ in range(3)]
    said = {process.communicate(timeout=60)[0].strip() for process in started}
    assert [process.returncode for process in started] == [0] * 3
    assert said == {(tmp_path / "home" / "secret").read_bytes().hex()}


def fill(store):
    with store.write() as connection:
        for n in range(4000):
            put(connection, f"{n:04}{'x' * 200}")


def test_a_full_disk_is_one_sentence_and_loses_nothing(tmp_path):
    store = Store.open(tmp_path)
    with store.write() as connection:
        put(connection, "a")
    with store.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 60")
    with pytest.raises(CannotWrite, match="Make room"):
        fill(store)
    with store.read() as connection:
        assert names(connection) == ["a"]
    store.close()


def test_a_disk_that_fills_in_an_inner_write_is_one_sentence(tmp_path):
    store = Store.open(tmp_path)
    with store.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 60")
    with pytest.raises(CannotWrite, match="Make room"), store.write():
        fill(store)
    with store.read() as connection:
        assert names(connection) == []
    store.close()


@pytest.mark.slow
def test_a_file_that_may_not_grow_is_one_sentence_and_loses_nothing(tmp_path):
    import resource

    store = Store.open(tmp_path)
    with store.write() as connection:
        put(connection, "a")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(CannotWrite, match="Make room"):
            fill(store)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    with store.read() as connection:
        assert names(connection) == ["a"]
    fill(store)
    store.close()


def test_a_home_that_is_a_file_is_one_sentence(tmp_path):
    (tmp_path / "home").write_text("not a folder")
    with pytest.raises(CannotWrite, match="another folder"):
        Store.open(tmp_path / "home")
