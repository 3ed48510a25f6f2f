"""Commands for a person's last word: decide, overrule, decisions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from workshop import claims, deciding
from workshop.cli.checking import CorpusOption, SegmentOption
from workshop.cli.streams import put, tell, write_output
from workshop.deciding import OVERRULES, Match, Place
from workshop.decisions import Choice
from workshop.errors import UnknownComment, WorkshopError
from workshop.store.decision_rows import MatchDecision, VerdictDecision
from workshop.wording import named
from workshop.workbench import Workbench

MessageArgument = Annotated[str, typer.Argument(metavar="TEXT", help="The message, or only the claim, as for check.")]
NumberOption = Annotated[
    int | None, typer.Option("--claim", min=1, metavar="N", help="Which claim of the message, from 1.")
]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides; nobody is named without it.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command("decide")(decide)
    app.command("overrule")(overrule)
    app.command("decisions")(decisions)


def decide(  # noqa: PLR0913, PLR0917 - one argument for each option
    text: MessageArgument,
    corpus: CorpusOption,
    comment: Annotated[str, typer.Option("--comment", metavar="ID", help="The comment, as check names it.")],
    choice: Annotated[Choice | None, typer.Option("--as", help="What to do with the match.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Let the machine's own stance count again.")] = False,
    quote: Annotated[
        str | None, typer.Option("--quote", metavar="WORDS", help="Words of the passage, where a comment has several.")
    ] = None,
    number: NumberOption = None,
    by: ByOption = "",
    reason: Annotated[str, typer.Option("--reason", metavar="WHY", help="Why.")] = "",
) -> None:
    """Confirm or reject a match, or say which side it takes; every check counts it from now on."""
    if undo is (choice is not None):
        raise typer.BadParameter("give either --as or --undo")
    bench = Workbench.open()
    match = Match(corpus, _proposition(bench, corpus, text, number), comment, _words(bench, corpus, comment, quote))
    if choice is not None:
        kept = deciding.decide_match(bench, match, choice, by=by, reason=reason)
        put(f"Decided: {_match_line(kept)}")
    elif deciding.undo_match(bench, match, by=by):
        put(f"Undone: the machine's own stance counts again for comment {comment}.")
    else:
        put(f"Nothing was decided on comment {comment} for this claim.")


def overrule(
    text: MessageArgument,
    corpus: CorpusOption,
    verdict: Annotated[
        str | None, typer.Option("--verdict", metavar="V", help=f"The verdict: {', '.join(OVERRULES)}.")
    ] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take the person's verdict back.")] = False,
    segment: SegmentOption = None,
    number: NumberOption = None,
    by: ByOption = "",
    reason: Annotated[str, typer.Option("--reason", metavar="WHY", help="Why; needed to overrule.")] = "",
) -> None:
    """Put a person's verdict beside the machine's, which stays visible."""
    if withdraw is (verdict is not None):
        raise typer.BadParameter("give either --verdict or --withdraw")
    bench = Workbench.open()
    place = Place(corpus, _proposition(bench, corpus, text, number), segment)
    if verdict is not None:
        put(f"Overruled: {_verdict_line(deciding.overrule(bench, place, verdict, by=by, reason=reason))}")
    elif deciding.withdraw(bench, place, by=by):
        put("Withdrawn: the machine's verdict stands alone again.")
    else:
        put("Nobody overruled this verdict.")


def decisions(
    corpus: CorpusOption,
    jsonl: Annotated[
        Path | None,
        typer.Option(
            "--jsonl", metavar="FILE", help="Write what stands on matches for the next training; - prints it."
        ),
    ] = None,
) -> None:
    """List what people decided in a corpus, or write it for the next training of the judge."""
    bench = Workbench.open()
    if jsonl is None:
        for row in deciding.history(bench, corpus):
            put(_match_line(row) if isinstance(row, MatchDecision) else _verdict_line(row))
        return
    rows = list(deciding.training_rows(bench, corpus))
    write_output(jsonl, "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode())
    tell(f"{len(rows):,} decided match{'' if len(rows) == 1 else 'es'}.")


def _proposition(bench: Workbench, corpus: str, text: str, number: int | None) -> str:
    """Return the proposition of the claim that is meant, as a check of this text would search it.

    Raises:
        WorkshopError: the text makes no such claim, or several and none is chosen.
    """
    found = claims.split(text, bench.store.corpora.get(corpus).company)
    if not found or (number or 1) > len(found):
        raise WorkshopError(
            f"This text makes {len(found)} claims.", "Give a message, and the number of one of its claims."
        )
    if number is None and len(found) > 1:
        listed = "; ".join(f"{at} {one.proposition}" for at, one in enumerate(found, start=1))
        raise WorkshopError(f"This text makes {len(found)} claims: {listed}.", "Choose one with --claim.")
    return found[(number or 1) - 1].proposition


def _words(bench: Workbench, corpus: str, comment: str, quote: str | None) -> str:
    """Return the exact words of the passage that is meant.

    Raises:
        UnknownComment: there is no such comment, or not one passage with these words.
    """
    version = bench.store.corpora.get(corpus).version
    found = [passage.quote for passage, _ in bench.store.comments.passages_of(corpus, [comment], version)]
    if not found:
        raise UnknownComment(f"The corpus {corpus} has no comment {comment!r}.", "Take the id from check --json.")
    meant = list(dict.fromkeys(words for words in found if quote is None or quote in words))
    if quote in meant:
        return quote
    if len(meant) != 1:
        raise UnknownComment(
            f"{len(meant)} of the {len(found)} passages of comment {comment!r} can be meant.",
            "Name one with --quote, in its exact words.",
        )
    return meant[0]


def _match_line(row: MatchDecision) -> str:
    said = "undone" if row.stance is None else row.stance.value
    words = " ".join(row.quote.split())
    return f"{_when(row)} · {row.proposition} · comment {row.comment_id} “{words}” · {said}{_why(row)}"


def _verdict_line(row: VerdictDecision) -> str:
    said = "withdrawn" if row.verdict is None else row.verdict.value
    segment = f" ({row.segment})" if row.segment else ""
    return f"{_when(row)} · {row.proposition}{segment} · verdict {said}{_why(row)}"


def _when(row: MatchDecision | VerdictDecision) -> str:
    return f"{row.act.at.date().isoformat()} · {named(row.act.by)}"


def _why(row: MatchDecision | VerdictDecision) -> str:
    return f": {row.act.reason}" if row.act.reason else ""
