"""Short work is not starved by long work."""

import threading
import time

import pytest

from workshop.encoders.turns import Turns


def test_who_waits_gets_a_turn_before_the_one_who_just_had_it():
    turns, order, started = Turns(), [], threading.Event()

    def long_work():
        for _ in range(40):
            with turns.mine():
                order.append("long")
                started.set()
                time.sleep(0.005)

    worker = threading.Thread(target=long_work)
    worker.start()
    started.wait()
    for _ in range(5):
        with turns.mine():
            order.append("short")
    worker.join()
    last_short = max(place for place, who in enumerate(order) if who == "short")
    assert last_short < 20


def test_a_failure_gives_the_turn_back():
    turns = Turns()
    with pytest.raises(ValueError, match="broken"), turns.mine():
        raise ValueError("broken")
    with turns.mine():
        pass
