"""From a table to comments: cleaned, masked, without repeats, and every row accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from workshop.errors import UnreadableFile
from workshop.intake import dates, ratings, worth
from workshop.intake.cleaning import clean
from workshop.intake.columns import Columns, dropped_columns
from workshop.intake.headers import is_question
from workshop.intake.identity import Identity
from workshop.intake.masking import handles, mask
from workshop.intake.table import Table
from workshop.languages import code_of
from workshop.records import Comment, Company, Rating, Segments

OLDER_REVISION = "an earlier comment with the same id; a later row is kept"
_SHOWN_CHARACTERS = 120
_PROGRESS_EVERY = 250
_COMPANY_SHARE = 0.05
"""A handle in more comments than this is hardly a person's; the person is asked."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Dropped:
    """One answer that was left out: its row, why, and the masked beginning of its text.

    `question` is the text column where there are several; `kept_row` the row that is kept instead.
    """

    row: int
    reason: str
    text: str = ""
    question: str | None = None
    kept_row: int | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """What a file gives: the comments, and what was left out.

    An answer is one cell of one text column, or one damaged row, so that for a single text column
    the answers are the rows: `n_answers == len(comments) + n_duplicates + len(dropped)`.

    `questions` are open points for the person, each a
    plain sentence. `dropped_columns` hold personal data and are not kept.
    """

    comments: tuple[Comment, ...]
    dropped: tuple[Dropped, ...]
    n_rows: int
    n_answers: int
    n_duplicates: int
    columns: Columns
    file_hash: str
    dropped_columns: tuple[str, ...] = ()
    dates: dates.DateReport = field(default_factory=dates.DateReport)
    questions: tuple[str, ...] = ()

    @property
    def reasons(self) -> dict[str, int]:
        """How many answers were left out for each reason, the commonest first."""
        return dict(Counter(item.reason for item in self.dropped).most_common())


def take_in(
    table: Table,
    columns: Columns,
    company: Company,
    identity: Identity,
    *,
    source: str = "comments",
    date_order: dates.Order | None = None,
    on_progress: Progress | None = None,
) -> Intake:
    """Turn the rows of a table into comments.

    Args:
        table: The file.
        columns: The roles of its columns.
        company: Whose customers these are; its handles are not masked.
        identity: Makes the author keys and the ids that the file does not give.
        source: Where the comments come from, unless a column says it.
        date_order: How day and month stand, where the dates alone do not tell.
        on_progress: Called with the number of rows done and of all rows.

    Raises:
        UnreadableFile: If no column of comments was recognised or chosen.
    """
    if not columns.text:
        shown = ", ".join(table.header[:40])
        raise UnreadableFile("No column with comments was recognised.", f"Choose it by hand from these: {shown}.")
    taking = _Taking(table, columns, company, identity, source, date_order)
    for place in range(len(table.rows)):
        taking.add_row(place)
        if on_progress and (place + 1) % _PROGRESS_EVERY == 0:
            on_progress(place + 1, len(table.rows))
    if on_progress:
        on_progress(len(table.rows), len(table.rows))
    return taking.result()


