"""What a judge said of a passage and a claim, kept so that nothing is judged twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import (
    Column,
    Connection,
    Float,
    Integer,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    literal_column,
    select,
)

from workshop.records import Judgement, Pair
from workshop.store.database import Database
from workshop.store.rows import chunks, hash_text
from workshop.store.tables import metadata

judgements = Table(
    "judgements",
    metadata,
    Column("judge", Text, primary_key=True),
    Column("proposition_hash", String(64), primary_key=True),
    Column("passage_hash", String(64), primary_key=True),
    Column("similarity", Float, nullable=False),
    Column("supports", Float, nullable=False),
    Column("contradicts", Float, nullable=False),
    Column("asks", Float, nullable=False),
    Column("unrelated", Float, nullable=False),
)

# The judge reads the similarity too, and another encoder gives another one; nearer than this is noise.
_SAME_SIMILARITY = 1e-4

MOST = 1_000_000
"""How many judgements a store keeps, the newest; a million take about half a gigabyte."""

LOOK_EVERY = 10_000
"""After so many new judgements it is seen whether there are too many."""

# SQLite numbers rows in the order of their writing; replacing a row writes a new one.
_NUMBER = literal_column("judgements.rowid", Integer)


class Judgements:
    """The judgements of one store. Texts are kept as hashes only; `judge` is always the judge's fingerprint."""

    def __init__(self, database: Database, *, most: int = MOST, look_every: int = LOOK_EVERY) -> None:
        """Take the open database, how many rows to keep, and after how many new ones to look."""
        self._database = database
        self._most, self._look_every = most, look_every

    def get(self, pairs: Iterable[Pair], judge: str) -> dict[Pair, Judgement]:
        """Return what is known of these pairs: same claim, passage and context, and similarity."""
        by_proposition: dict[str, dict[str, list[Pair]]] = defaultdict(lambda: defaultdict(list))
        for pair in pairs:
            by_proposition[pair.proposition][_passage_hash(pair.passage, pair.before)].append(pair)
        found: dict[Pair, Judgement] = {}
        with self._database.read() as connection:
            for proposition, waiting in by_proposition.items():
                of_it = (judgements.c.judge == judge) & (judgements.c.proposition_hash == hash_text(proposition))
                for part in chunks(list(waiting)):
                    chosen = of_it & judgements.c.passage_hash.in_(part)
                    for _, _, name, similarity, *chances in connection.execute(select(judgements).where(chosen)):
                        for pair in waiting[name]:
                            if abs(pair.similarity - similarity) < _SAME_SIMILARITY:
                                found[pair] = Judgement(*chances)
        return found

    def one(self, proposition: str, passage: str, before: str, judge: str) -> tuple[Judgement, float] | None:
        """Return what is known of one claim and passage, with the similarity that it was judged at."""
        wanted = (
            judgements.c.judge == judge,
            judgements.c.proposition_hash == hash_text(proposition),
            judgements.c.passage_hash == _passage_hash(passage, before),
        )
        with self._database.read() as connection:
            row = connection.execute(select(judgements).where(*wanted)).one_or_none()
        return None if row is None else (Judgement(*row[4:]), row.similarity)

    def put(self, made: Mapping[Pair, Judgement], judge: str) -> None:
        """Keep judgements; the newest on a claim and passage replaces an older one."""
        rows = [
            {
                "judge": judge,
                "proposition_hash": hash_text(pair.proposition),
                "passage_hash": _passage_hash(pair.passage, pair.before),
                "similarity": pair.similarity,
                "supports": judgement.supports,
                "contradicts": judgement.contradicts,
                "asks": judgement.asks,
                "unrelated": judgement.unrelated,
            }
            for pair, judgement in made.items()
        ]
        if not rows:
            return
        with self._database.write() as connection:
            last = _last(connection)
            connection.execute(insert(judgements).prefix_with("OR REPLACE"), rows)
            if last // self._look_every != _last(connection) // self._look_every:
                self._prune(connection, judge, last)

    def _prune(self, connection: Connection, judge: str, last: int) -> None:
        """Delete what is too many of the rows up to number `last`: other judges' first, then the oldest."""
        n_rows = connection.scalar(select(func.count()).select_from(judgements)) or 0
        if n_rows > self._most:
            order = (judgements.c.judge == judge, _NUMBER)
            earlier = select(_NUMBER).select_from(judgements).correlate(None).where(last >= _NUMBER)
            chosen = earlier.order_by(*order).limit(n_rows - self._most)
            connection.execute(delete(judgements).where(_NUMBER.in_(chosen)))

    def purge(self, passages: Sequence[tuple[str, str]]) -> None:
        """Forget everything said of these passages, each given with the sentence before it."""
        hashes = [_passage_hash(passage, before) for passage, before in passages]
        with self._database.write() as connection:
            for part in chunks(hashes):
                connection.execute(delete(judgements).where(judgements.c.passage_hash.in_(part)))


def _last(connection: Connection) -> int:
    return connection.scalar(select(func.max(_NUMBER)).select_from(judgements)) or 0


def _passage_hash(passage: str, before: str) -> str:
    return hash_text(f"{len(before)}:{before}{passage}")
