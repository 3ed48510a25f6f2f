"""The scorecard as Markdown, made from its JSON: one table, then confusions, bins, candidates and times."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.judges import COSINE, JOINED, LEXICON, OVERLAP

Figures = dict[str, Any]
Row = tuple[str, dict[str, str]]  # what is measured, and a cell for each way

CONSTANT = "constant answers"
_JUDGES = (JOINED, LEXICON)
_CANNOT = {COSINE: "cannot say so", OVERLAP: "cannot say so"}
_COLUMNS = (*_JUDGES, COSINE, OVERLAP, CONSTANT)


def render(parts: Figures) -> str:
    """Return every table of the parts that were measured."""
    found = {name: part["figures"] for name, part in parts.items()}
    rows = [row for name, make in _MAKERS.items() if name in found for row in make(found[name])]
    columns = [one for one in _COLUMNS if any(one in cells for _, cells in rows)]
    lines = [_line("scorecard", *columns), "|---" * (len(columns) + 1) + "|"]
    lines += [_line(what, *(cells.get(one, "") for one in columns)) for what, cells in rows]
    for name, make in _EXTRAS.items():
        if name in found:
            lines += ["", *make(found[name])]
    return "\n".join([*lines, "", *_made_with(parts)])


def share(part: Figures) -> str:
    """Write a share with its interval: "89.6 % (86.0 to 92.3), 327 of 365"."""
    low, high = 100 * part["low"], 100 * part["high"]
    return f"{100 * part['share']:.1f} % ({low:.1f} to {high:.1f}), {part['hits']} of {part['n']}"


def value(part: Figures) -> str:
    """Write a figure with its interval: "0.63 (0.60 to 0.65)"."""
    return f"{part['value']:.2f} ({part['low']:.2f} to {part['high']:.2f})"


def _cells(ways: Figures, write: Callable[[Figures], str]) -> dict[str, str]:
    """Return a cell for each way; constant answers share one."""
    cells = {name: write(one) for name, one in ways.items() if not name.startswith("always")}
    constant = [f"{name}: {write(one).split(' (')[0]}" for name, one in ways.items() if name.startswith("always")]
    return cells | ({CONSTANT: "; ".join(constant)} if constant else {})


def _arguments(figures: Figures) -> Iterator[Row]:
    ways = figures["ways"]
    n = f"{figures['n_arguments']} arguments, {figures['n_debates']} debates"
    yield f"ArgKP-2021 test, strict mAP ({n})", _cells(ways, lambda one: value(one["strict"]))
    yield "… relaxed mAP", _cells(ways, lambda one: value(one["relaxed"]))
    yield "… strict, as the task's own program counts", _cells(ways, lambda one: value(one["strict_by_program"]))
    yield "… relaxed, as the task's own program counts", _cells(ways, lambda one: value(one["relaxed_by_program"]))


def _sentences(figures: Figures) -> Iterator[Row]:
    n = f"{sum(figures['n'].values()):,} pairs, {figures['n_sentences']:,} sentences"
    yield f"Stance of sentences, macro-F1 ({n})", _cells(figures["ways"], lambda one: value(one["macro_f1"]))


def _products(figures: Figures) -> Iterator[Row]:
    ways = figures["ways"]
    yield "Verdicts on three products, accuracy", _cells(ways, lambda one: share(one["accuracy"]))
    yield (
        "… on features that reviewers talk about",
        _cells(ways, lambda one: share(one["accuracy_on_named_features"])),
    )
    yield (
        "… unsupported or contradicted, shown as supported",
        _cells(ways, lambda one: share(one["wrongly_supported"])),
    )


def _requests(figures: Figures) -> Iterator[Row]:
    found = figures["requests"]
    n = found["always"]["n"]
    for name, what in (
        ("any", f"Requests among {n} forum sentences, F1"),
        ("itself", "… asked of the sentence itself"),
        ("offers", "… asked of the things it names"),
    ):
        cells = {way: _f1(one[name]) for way, one in found.items() if way != "always"}
        yield what, cells | _CANNOT | {CONSTANT: f"always: {found['always']['f1']:.2f}"}
    yield "Counterfactuals counted as plain praise", _cells(figures["counterfactuals_as_plain_praise"], share)
    yield (
        "… as praise of a thing they name",
        _cells(figures["counterfactuals_as_praise_of_what_they_name"], share),
    )


def _f1(part: Figures) -> str:
    low, high = part["f1_interval"]
    return f"{part['f1']:.2f} ({low:.2f} to {high:.2f}), precision {part['precision']:.2f}, recall {part['recall']:.2f}"


def _probes(figures: Figures) -> Iterator[Row]:
    yield from _passes(figures["ways"])
    for name, found in _passes(figures["likeliest"]):
        yield f"{name}, by the likeliest stance, however unsure", found


def _passes(ways: Figures) -> Iterator[Row]:
    yield "Probes, all", _cells(ways, lambda one: share(one["all"]))
    for kind in next(iter(ways.values()))["kinds"]:
        yield f"… {kind}", _cells(ways, lambda one, kind=kind: share(one["kinds"][kind]))  # type: ignore[misc]


def _calibration(figures: Figures) -> Iterator[Row]:
    for name, ways in figures.items():
        for side in ("supports", "contradicts"):
            cells = {
                way: "{error:.3f} ({low:.3f} to {high:.3f})".format(**one[side])
                for way, one in ways.items()
                if side in one
            }
            n = next(iter(ways.values()))["supports"]["n"]
            yield f"Calibration error of “{side}”, {name} ({n:,})", _CANNOT | cells


def _invented(figures: Figures) -> Iterator[Row]:
    corpora = ", ".join(f"{name} {one['n_comments']:,}" for name, one in figures["corpora"].items())
    what = f"Invented claims ({corpora} comments)"
    for strictness in ("strict", "normal", "loose"):
        for verdict in ("supported", "contested", "thin", "contradicted"):
            yield (
                f"{what}: {verdict}, {strictness}",
                _cells(figures["ways"], lambda one, at=(strictness, verdict): share(one[at[0]]["all"][at[1]])),  # type: ignore[misc]
            )
            what = "…"


def _confusions(figures: Figures) -> Iterator[str]:
    labels = sorted(
        {
            label
            for name, one in figures["ways"].items()
            if name in _JUDGES
            for row in one["confusion"].values()
            for label in row
        }
    )
    for number, name in enumerate(one for one in _JUDGES if one in figures["ways"]):
        table = figures["ways"][name]["confusion"]
        yield from [""] * bool(number)
        yield _line(f"{name}: true, said", *(label.replace("_", " ") for label in labels))
        yield "|---" * (len(labels) + 1) + "|"
        yield from (_line(true, *(str(table[true].get(said, 0)) for said in labels)) for true in table)


def _bins(figures: Figures) -> Iterator[str]:
    yield "![Probability of support across, share that does support upwards](results/reliability.svg)"
    yield ""
    yield "The same in figures: mean probability of support in each bin, share that does support (n):"
    yield ""
    columns = [(name, way) for name, ways in figures.items() for way in ways if way in _JUDGES]
    yield _line("from", *(f"{way}, {name}" for name, way in columns))
    yield "|---" * (len(columns) + 1) + "|"
    bins = {at: {one["from"]: one for one in figures[at[0]][at[1]]["supports"]["bins"]} for at in columns}
    for start in sorted({start for found in bins.values() for start in found}):
        cells = [bins[at].get(start) for at in columns]
        yield _line(
            f"{start:.2f}", *(f"{one['said']:.2f} → {one['true']:.2f} ({one['n']})" if one else "" for one in cells)
        )


def _recall(figures: Figures) -> Iterator[str]:
    ways = list(next(iter(figures.values()))["ways"])
    yield _line("marked as support and among the candidates", *ways)
    yield "|---" * (len(ways) + 1) + "|"
    for name, found in figures.items():
        cells = (f"{share(one)}; {one['candidates_a_claim']} a claim" for one in found["ways"].values())
        yield _line(f"{name}, {found['n_claims']} claims", *cells)


def _cost(figures: Figures) -> Iterator[str]:
    judges = [one for one in _JUDGES if one in next(iter(figures["made"].values()))]
    yield _line("milliseconds a claim, p50 and p95", *judges, "one raw encode")
    yield "|---" * (len(judges) + 2) + "|"
    for size, found in figures["made"].items():
        what = f"made index of {int(size):,} passages, {figures['n_judged']} judged"
        yield _line(what, *(_times(found[one]) for one in judges), _time(found[judges[0]]["raw encode"]))
    for name, found in figures["product"].items():
        what = f"through the product, first answer: {name}, {found['n_passages']:,} passages"
        cells = (_time(found[one]["whole"]) for one in judges)
        yield _line(what, *cells, _time(found[judges[0]]["raw encode"]))


def _times(found: Figures) -> str:
    parts = ", ".join(f"{name} {found[name]['p50']}" for name in ("encode", "search", "judge"))
    return f"{_time(found['whole'])} (p50: {parts})"


def _time(found: Figures) -> str:
    return f"{found['p50']:,} and {found['p95']:,}"


def _made_with(parts: Figures) -> Iterator[str]:
    for name, part in parts.items():
        judges = ", ".join(f"{judge} `{fingerprint}`" for judge, fingerprint in part["judges"].items())
        yield f"- {name}: {part['made_at']}, {part['seconds']:,} s, thresholds `{part['thresholds']}`; {judges}."


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


_MAKERS: dict[str, Callable[[Figures], Iterator[Row]]] = {
    "arguments": _arguments,
    "sentences": _sentences,
    "products": _products,
    "requests": _requests,
    "probes": _probes,
    "calibration": _calibration,
    "invented": _invented,
}
_EXTRAS: dict[str, Callable[[Figures], Iterator[str]]] = {
    "sentences": _confusions,
    "products": _confusions,
    "calibration": _bins,
    "recall": _recall,
    "cost": _cost,
}
