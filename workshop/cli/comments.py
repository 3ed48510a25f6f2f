"""Commands about corpora: import, demo, corpora, remove, erase."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workshop import corpus as corpora_of
from workshop.cli.streams import agreed, progress, put, put_json, read_input, tell
from workshop.corpus import Columns, ImportPlan, ImportReport
from workshop.workbench import Workbench

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command("import")(import_)
    app.command("demo")(demo)
    app.command("corpora")(corpora)
    app.command("remove")(remove)
    app.command("erase")(erase)


def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="CSV, TSV, XLSX, JSON, JSONL, Parquet or TXT; - is standard input.")],
    corpus: Annotated[str, typer.Option("--corpus", metavar="NAME", help="The corpus to add to; made if it is new.")],
    text: Annotated[list[str] | None, typer.Option("--text", metavar="COL", help="Column with the comment; may repeat.")] = None,
    segment: Annotated[list[str] | None, typer.Option("--segment", metavar="COL", help="Column that tells segments apart; may repeat.")] = None,
    date: Annotated[str | None, typer.Option("--date", metavar="COL", help="Column with the date.")] = None,
    rating: Annotated[str | None, typer.Option("--rating", metavar="COL", help="Column with the rating.")] = None,
    author: Annotated[str | None, typer.Option("--author", metavar="COL", help="Column with the author.")] = None,
    id_: Annotated[str | None, typer.Option("--id", metavar="COL", help="Column with the source's own id.")] = None,
    source: Annotated[str, typer.Option("--source", help="Where these comments come from.")] = "comments",
    date_order: Annotated[str | None, typer.Option("--date-order", help="dmy or mdy, where 3/4/2024 could be both.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be imported, and import nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Take comments in: clean, mask, leave out what is none, and say why."""
    bench = Workbench.open()
    given = {"text": text, "segments": segment, "date": date, "rating": rating, "author": author, "id": id_}
    chosen = {name: value for name, value in given.items() if value}
    for file in files:
        plan = ImportPlan(corpus=corpus, filename=_name(file), source=source, columns=chosen, date_order=date_order)
        data = read_input(file)
        preview = corpora_of.preview(bench, data, plan)
        _tell_columns(preview.columns)
        if dry_run:
            report = corpora_of.report_of(preview)
        else:
            with progress("Comments read in") as show:
                report = corpora_of.import_preview(bench, preview, plan, on_progress=show)
        put_json({"file": str(file), **report.as_json()}) if as_json else _put_report(file, report, dry_run=dry_run)
