"""Two processes at once, kills at write steps, of a worker and of the server, a full disk, a locked store: in short.

The long form, every step of every deed, is `python -m benchmarks.faults`.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

CHECKOUT = Path(__file__).parents[1]


def found(part):
    command = [sys.executable, "-m", "benchmarks.faults", "--short", "--json", part]
    ended = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=600, check=False)
    assert ended.stdout, ended.stderr
    return json.loads(ended.stdout)[part]


def test_no_check_beside_an_import_gives_a_wrong_quote():
    part = found("together")
    assert part["wrong"] == []
    assert part["n_checks"] >= 20
    assert part["n_in_segments"] > 0
    assert part["n_quotes"] > 0
    assert part["n_versions_seen"] > 1


def test_after_a_kill_at_a_write_step_the_next_start_is_whole():
    part = found("kills")
    assert part["wrong"] == []
    assert {deed["deed"] for deed in part["deeds"]} == {"first import", "import", "erase", "remove"}
    assert all(deed["n_kills"] >= 3 for deed in part["deeds"])


def test_a_job_whose_worker_was_killed_is_done_once():
    part = found("workers")
    assert part["wrong"] == []
    assert part["n_kills"] == 2


def test_a_full_disk_and_a_locked_store_are_one_sentence_and_lose_nothing():
    part = found("limits")
    assert part["wrong"] == []
    assert part["n_refused"] > 0
    assert part["locked"].startswith("Error: ")


def test_after_a_kill_of_the_server_a_workshop_has_all_that_was_acknowledged_once_and_goes_on():
    part = found("rooms")
    assert part["wrong"] == []
    assert part["n_kills"] == 4
    assert set(part["acknowledged"]) == {"pins", "messages", "guesses", "votes"}
    assert part["n_acknowledged"] > 0
    assert part["answers_again_seconds"]["longest"] < 10
