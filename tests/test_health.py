"""Doctor finds what is wrong with a home, and says what to do."""

import pytest

from workshop.errors import UnreadableStore
from workshop.health import examine
from workshop.settings import Settings
from workshop.store import Store
from workshop.store.database import DATABASE_FILE
from workshop.workbench import Workbench


def test_a_whole_home_has_no_problem(cafe):
    assert examine(cafe).problems == ()


def test_a_damaged_database_is_one_sentence(cafe):
    home = cafe.settings.home
    cafe.store.database.empty_log()
    cafe.close()
    file = home / DATABASE_FILE
    damaged = bytearray(file.read_bytes())
    # The last pages hold words and passages; the first ones the schema, which opening reads.
    damaged[-3 * 4096 :] = b"\xff" * (3 * 4096)
    file.write_bytes(damaged)
    bench = Workbench(Settings(home=home, encoder="hashing", judge="lexicon"), Store.open(home))
    with pytest.raises(UnreadableStore, match="backup"):
        examine(bench)
    bench.close()
