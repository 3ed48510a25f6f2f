"""The table in benchmarks/README.md, and the results that it is made from."""

import json

from benchmarks import results, table

PART = {"hits": 1, "n": 40, "share": 0.025, "low": 0.0044, "high": 0.1288}


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
