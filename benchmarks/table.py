"""The table in README.md, made from results/*.json and from nothing else: `python -m benchmarks.table`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks import results
from benchmarks.load import tables as load
from benchmarks.scorecard import tables

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- made by python -m benchmarks.table -->", "<!-- end -->"

Result = dict[str, Any]
Row = tuple[str, str, str]  # what, figure, beside it


def rows(found: dict[str, Result]) -> list[tuple[str, list[Row]]]:
    """Return the rows of each benchmark that has a result, in the order of the table."""
    makers = {
        "importing": _importing,
        "latency": _latency,
        "first_page": _first_page,
        "memory": _memory,
        "demo_claims": _demo_claims,
    }
    return [(name, make(found[name]["figures"])) for name, make in makers.items() if name in found]


def render(found: dict[str, Result]) -> str:
    """Return the table with the machine under it."""
    lines = ["| what | figure | beside it |", "|---|---|---|"]
    used = []
    for name, made in rows(found):
        lines += [f"| {' | '.join(row)} |" for row in made]
        used.append(name)
    lines += ["", *(_made_with(found[name]) for name in used)]
    for name in ("load", "load_lan"):
        if room := found.get(name):
            how = " that is served to the network" if name == "load_lan" else ""
            lines += ["", f"### A full room{how}", "", load.render(room["figures"]), "", _made_with(room)]
    if card := found.get("scorecard"):
        lines += ["", "### Scorecard", "", tables.render(card["figures"]), "", _made_with(card)]
    return "\n".join(lines)


def update(text: str, found: dict[str, Result]) -> str:
    """Return a README with the table between its two marks made anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{render(found)}\n\n{END}{after}"


def main() -> None:
    """Make the table anew."""
    README.write_text(update(README.read_text(encoding="utf-8"), results.read()), encoding="utf-8")


def interval(part: Result) -> str:
    """Write a share with its interval: "52.5 % (37.5 to 67.1 %), 21 of 40"."""
    low, high = (f"{100 * part[end]:.1f}" for end in ("low", "high"))
    return f"{percent(part['share'])} ({low} to {high} %), {part['hits']} of {part['n']}"


def percent(share: float) -> str:
    """Write a share as a percentage: "52.5 %"."""
    return f"{100 * share:.1f} %"


def _importing(figures: Result) -> list[Row]:
    at = f"{figures['threads']} thread{'s' * (figures['threads'] > 1)}, {figures['precision']}"
    ours = f"{figures['passages_per_second']:,} passages/s against"
    made = [
        (
            "Import, share of the raw encoder's throughput",
            percent(figures["share_of_raw"]),
            f"{ours} {figures['raw_passages_per_second']:,} by sentence-transformers alone, which pads more; {at}; "
            f"rounds {', '.join(percent(one['share_of_raw']) for one in figures['rounds'])}",
        ),
        (
            "… of Backtalk's own encoder, which sorts by tokens",
            percent(figures["share_of_own_encoder"]),
            f"{ours} {figures['encoder_passages_per_second']:,}; "
            f"rounds {', '.join(percent(one['share_of_own_encoder']) for one in figures['rounds'])}",
        ),
    ]
    if whole := figures.get("complete"):
        made += [
            (
                f"`backtalk demo`, {whole['n_comments']:,} comments, from start to end",
                f"{whole['seconds']} s",
                f"{whole['comments_per_second']:,} comments/s",
            ),
            ("Its peak of memory", f"{whole['peak_mib']:,} MiB", ""),
        ]
    return made


def _latency(figures: Result) -> list[Row]:
    times, parts = figures["milliseconds"], figures["cold_deep_parts_ms"]
    raw = times["raw encode"]["p50"]
    beside = f"one raw encode of one sentence: {raw:,} ms; {figures['n_comments']:,} comments, n = {figures['n_asked']}"
    made = [
        (f"Check of one claim, {way}", f"p50 {one['p50']:,} ms, p95 {one['p95']:,} ms", beside)
        for way, one in times.items()
        if way != "raw encode"
    ]
    taken = ", ".join(f"{part} {one['p50']:,}" for part, one in parts.items())
    return [*made, ("Parts of the cold, deep check", "p50 in ms", taken)]


def _first_page(figures: Result) -> list[Row]:
    torch = "not loaded when it answers" if figures["torch_absent_when_answering"] else "LOADED before it answers"
    return [
        (
            "Server answers to first page drawn",
            f"{figures['answer_to_page_seconds']} s",
            f"runs {', '.join(str(one['answer_to_page_seconds']) for one in figures['runs'])} s; torch {torch}, and "
            f"begins to load {figures['torch_after_answer_seconds']} s after that",
        ),
        (
            "Process start to server answers",
            f"{figures['start_to_answer_seconds']} s",
            f"a page opened with models loaded: {figures['second_page_seconds']} s",
        ),
    ]


def _memory(figures: Result) -> list[Row]:
    return [
        (
            f"Memory of the server, {figures['n_comments']:,} comments",
            f"{figures['answering_mib']:,} MiB answering, {figures['models_loaded_mib']:,} with models",
            f"{figures['after_checks_mib']:,} MiB after {figures['n_checks']} checks, peak {figures['peak_mib']:,}",
        )
    ]


def _demo_claims(figures: Result) -> list[Row]:
    (judge, ours), *others = figures["ways"].items()
    made = [
        (
            f"Forty demo claims: accuracy, {judge}",
            interval(ours["accuracy"]),
            "; ".join(f"{name}: {percent(one['accuracy']['share'])}" for name, one in others),
        )
    ]
    for name, one in figures["ways"].items():
        if name.endswith("judge"):
            kinds = ", ".join(f"{kind.replace('_', ' ')} {hits}" for kind, hits in one["by_kind"].items())
            made.append((f"… by kind, {name}", kinds, ""))
    falsely = "; ".join(f"{name}: {percent(one['wrongly_supported']['share'])}" for name, one in others)
    return [*made, ("… shown as supported, and it is not", interval(ours["wrongly_supported"]), falsely)]


def _made_with(result: Result) -> str:
    machine, versions = result["machine"], result["versions"]
    return (
        f"- `{result['command']}`, {result['made_at']}: {machine['cores']} cores of {machine['processor']}, "
        f"{machine['memory_gib']} GiB, load {machine['load']} when it began; Python {versions['python']}, "
        f"torch {versions['torch']}, sentence-transformers {versions['sentence-transformers']}, "
        f"faiss {versions['faiss-cpu']}."
    )


if __name__ == "__main__":
    main()
