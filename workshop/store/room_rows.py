"""The rows of one workshop, as events read and change them: in the tables, or held until a whole list has happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Protocol

from sqlalchemy import Connection, Delete, Select, Table, Update, bindparam, delete, insert, select, update

from workshop.room.records import Event, Kind
from workshop.store.room_tables import STATE, events, workshops

Row = dict[str, Any]


class Rows(Protocol):
    """The rows of one workshop. `same` names columns, and what has to be in them; without any, every row is meant."""

    def room(self) -> Row:
        """Return the workshop's own row."""

    def set_room(self, **values: Any) -> None:  # noqa: ANN401 - columns of many types
        """Change the workshop's own row."""

    def find(self, table: Table, **same: Any) -> Sequence[Row]:  # noqa: ANN401 - the same
        """Return rows of a table of state."""

    def add(self, table: Table, **values: Any) -> None:  # noqa: ANN401 - the same
        """Add a row, with a value for every column but the workshop's number."""

    def change(self, table: Table, values: Row, **same: Any) -> None:  # noqa: ANN401 - the same
        """Change columns, none of which names the row."""

    def remove(self, table: Table, **same: Any) -> None:  # noqa: ANN401 - the same
        """Take rows away; what hangs on them has to be taken away as well."""

    def earlier(self, event: Event, *kinds: Kind) -> Sequence[Mapping[str, Any]]:
        """Return the payloads of the events of these kinds that came before one, undone or not."""


Change = Callable[[Rows, Event], None]
"""What one kind of event does to the rows."""


class Kept:
    """Rows in the tables, changed at once. Each statement is built once a process: building costs more than running."""

    def __init__(self, connection: Connection, workshop: int) -> None:
        """Take the connection that writes, and the workshop's number."""
        self._connection, self._workshop = connection, workshop

    def room(self) -> Row:
        """Return the workshop's own row."""
        chosen = select(workshops).where(workshops.c.id == self._workshop)
        return dict(self._connection.execute(chosen).mappings().one())

    def set_room(self, **values: Any) -> None:  # noqa: ANN401 - columns of many types
        """Change the workshop's own row."""
        if values:
            self._connection.execute(_changing(workshops, "id"), {"same_id": self._workshop} | values)

    def find(self, table: Table, **same: Any) -> list[Row]:  # noqa: ANN401 - the same
        """Return rows of a table of state."""
        found = self._connection.execute(_finding(table, "workshop_id", *same), self._of(same))
        return [dict(row) for row in found.mappings()]

    def add(self, table: Table, **values: Any) -> None:  # noqa: ANN401 - the same
        """Add a row."""
        self._connection.execute(insert(table), {"workshop_id": self._workshop} | values)

    def change(self, table: Table, values: Row, **same: Any) -> None:  # noqa: ANN401 - the same
        """Change columns."""
        self._connection.execute(_changing(table, "workshop_id", *same), self._of(same) | values)

    def remove(self, table: Table, **same: Any) -> None:  # noqa: ANN401 - the same
        """Take rows away."""
        self._connection.execute(_removing(table, "workshop_id", *same), self._of(same))

    def earlier(self, event: Event, *kinds: Kind) -> list[Mapping[str, Any]]:
        """Return the payloads of earlier events."""
        mine = select(events.c.payload).where(events.c.workshop_id == self._workshop, events.c.kind.in_(kinds))
        return list(self._connection.scalars(mine.where(events.c.seq < event.seq)))

    def _of(self, same: Row) -> Row:
        return {f"same_{name}": value for name, value in {"workshop_id": self._workshop, **same}.items()}


class Held:
    """Rows in memory, which nobody sees until they are put into the tables, all at once."""

    def __init__(self, happened: Iterable[Event]) -> None:
        """Begin before the first of all events, undone ones included."""
        self._room: Row = {}
        self._rows: dict[str, dict[tuple[object, ...], Row]] = {table.name: {} for table in STATE}
        self._happened: dict[Kind, list[Event]] = defaultdict(list)
        for event in happened:
            self._happened[event.kind].append(event)

    def room(self) -> Row:
        """Return the workshop's own row."""
        return self._room

    def set_room(self, **values: Any) -> None:  # noqa: ANN401 - columns of many types
        """Change the workshop's own row."""
        self._room |= values

    def find(self, table: Table, **same: Any) -> list[Row]:  # noqa: ANN401 - the same
        """Return rows of a table of state."""
        rows, named = self._rows[table.name], _named_by(table)
        there: Iterable[Row] = rows.values()
        if named <= same.keys():
            one = rows.get(_name(table, same))
            there = () if one is None else (one,)
        return [row for row in there if all(row[column] == value for column, value in same.items())]

    def add(self, table: Table, **values: Any) -> None:  # noqa: ANN401 - the same
        """Add a row."""
        self._rows[table.name][_name(table, values)] = values

    def change(self, table: Table, values: Row, **same: Any) -> None:  # noqa: ANN401 - the same
        """Change columns."""
        for row in self.find(table, **same):
            row.update(values)

    def remove(self, table: Table, **same: Any) -> None:  # noqa: ANN401 - the same
        """Take rows away."""
        for row in self.find(table, **same):
            del self._rows[table.name][_name(table, row)]

    def earlier(self, event: Event, *kinds: Kind) -> list[Mapping[str, Any]]:
        """Return the payloads of earlier events."""
        return [one.payload for kind in kinds for one in self._happened[kind] if one.seq < event.seq]

    def put(self, connection: Connection, workshop: int) -> None:
        """Make the tables hold these rows of a workshop, and no others."""
        for table in STATE:
            connection.execute(delete(table).where(table.c.workshop_id == workshop))
        for table in reversed(STATE):
            rows = [{"workshop_id": workshop} | row for row in self._rows[table.name].values()]
            if rows:
                connection.execute(insert(table), rows)
        Kept(connection, workshop).set_room(**self._room)


@cache
def _finding(table: Table, *names: str) -> Select[Any]:
    return select(table).where(*(table.c[name] == bindparam(f"same_{name}") for name in names))


@cache
def _changing(table: Table, *names: str) -> Update:
    return update(table).where(*(table.c[name] == bindparam(f"same_{name}") for name in names))


@cache
def _removing(table: Table, *names: str) -> Delete:
    return delete(table).where(*(table.c[name] == bindparam(f"same_{name}") for name in names))


@cache
def _columns(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key if column.name != "workshop_id")


@cache
def _named_by(table: Table) -> frozenset[str]:
    return frozenset(_columns(table))


def _name(table: Table, values: Row) -> tuple[object, ...]:
    return tuple(values[column] for column in _columns(table))
