"""The table in README.md, made from results/*.json and from nothing else: `python -m benchmarks.table`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks import results

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
        "scorecard": _scorecard,
    }
    return [(name, make(found[name]["figures"])) for name, make in makers.items() if name in found]


def render(found: dict[str, Result]) -> str:
    """Return the table with the machine under it."""
    lines = ["| what | figure | beside it |", "|---|---|---|"]
    used = []
    for name, made in rows(found):
        lines += [f"| {' | '.join(row)} |" for row in made]
        used.append(name)
    return "\n".join([*lines, "", *(_made_with(found[name]) for name in used)])


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
    ours = figures["backtalk"]
    others = {name: one for name, one in figures.items() if isinstance(one, dict) and name != "backtalk"}
    kinds = ", ".join(f"{kind.replace('_', ' ')} {hits}" for kind, hits in ours["by_kind"].items())
    return [
        (
            f"Forty demo claims: accuracy, {figures['judge']}",
            interval(ours["accuracy"]),
            "; ".join(f"{name}: {percent(one['accuracy']['share'])}" for name, one in others.items()),
        ),
        ("… by kind", kinds, ""),
        (
            "… shown as supported, and it is not",
            interval(ours["wrongly_supported"]),
            "; ".join(f"{name}: {percent(one['wrongly_supported']['share'])}" for name, one in others.items()),
        ),
    ]


def _scorecard(figures: Result) -> list[Row]:
    judge = figures["judge"]
    ways = figures["verdicts"]["ways"]
    ours = ways[_LEXICON]
    asks, debates, macro = figures["asks"], figures["argkp_test"], figures["stance_of_sentences"]["macro_f1"]
    unreal = figures["counterfactuals"]
    return [
        (
            f"Verdicts on three test products: accuracy, {judge}",
            interval(ours["accuracy"]),
            _others(ways, lambda one: percent(one["accuracy"]["share"])),
        ),
        (
            "… on features that reviewers talk about",
            interval(ours["accuracy_on_named_features"]),
            _others(ways, lambda one: percent(one["accuracy_on_named_features"]["share"])),
        ),
        (
            "… unsupported or contradicted, shown as supported",
            interval(ours["wrongly_supported"]),
            _others(ways, lambda one: percent(one["wrongly_supported"]["share"])),
        ),
        ("Stance of their sentences, macro-F1", f"{macro[_LEXICON]:.2f}", _others(macro, lambda one: f"{one:.2f}")),
        (
            f"ArgKP-2021 test, mAP strict and relaxed ({debates['n_debates']} debates)",
            f"{debates[_LEXICON]['strict']:.2f} and {debates[_LEXICON]['relaxed']:.2f}",
            _others(debates, lambda one: f"{one['strict']:.2f} and {one['relaxed']:.2f}"),
        ),
        (
            f"Requests among {asks[_LEXICON]['n']} forum sentences, F1",
            "{f1:.2f} (precision {precision:.2f}, recall {recall:.2f})".format(**asks[_LEXICON]),
            _others(asks, lambda one: f"{one['f1']:.2f}"),
        ),
        (
            "Counterfactuals counted as support",
            interval(unreal[_LEXICON]),
            _others(unreal, lambda one: percent(one["share"])),
        ),
    ]


_LEXICON = "first judge (lexicon)"


def _others(ways: Result, write: Any) -> str:  # noqa: ANN401 - writes whatever figure a way has
    return "; ".join(f"{way}: {write(one)}" for way, one in ways.items() if way not in (_LEXICON, "n_debates"))


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
