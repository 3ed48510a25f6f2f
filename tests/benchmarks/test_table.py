"""The table in benchmarks/README.md, and the results that it is made from."""

import json

from benchmarks import results, table
from benchmarks.__main__ import NAMES

PART = {"hits": 1, "n": 40, "share": 0.025, "low": 0.0044, "high": 0.1288}


TIMES = {"p50": 1200.5, "p95": 2000.0}
MADE_WITH = {
    "command": "python -m benchmarks.trial",
    "made_at": "2026-03-01",
    "machine": {"cores": 2, "processor": "Chip", "memory_gib": 8, "load": 0.1},
    "versions": {"python": "3.11", "torch": "2", "sentence-transformers": "6", "faiss-cpu": "1"},
}
SHARES = {"share_of_raw": 1.4, "share_of_own_encoder": 0.93}
FIGURES = {
    "importing": SHARES
    | {"threads": 1, "precision": "float32", "passages_per_second": 100.0, "raw_passages_per_second": 71.4}
    | {"encoder_passages_per_second": 107.5, "rounds": [SHARES, SHARES]}
    | {"complete": {"n_comments": 14312, "seconds": 200.1, "comments_per_second": 71.5, "peak_mib": 1018}},
    "latency": {"n_comments": 14312, "n_asked": 33}
    | {"milliseconds": {"raw encode": TIMES, "warm": TIMES}, "cold_deep_parts_ms": {"judge": TIMES}},
    "first_page": {"answer_to_page_seconds": 1.5, "torch_after_answer_seconds": 1.6, "start_to_answer_seconds": 2.0}
    | {"torch_absent_when_answering": False, "second_page_seconds": 1.0, "runs": [{"answer_to_page_seconds": 1.5}]},
    "memory": {"n_comments": 14312, "answering_mib": 117, "models_loaded_mib": 627, "after_checks_mib": 767}
    | {"n_checks": 34, "peak_mib": 1781},
}


def test_every_timing_has_its_row_with_what_it_is_measured_beside():
    text = table.render({name: MADE_WITH | {"figures": figures} for name, figures in FIGURES.items()})
    assert "| … of Backtalk's own encoder, which sorts by tokens | 93.0 % | 100.0 passages/s against 107.5;" in text
    assert "| Its peak of memory | 1,018 MiB |" in text
    assert (
        "| Check of one claim, warm | p50 1,200.5 ms, p95 2,000.0 ms | one raw encode of one sentence: 1,200.5" in text
    )
    assert "117 MiB answering, 627 with models" in text
    assert text.count("2 cores of Chip, 8 GiB, load 0.1") == 4


def test_torch_in_the_way_of_the_first_page_is_not_kept_quiet():
    text = table.render({"first_page": MADE_WITH | {"figures": FIGURES["first_page"]}})
    assert "torch LOADED before it answers" in text


def test_the_committed_table_is_what_the_results_give():
    text = table.README.read_text("utf-8")
    assert table.update(text, results.read()) == text


def test_making_the_table_twice_changes_nothing():
    once = table.update(f"before\n{table.BEGIN}{table.END}\nafter\n", results.read())
    assert table.update(once, results.read()) == once
    assert once.startswith("before\n")
    assert once.endswith("\nafter\n")


def test_a_share_stands_with_its_n_and_its_interval():
    assert table.interval(PART) == "2.5 % (0.4 to 12.9 %), 1 of 40"


def test_every_result_says_how_when_and_with_what_it_was_made():
    for name, result in results.read().items():
        if name not in NAMES:
            continue
        assert result["benchmark"] == name
        assert result["command"].startswith(f"python -m benchmarks.{name}")
        assert {"made_at", "machine", "versions", "figures"} <= result.keys()


def test_no_result_names_a_machine_or_a_folder():
    for result in results.read().values():
        text = json.dumps(result)
        assert "/home/" not in text
        assert "/tmp/" not in text  # noqa: S108 - looked for, not written to
        assert "hostname" not in text


def test_a_result_holds_what_it_was_given(tmp_path, capsys):
    results.write("trial", {"n": 3}, {"rounds": 2}, folder=tmp_path)
    kept = results.read(tmp_path)["trial"]
    assert kept["command"] == "python -m benchmarks.trial --rounds 2"
    assert kept["figures"] == {"n": 3} == json.loads(capsys.readouterr().out)
