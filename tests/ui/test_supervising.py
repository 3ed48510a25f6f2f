"""A server that is killed comes back; one that cannot live is given up, in a sentence."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from websockets.sync.client import connect

from workshop.errors import WorkshopError
from workshop.ui.supervising import WATCHED, Supervisor


def _python(tmp_path, body):
    """Return a command that notes each of its starts, and then does something."""
    note = f"open({str(tmp_path / 'starts')!r}, 'a').write('x')"
    return [sys.executable, "-c", f"import os, signal, sys, time\n{note}\n{body}"]


def _starts(tmp_path):
    return len((tmp_path / "starts").read_text("utf-8"))


def test_an_end_in_good_order_is_the_end(tmp_path):
    assert Supervisor(_python(tmp_path, "sys.exit(0)"), os.environ).run() == 0
    assert _starts(tmp_path) == 1


def test_an_error_right_away_is_the_answer(tmp_path):
    assert Supervisor(_python(tmp_path, "sys.exit(1)"), os.environ).run() == 1
    assert _starts(tmp_path) == 1


def test_an_error_after_a_good_start_is_a_death(tmp_path):
    hours = iter(range(0, 10**9, 3_600))
    once = f"sys.exit(1 if len(open({str(tmp_path / 'starts')!r}).read()) < 3 else 0)"
    assert Supervisor(_python(tmp_path, once), os.environ, clock=lambda: float(next(hours))).run() == 0
    assert _starts(tmp_path) == 3


def test_what_dies_five_times_in_a_row_is_given_up(tmp_path):
    with pytest.raises(WorkshopError, match="died 5 times"):
        Supervisor(_python(tmp_path, "os.kill(os.getpid(), signal.SIGKILL)"), os.environ).run()
    assert _starts(tmp_path) == 5


def test_an_error_right_away_where_it_was_started_anew_is_a_death(tmp_path):
    """In the middle of a workshop, one failed start is not the end of it."""
    count = f"n = len(open({str(tmp_path / 'starts')!r}).read())"
    body = f"{count}\nos.kill(os.getpid(), signal.SIGKILL) if n == 1 else sys.exit(n == 2)"
    assert Supervisor(_python(tmp_path, body), os.environ).run() == 0
    assert _starts(tmp_path) == 3


def test_what_does_not_hear_that_it_should_end_is_killed(tmp_path):
    """A server that hangs ends with its parent all the same."""
    deaf = "signal.signal(signal.SIGTERM, signal.SIG_IGN)\nopen('deaf', 'w').close()\ntime.sleep(60)"
    command = _python(tmp_path, deaf.replace("'deaf'", repr(str(tmp_path / "deaf"))))

    def tell() -> None:
        _until((tmp_path / "deaf").exists)
        os.kill(os.getpid(), signal.SIGTERM)

    telling = threading.Thread(target=tell)
    telling.start()
    started = time.monotonic()
    assert Supervisor(command, os.environ, patience=0.5).run() == 0
    assert time.monotonic() - started < 30
    telling.join()
    assert _starts(tmp_path) == 1


def test_what_is_watched_keeps_the_environment_that_it_was_given(tmp_path):
    body = f"sys.exit(0 if os.environ['KEPT'] == 'this' and os.environ[{WATCHED!r}] else 3)"
    assert Supervisor(_python(tmp_path, body), os.environ | {"KEPT": "this"}).run() == 0


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the server's process as Linux tells it")
@pytest.mark.slow
class TestTheServer:
    """Start it once, kill it, and end its parent in both ways."""

    @pytest.fixture
    def served(self, tmp_path, free_port):
        environment = os.environ | {"BACKTALK_HOME": str(tmp_path), "BACKTALK_PORT": str(free_port)}
        environment |= {"BACKTALK_ENCODER": "hashing", "BACKTALK_JUDGE": "lexicon"}
        command = [sys.executable, "-m", "workshop", "serve"]
        with (
            (tmp_path / "log.txt").open("wb") as log,
            subprocess.Popen(command, env=environment, stdout=log, stderr=log) as parent,
        ):
            _until(lambda: _boot(free_port), tmp_path / "log.txt")
            yield parent
            parent.kill()

    def test_a_killed_server_comes_back_and_ends_with_its_parent(self, served, free_port, tmp_path):
        first, boot = _child_of(served.pid), _boot(free_port)
        killed = time.monotonic()
        os.kill(first, signal.SIGKILL)
        _until(lambda: _boot(free_port) not in ("", boot), tmp_path / "log.txt")
        assert time.monotonic() - killed < 10
        second = _child_of(served.pid)
        assert second != first
        for path in ("join", "phone", "wall"):
            with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/{path}", timeout=10) as answer:
                assert answer.status == 200
        stream = f"ws://127.0.0.1:{free_port}/_stcore/stream"
        with connect(stream, origin=f"http://127.0.0.1:{free_port}"):  # a page that is open holds up no end
            told = time.monotonic()
            served.terminate()
            assert served.wait(30) == 0
            assert time.monotonic() - told < 10
        assert not _lives(second)

    def test_a_server_ends_when_its_parent_is_killed(self, served, tmp_path):
        child = _child_of(served.pid)
        served.kill()
        served.wait(10)
        _until(lambda: not _lives(child), tmp_path / "log.txt")


def _boot(port):
    """Return which process answers; empty where none does."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/pulse", timeout=2):
            return ""
    except urllib.error.HTTPError as error:
        return json.loads(error.read())["boot"]
    except OSError:
        return ""


def _child_of(number):
    return int(Path(f"/proc/{number}/task/{number}/children").read_text("utf-8").split()[0])


def _lives(number):
    try:
        return Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _until(holds, log=None):
    until = time.monotonic() + 90
    while not holds():
        assert time.monotonic() < until, log.read_text("utf-8") if log else "it never did"
        time.sleep(0.1)
