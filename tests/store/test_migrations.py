"""Migrations: they make what the tables say, once, and refuse what they do not know."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from workshop.errors import UnreadableStore
from workshop.store import Store, migrations
from workshop.store.database import Database
from workshop.store.tables import metadata


def is_ours(_object, name, kind, _reflected, _compared):
    return kind != "table" or not name.startswith("words_")


def test_the_migrations_make_exactly_the_tables(store):
    with store.read() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_ours})
        assert compare_metadata(context, metadata) == []


def test_the_newest_step_is_the_one_with_the_highest_number():
    config = Config()
    config.set_main_option("script_location", str(migrations.FOLDER))
    script = ScriptDirectory.from_config(config)
    assert script.get_current_head() == migrations.head()
    assert all(step.path.split("/")[-1].startswith(f"{step.revision}_") for step in script.walk_revisions())


def test_ids_are_never_used_again(store):
    with store.read() as connection:
        for name in ("corpora", "comments", "passages"):
            made = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": name}).scalar()
            assert "AUTOINCREMENT" in made


def test_a_store_is_migrated_once(tmp_path):
    Store.open(tmp_path).close()
    changed_at = (tmp_path / "backtalk.db").stat().st_mtime_ns
    Store.open(tmp_path).close()
    assert (tmp_path / "backtalk.db").stat().st_mtime_ns == changed_at


def test_data_of_a_newer_program_is_refused(tmp_path):
    store = Store.open(tmp_path)
    with store.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(UnreadableStore, match="newer"):
        Store.open(tmp_path)


def test_a_file_that_is_no_database_is_refused(tmp_path):
    Store.open(tmp_path).close()
    (tmp_path / "backtalk.db").write_bytes(b"this is no database, whatever its name says " * 100)
    with pytest.raises(UnreadableStore, match="backup"):
        Store.open(tmp_path)


def test_an_older_home_keeps_what_it_has_and_learns_to_keep_decisions(tmp_path):
    (tmp_path / "secret").write_bytes(bytes(32))
    database = Database(tmp_path)
    config = Config()
    config.set_main_option("script_location", str(migrations.FOLDER))
    with database.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.execute(
            text(
                "INSERT INTO corpora (id, name, title, source, company, created_at, version) "
                "VALUES (1, 'air', 'Air', 'posts', '{}', '2024-03-01T00:00:00+00:00', 0)"
            )
        )
        connection.execute(text("INSERT INTO versions VALUES (1, 0, 'f0', '2024-03-01T00:00:00+00:00')"))
    database.close()
    store = Store.open(tmp_path)
    assert store.corpora.get("air").title == "Air"
    assert store.decisions.matches("air") == store.decisions.verdicts("air") == []
    store.close()
