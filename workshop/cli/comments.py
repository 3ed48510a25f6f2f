"""Commands about corpora: import, demo, corpora, remove, erase."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from workshop import corpus as corpora_of
from workshop import demo as demos
from workshop.cli.streams import agreed, progress, put, put_json, read_input, tell
from workshop.corpus import Plan, Preview, Report
from workshop.exchange import corpus_as_json, import_as_json
from workshop.health import MASKED
from workshop.records import CorpusFacts
from workshop.wording import comments_of, not_judged
from workshop.workbench import Workbench

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command("import")(import_)
    app.command("demo")(demo)
    app.command("corpora")(corpora)
    app.command("remove")(remove)
    app.command("erase")(erase)


def import_(  # noqa: PLR0913, PLR0917 - one argument for each option
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="CSV, TSV, XLSX, JSON, JSONL, Parquet or TXT; - is standard input."),
    ],
    corpus: Annotated[str, typer.Option("--corpus", metavar="NAME", help="The corpus to add to; made if it is new.")],
    text: Annotated[list[str] | None, typer.Option(metavar="COL", help="Column with comments; may repeat.")] = None,
    segment: Annotated[list[str] | None, typer.Option(metavar="COL", help="Column of segments; may repeat.")] = None,
    date: Annotated[str | None, typer.Option(metavar="COL", help="Column with the date.")] = None,
    rating: Annotated[str | None, typer.Option(metavar="COL", help="Column with the rating.")] = None,
    author: Annotated[str | None, typer.Option(metavar="COL", help="Column with the author.")] = None,
    id_: Annotated[str | None, typer.Option("--id", metavar="COL", help="Column with the source's own id.")] = None,
    language: Annotated[
        str | None, typer.Option(metavar="COL", help='Column with the language; "" has it told from the words.')
    ] = None,
    source: Annotated[str, typer.Option(help="Where these comments come from.")] = "comments",
    date_order: Annotated[
        Literal["dmy", "mdy"] | None, typer.Option(help="How day and month stand where 3/4/2024 could be both.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be imported; import nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Take comments in: clean, mask, leave out what is none, and say why."""
    bench = Workbench.open()
    given = {"text": text, "segments": segment, "date": date, "rating": rating, "author": author, "id": id_}
    given |= {"language": language}
    for file in files:
        plan = Plan(corpus, file.name, columns=given, source=source, date_order=date_order)
        seen = corpora_of.preview(bench, read_input(file), plan)
        _tell_columns(file, seen)
        report = None
        if not dry_run:
            with progress("Passages read in") as show:
                report = corpora_of.take(bench, seen, plan, show)
        facts = corpora_of.facts(bench, corpus) if report else None
        if as_json:
            counts = report.counts() if report else None
            put_json(import_as_json(str(file), corpus, seen.intake, counts, facts))
        else:
            _put_report(seen, report, facts)


def _tell_columns(file: Path, seen: Preview) -> None:
    """Show how the columns were understood, before anything is stored."""
    roles = {
        "comments": seen.columns.text,
        "title": seen.columns.title,
        "date": seen.columns.date,
        "rating": seen.columns.rating,
        "author": seen.columns.author,
        "id": seen.columns.id,
        "language": seen.columns.language,
        "segments": seen.columns.segments,
    }
    given = {role: [names] if isinstance(names, str) else names for role, names in roles.items() if names}
    found = [f"{role} from {', '.join(names)}" for role, names in given.items()]
    tell(f"{file.name}: {'; '.join(found)}.")
    if seen.intake.dropped_columns:
        tell(f"Personal columns left out: {', '.join(seen.intake.dropped_columns)}.")
    for question in seen.intake.questions:
        tell(question)


def _put_report(seen: Preview, report: Report | None, facts: CorpusFacts | None) -> None:
    taken = seen.intake
    n_kept = len(taken.comments)
    if report is None:
        put(f"Would import {n_kept:,} comments from {taken.n_rows:,} rows.")
    else:
        changes = f"{report.n_new:,} new, {report.n_revised:,} changed, {report.n_same:,} known"
        put(f"{n_kept:,} comments from {taken.n_rows:,} rows: {changes}.")
    put(f"Repeats of the same comment: {taken.n_duplicates:,}.")
    put(f"Left out: {len(taken.dropped):,}{'.' if not taken.dropped else ':'}")
    for reason, n in taken.reasons.items():
        rows = [item.row for item in taken.dropped if item.reason == reason]
        shown = ", ".join(map(str, rows[:10])) + (" …" if len(rows) > 10 else "")
        put(f"  {n:,} {reason} (rows {shown})")
    if facts and facts.n_not_judged:
        put(f"Of the {comments_of(facts)} in {facts.name}, {not_judged(facts)}.")
    put(MASKED)


def demo(
    name: Annotated[str, typer.Argument(help="Which demo.")] = "airline-posts",
    if_missing: Annotated[bool, typer.Option("--if-missing", help="Do nothing if it is there already.")] = False,
) -> None:
    """Fetch real comments for a demonstration, and import them."""
    bench = Workbench.open()
    if if_missing and name in {known.name for known in corpora_of.listed(bench)}:
        return
    manifest = demos.find(name)
    tell(f"Fetching {manifest.title}.")
    with progress("Passages read in") as show:
        report = demos.load(bench, name, on_progress=show)
    put(f"{report.n_new:,} comments are in the corpus {name}. {manifest.notice}")


def corpora(as_json: Json = False) -> None:
    """List the corpora."""
    bench = Workbench.open()
    listed = corpora_of.listed(bench)
    for corpus in listed:
        facts = corpora_of.facts(bench, corpus.name)
        segments = corpora_of.segments(bench, corpus.name)
        if as_json:
            put_json(corpus_as_json(facts, [(part.name, part.n_comments) for part in segments]))
        else:
            names = f", segments {', '.join(part.name for part in segments[:8])}" if segments else ""
            unread = f", {not_judged(facts)}" if facts.n_not_judged else ""
            put(f"{corpus.name}: {facts.title}, {comments_of(facts)}{unread}{names}")
    if not listed:
        tell("There is no corpus yet. Run: backtalk import FILE --corpus NAME, or: backtalk demo")


def remove(
    name: Annotated[str, typer.Argument(help="The corpus to remove.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove a corpus with its comments and index."""
    bench = Workbench.open()
    n_comments = corpora_of.facts(bench, name).n_comments
    if not yes:
        agreed(f"Remove {name} with its {n_comments:,} comments?", otherwise="Give --yes to remove it without asking.")
    corpora_of.remove(bench, name)
    put(f"{name} is removed.")


def erase(
    corpus: Annotated[str, typer.Option("--corpus", metavar="NAME", help="The corpus to erase from.")],
    comment: Annotated[str | None, typer.Option("--comment", metavar="ID", help="Erase this comment.")] = None,
    author: Annotated[
        str | None, typer.Option("--author", metavar="NAME", help="Erase everything by this author (or author key).")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase one comment, or one person, for good; a later import does not bring them back."""
    if (comment is None) == (author is None):
        raise typer.BadParameter("give either --comment or --author")
    bench = Workbench.open()
    corpora_of.facts(bench, corpus)
    if not yes:
        agreed("Erase this for good?", otherwise="Give --yes to erase it without asking.")
    erased = corpora_of.erase(bench, corpus, comment_id=comment, author=author)
    put(f"Erased for good: {erased.n_comments:,} comment{'' if erased.n_comments == 1 else 's'}.")
    for title in erased.briefs:
        put(f"Quoted in the brief {title!r}: that file is not ours to change, so see to it by hand.")