class _Taking:
    """The state of one intake: comments by id, in the order in which they were first met."""

    def __init__(
        self,
        table: Table,
        columns: Columns,
        company: Company,
        identity: Identity,
        source: str,
        date_order: dates.Order | None,
    ) -> None:
        self._table, self._columns, self._company = table, columns, company
        self._identity, self._source = identity, source
        self._places = {name: place for place, name in enumerate(table.header)}
        self._dates, self._date_report = self._read_dates(date_order)
        self._ratings = self._read_ratings()
        self._comments: dict[str, Comment] = {}
        self._dropped = [Dropped(row, reason) for row, reason in table.damaged.items()]
        self._n_duplicates = 0
        self._handles: Counter[str] = Counter()
        self._segment_values: dict[str, str] = {}

    def add_row(self, place: int) -> None:
        """Take in every answer of one row."""
        for column in self._columns.text:
            self._add(place, column)

    def result(self) -> Intake:
        """Return everything, the left-out answers in the order of their rows."""
        table, n_damaged = self._table, len(self._table.damaged)
        return Intake(
            comments=tuple(self._comments.values()),
            dropped=tuple(sorted(self._dropped, key=lambda item: item.row)),
            n_rows=len(table.rows) + n_damaged,
            n_answers=len(table.rows) * len(self._columns.text) + n_damaged,
            n_duplicates=self._n_duplicates,
            columns=self._columns,
            file_hash=table.file_hash,
            dropped_columns=dropped_columns(table, self._columns),
            dates=self._date_report,
            questions=tuple(self._questions()),
        )

    def _add(self, place: int, column: str) -> None:
        raw = self._raw_text(place, column)
        row = self._table.numbers[place]
        question = column if len(self._columns.text) > 1 else None
        if len(raw) > worth.LONGEST_CHARACTERS:
            self._dropped.append(Dropped(row, worth.TOO_LONG, "", question))
            return
        cleaned = clean(raw)
        masked = mask(cleaned, self._company)
        reason = worth.reason_against(masked.text)
        if reason:
            self._dropped.append(Dropped(row, reason, masked.text[:_SHOWN_CHARACTERS], question))
            return
        self._handles.update(set(handles(cleaned)))
        author = self._cell(place, self._columns.author)
        asked = self._question(place, column)
        comment = Comment(
            id=self._id(place, column, raw, author),
            text=masked.text,
            source=self._clean_cell(place, self._columns.source) or self._source,
            author_key=None,
            date=self._dates[place],
            rating=self._ratings[place],
            question=asked,
            segments=self._segments(place),
            language=code_of(self._cell(place, self._columns.language)),
            url=self._clean_cell(place, self._columns.url),
            masks=masked.kinds,
            row=row,
        )
        if author:
            comment = replace(comment, author_key=self._identity.person(comment.source, author))
        self._keep(comment)

    def _keep(self, comment: Comment) -> None:
        """Keep a new comment; count an identical row, and let a later row with the same id win."""
        earlier = self._comments.get(comment.id)
        if earlier is not None and self._columns.id:
            text, earlier_row = earlier.text[:_SHOWN_CHARACTERS], earlier.row or 0
            question = comment.question if len(self._columns.text) > 1 else None
            self._dropped.append(Dropped(earlier_row, OLDER_REVISION, text, question, kept_row=comment.row))
        elif earlier is not None:
            self._n_duplicates += 1
            comment = replace(earlier, n_rows=earlier.n_rows + 1)
        self._comments[comment.id] = comment

    def _id(self, place: int, column: str, raw: str, author: str | None) -> str:
        given = self._cell(place, self._columns.id)
        if given:
            return f"{given}/{column}" if len(self._columns.text) > 1 else given
        question = self._question(place, column)
        return self._identity.comment(raw, author, self._cell(place, self._columns.date), question)

    def _raw_text(self, place: int, column: str) -> str:
        """Return a text as the file has it; a title stands above it, as a paragraph of its own."""
        body = self._table.rows[place][self._places[column]]
        title = self._cell(place, self._columns.title) if len(self._columns.text) == 1 else None
        if not title or body.strip().startswith(title.rstrip(".… ")):
            return body
        return f"{title}\n\n{body}"

    def _question(self, place: int, column: str) -> str | None:
        if len(self._columns.text) > 1 or is_question(column):
            return column
        return self._clean_cell(place, self._columns.question)

    def _segments(self, place: int) -> Segments:
        values = ((name, self._clean_cell(place, name)) for name in self._columns.segments)
        return tuple(sorted((name, value) for name, value in values if value))

    def _cell(self, place: int, column: str | None) -> str | None:
        """Return a cell without outer white space; None if empty, or if the role has no column."""
        if column is None:
            return None
        return self._table.rows[place][self._places[column]].strip() or None

    def _clean_cell(self, place: int, column: str | None) -> str | None:
        """Return a cell cleaned and masked on one line; the same few values come again and again."""
        cell = self._cell(place, column)
        if cell is None:
            return None
        if cell not in self._segment_values:
            self._segment_values[cell] = " ".join(mask(clean(cell[:2_000]), self._company).text.split())
        return self._segment_values[cell] or None

    def _read_dates(self, order: dates.Order | None) -> tuple[list[str | None], dates.DateReport]:
        column = self._columns.date
        if column is None:
            return [None] * len(self._table.rows), dates.DateReport()
        return dates.read_column(self._table.column(column), order)

    def _read_ratings(self) -> list[Rating | None]:
        column = self._columns.rating
        if column is None:
            return [None] * len(self._table.rows)
        return ratings.read_column(self._table.column(column), column)

    def _questions(self) -> Iterator[str]:
        """Yield what only a person can tell."""
        report, column = self._date_report, self._columns.date
        if report.ambiguous:
            mixed = "Some dates have the day first and others the month. " if report.mixed else ""
            yield f"{mixed}Does the day or the month come first in “{column}”? Until then unclear ones give a year."
        if report.n_unreadable:
            shown = ", ".join(f"“{cell}”" for cell in report.unreadable)
            yield f"{report.n_unreadable:,} dates in “{column}” are unreadable, as {shown}. Is it the right column?"
        for handle, number in self._handles.most_common(10):
            if number > 3 and number > _COMPANY_SHARE * len(self._comments) and mask(handle, self._company).kinds:
                yield f"{number:,} comments name {handle}. Is it the company's own handle? As a person's it is masked."
