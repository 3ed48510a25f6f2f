"""What a judge said of a passage and a claim, kept so that nothing is judged twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Column, Float, String, Table, Text, delete, select
from sqlalchemy.dialects.sqlite import insert

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


class Judgements:
    """The judgements of one store. Texts are kept as hashes only; `judge` is always the judge's fingerprint."""

    def __init__(self, database: Database) -> None:
        """Take the open database."""
        self._database = database

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
        adding = insert(judgements)
        values = ("similarity", "supports", "contradicts", "asks", "unrelated")
        replacing = adding.on_conflict_do_update(
            index_elements=list(judgements.primary_key), set_={name: adding.excluded[name] for name in values}
        )
        with self._database.write() as connection:
            connection.execute(replacing, rows)

    def purge(self, passages: Sequence[tuple[str, str]]) -> None:
        """Forget everything said of these passages, each given with the sentence before it."""
        hashes = [_passage_hash(passage, before) for passage, before in passages]
        with self._database.write() as connection:
            for part in chunks(hashes):
                connection.execute(delete(judgements).where(judgements.c.passage_hash.in_(part)))


def _passage_hash(passage: str, before: str) -> str:
    return hash_text(f"{len(before)}:{before}{passage}")
