"""The steps that bring any older database to the newest form, run whenever a store is opened.

A step is a file `versions/NNNN_subject.py` whose revision is its number.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from workshop.errors import UnreadableStore
from workshop.store.database import Database

FOLDER = Path(__file__).parent


def head() -> str:
    """Return the number of the newest step."""
    return max(path.name[:4] for path in (FOLDER / "versions").glob("[0-9]*_*.py"))


def upgrade(database: Database) -> None:
    """Run the steps that are missing, all or none of them, while no other process writes.

    Raises:
        UnreadableStore: The data was written by a newer Backtalk.
    """
    with database.read() as connection:
        current = _current(connection)
    if current is not None and current > head():
        raise UnreadableStore(
            f"The data in {database.home} was written by a newer Backtalk.", "Install that version or a later one."
        )
    if current != head():
        with database.write() as connection:
            _run(connection)


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    number: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return number


def _run(connection: Connection) -> None:
    # Alembic takes a third of a second to load; a database that needs nothing does not wait for it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
