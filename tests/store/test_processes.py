"""Several processes, and processes that die: what was acknowledged is there, and whole."""

import contextlib
import random
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workshop.store import Store
from workshop.store.versions import fingerprint

pytestmark = pytest.mark.slow

ADDER = Path(__file__).with_name("adder.py")
AT = datetime(2024, 3, 1, tzinfo=UTC)


@pytest.fixture
def home(tmp_path):
    store = Store.open(tmp_path)
    store.corpora.create("air", at=AT)
    store.close()
    return tmp_path


def assert_whole(store):
    """Versions list what their fingerprints name; quotes are cut from their comments and found by their words."""
    newest = store.corpora.get("air").version
    for version in range(newest + 1):
        facts = store.comments.facts("air", version)
        assert facts.fingerprint == fingerprint(store.comments.members("air", version))
    assert [kept.version for kept in store.comments.batches("air")] == list(range(1, newest + 1))
    ids = store.comments.passage_ids("air", newest)
    passages = [passage for passage, _ in store.comments.passages(ids, newest)]
    assert [passage.id for passage in passages] == ids.tolist()
    second = "It has two sentences."
    assert all(passage.quote in (passage.comment.text.removesuffix(f" {second}"), second) for passage in passages)
    hits = store.words.search("air", newest, "comment sentences", 100_000)
    assert sorted(passage_id for passage_id, _ in hits) == ids.tolist()


def test_two_processes_that_add_at_once_both_land(home, python):
    started = [python(ADDER, home, name, 4) for name in ("ana", "ben")]
    said = [process.communicate(timeout=120)[0].split("\n") for process in started]
    assert [process.returncode for process in started] == [0, 0]
    made = sorted(int(line.split()[1]) for lines in said for line in lines if line and line != "open")
    assert made == list(range(1, 9))
    store = Store.open(home)
    assert_whole(store)
    assert store.comments.facts("air", 8).n_people == 2
    store.close()


def test_a_killed_add_loses_nothing_acknowledged_and_leaves_nothing_half_done(home, python):
    chance = random.Random(7)  # noqa: S311 (when to kill, not a secret)
    acknowledged = 0
    for life in range(4):
        process = python(ADDER, home, f"life{life}", 500)
        assert process.stdout.readline() == "open\n"
        time.sleep(chance.uniform(0.05, 0.6))
        process.kill()
        rest, _ = process.communicate(timeout=60)
        with contextlib.suppress(IndexError):
            acknowledged = int(rest.strip().split("\n")[-1].split()[1])
        store = Store.open(home)
        newest = store.corpora.get("air").version
        assert newest in (acknowledged, acknowledged + 1)
        assert_whole(store)
        store.close()
        acknowledged = newest
    assert acknowledged > 0
