"""Commands that meet messages with comments: check, judge, brief."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from workshop.check import Scope, check_message
from workshop.cli.streams import (
    BadLine,
    json_object,
    lines_of,
    progress,
    put,
    put_json,
    read_input,
    write_output,
)
from workshop.errors import CannotWrite, ModelUnavailable, StoreBusy, WorkshopError
from workshop.exchange import check_as_json, counted_as_csv
from workshop.plain import check_as_line, check_as_text
from workshop.records import Check, Strictness
from workshop.reindex import index_now, is_behind
from workshop.workbench import Workbench

CorpusOption = Annotated[str, typer.Option("--corpus", help="The corpus that answers.", show_default=False)]
SegmentOption = Annotated[
    str | None, typer.Option("--segment", metavar="S", help="Only this segment: VALUE or DIMENSION=VALUE.")
]
StrictnessOption = Annotated[
    Strictness | None, typer.Option("--strictness", help="How many people, and how sure a match, a verdict needs.")
]


class BriefFormat(StrEnum):
    """What a brief can be written as."""

    DOCX = "docx"
    MD = "md"
    HTML = "html"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command("check")(check)
    app.command("judge")(judge)
    app.command("brief")(brief)


def check(
    corpus: CorpusOption,
    text: Annotated[str | None, typer.Argument(help="The message; - or nothing reads standard input.")] = None,
    segment: SegmentOption = None,
    strictness: StrictnessOption = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", metavar="F", help='A message a line, or JSON lines with "message"; - is standard input.'
        ),
    ] = None,
    evidence: Annotated[
        int | None,
        typer.Option(
            "--evidence",
            min=0,
            metavar="N",
            help="Matches to give per stance; 0 gives all counted. [default: 20 in JSON, 3 in text]",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one object a message.")] = False,
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="List every counted comment.")] = None,
) -> None:
    """Say of each claim in a message who says so, who says the opposite and who asks for it."""
    bench = Workbench.open()
    scope = Scope(corpus, segment, strictness or bench.settings.strictness)
    if evidence is None:
        evidence = 20 if as_json else 3
    _catch_up(bench, corpus)
    checks: list[Check] = []
    n_bad = 0
    if file is None:
        done = check_message(bench, _message(text), scope)
        checks.append(done)
        if as_json:
            put_json(check_as_json(done, n_evidence=evidence))
        else:
            put(check_as_text(done, n_evidence=evidence))
    else:
        if text is not None:
            raise typer.BadParameter("give a message or --file, not both", param_hint="TEXT")
        for outcome in _check_lines(bench, file, scope):
            if isinstance(outcome, dict):
                n_bad += 1
                put_json(outcome)
            else:
                checks.append(outcome)
                put_json(check_as_json(outcome, n_evidence=evidence)) if as_json else put(check_as_line(outcome))
    if csv is not None:
        write_output(csv, counted_as_csv(checks).encode("utf-8-sig"))
    if n_bad:
        raise typer.Exit(1)


def _catch_up(bench: Workbench, corpus: str) -> None:
    """Index what an import that was killed had stored but not embedded.

    Where that cannot be done now, the check answers from the index that is there, or says why it does not.
    """
    with suppress(ModelUnavailable, StoreBusy, CannotWrite):
        if is_behind(bench, corpus):
            with progress("Passages read in") as show:
                index_now(bench, corpus, show)


def _message(text: str | None) -> str:
    message = text if text not in {None, "-"} else read_input(Path("-")).decode("utf-8", "replace")
    if not message or not message.strip():
        raise WorkshopError("There is no message to check.", 'Write it behind the command: backtalk check "…".')
    return message


def _check_lines(bench: Workbench, file: Path, scope: Scope) -> Iterator[Check | dict[str, object]]:
    """Yield a check, or what is wrong, for each line that is not blank."""
    for number, line in lines_of(file):
        try:
            message, chosen = line, scope
            if line.startswith("{"):
                value = json_object(line, "message")
                segment = value.get("segment", scope.segment)
                if segment is not None and not isinstance(segment, str):
                    raise BadLine('"segment" is no text')
                message, chosen = value["message"], Scope(scope.corpus, segment, scope.strictness)
            yield check_message(bench, message, chosen)
        except (BadLine, WorkshopError) as error:
            yield {"line": number, "error": str(error)}


def judge(
    file: Annotated[Path, typer.Argument(help='JSON lines with "claim" and "comment"; - is stdin.')] = Path("-"),
) -> None:
    """Give the stance of each comment on its claim, for anyone who wants to measure that step."""
    from workshop.judging import judge_comment

    bench = Workbench.open()
    n_bad = 0
    for number, line in lines_of(file):
        try:
            value = json_object(line, "claim", "comment")
            put_json(value | judge_comment(bench, value["claim"], value["comment"]))
        except BadLine as error:
            n_bad += 1
            put_json({"line": number, "error": str(error)})
    if n_bad:
        raise typer.Exit(1)


def brief(
    corpus: CorpusOption,
    file: Annotated[Path, typer.Option("--file", metavar="MESSAGES", help="As for check; - is standard input.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to write; - is standard output.")],
    as_format: Annotated[
        BriefFormat, typer.Option("--format", help="Word, Markdown, page or JSON.")
    ] = BriefFormat.DOCX,
    segment: SegmentOption = None,
    strictness: StrictnessOption = None,
    title: Annotated[str, typer.Option("--title", help="What stands at its head.")] = "Message brief",
    made_by: Annotated[str | None, typer.Option("--by", help="Who made it.")] = None,
) -> None:
    """Write a brief: every claim with its verdict, the quotes for and against, and what it does not show."""
    from workshop.brief import put_together, remember
    from workshop.briefs import render

    bench = Workbench.open()
    _catch_up(bench, corpus)
    checks = []
    for outcome in _check_lines(bench, file, Scope(corpus, segment, strictness or bench.settings.strictness)):
        if isinstance(outcome, dict):
            raise WorkshopError(f"Line {outcome['line']} of {file} cannot be used.", f"It says: {outcome['error']}")
        checks.append(outcome)
    if not checks:
        raise WorkshopError(f"{file} holds no message.", "Write one message a line.")
    made = put_together(bench, checks, title=title, made_by=made_by)
    write_output(out, render(made, as_format.value))
    remember(bench, title, checks)
