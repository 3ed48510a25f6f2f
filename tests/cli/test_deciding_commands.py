"""A person's last word at the command line: decide, overrule, decisions, and where checks show them."""

import csv
import io
import json

import jsonschema
import pytest

COFFEE = "The coffee is great."


def objects(run):
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


@pytest.fixture
def decided(cafe):
    """Return the command, and one check that was decided on: 0 confirmed, 1 rejected, 2 turned around."""
    for comment, choice in (("0", "confirm"), ("1", "reject"), ("2", "contradicts")):
        run = cafe(
            "decide", COFFEE, "--corpus", "cafe", "--comment", comment, "--quote", "The coffee", "--as", choice,
            "--by", "Ana", "--reason", "read it twice",
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
        assert b"The coffee is great, number" in run.stdout
    return cafe


def check(run, *arguments):
    (done,) = objects(run("check", COFFEE, "--corpus", "cafe", "--json", *arguments))
    (claim,) = done["claims"]
    return claim


def test_a_decided_check_prints_what_its_schema_says(decided, published):
    for n in ("0", "1"):
        (done,) = objects(decided("check", COFFEE, "--corpus", "cafe", "--json", "--evidence", n))
        jsonschema.validate(done, published("check"))


def test_decisions_count_at_once_and_json_shows_both_sides_of_them(decided):
    claim = check(decided)
    assert (claim["n_supports"], claim["n_contradicts"]) == (6, 1)
    found = {item["comment_id"]: item["decision"] for item in claim["evidence"]}
    assert found["0"]["stance"] == "supports"
    assert (found["2"]["stance"], found["2"]["machine_stance"]) == ("contradicts", "supports")
    assert found["3"] is None
    assert "1" not in found
    (rejected,) = claim["rejected"]
    assert (rejected["comment_id"], rejected["stance"], rejected["decision"]["stance"]) == (
        "1",
        "supports",
        "unrelated",
    )
    assert rejected["decision"]["by"] == "Ana"
    assert "3 matches decided by hand" in claim["reason"]


def test_all_counted_evidence_recounts_to_the_numbers_after_decisions(decided):
    claim = check(decided, "--evidence", "0")
    people = {s: {e["author_key"] for e in claim["evidence"] if e["stance"] == s} for s in ("supports", "contradicts")}
    assert len(people["supports"] - people["contradicts"]) == claim["n_supports"]
    assert len(people["contradicts"] - people["supports"]) == claim["n_contradicts"]


@pytest.mark.slow
def test_undoing_gives_the_machine_back_its_word(cafe):
    before = check(cafe)
    here = ("decide", COFFEE, "--corpus", "cafe", "--comment", "1", "--quote", "The coffee")
    assert cafe(*here, "--as", "reject").returncode == 0
    assert check(cafe) != before
    assert cafe(*here, "--undo").returncode == 0
    after = check(cafe)
    assert {k: v for k, v in after.items() if k != "seconds"} == {k: v for k, v in before.items() if k != "seconds"}
    assert b"Nothing was decided" in cafe(*here, "--undo").stdout


def test_an_overruled_verdict_stands_beside_the_machines(cafe):
    here = ("overrule", COFFEE, "--corpus", "cafe")
    assert (
        cafe(*here, "--verdict", "contested", "--by", "Ana", "--reason", "They mean the old machine.").returncode == 0
    )
    claim = check(cafe)
    assert (claim["verdict"], claim["machine_verdict"]) == ("supported", "supported")
    assert claim["overruled"]["verdict"] == "contested"
    assert claim["overruled"]["by"] == "Ana"
    text = cafe("check", COFFEE, "--corpus", "cafe").stdout.decode()
    assert "say so" in text
    assert "Overruled by Ana, " in text
    assert "They mean the old machine." in text
    assert check(cafe, "--segment", "Leeds")["overruled"] is None
    assert b"Withdrawn" in cafe(*here, "--withdraw").stdout
    assert check(cafe)["overruled"] is None
    assert b"Nobody overruled" in cafe(*here, "--withdraw").stdout


def test_csv_says_of_each_counted_comment_who_decided_it(decided, tmp_path):
    assert decided("check", COFFEE, "--corpus", "cafe", "--csv", "counted.csv").returncode == 0
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO((tmp_path / "counted.csv").read_text("utf-8-sig")))}
    assert rows["0"]["decision"].startswith("Confirmed by Ana, ")
    assert rows["2"]["decision"].startswith("Moved here from “They say so” by Ana, ")
    assert rows["2"]["decision"].endswith(": read it twice")
    assert rows["3"]["decision"] == ""
    assert "1" not in rows


def test_text_shows_what_was_decided_and_what_was_taken_out(decided):
    text = decided("check", COFFEE, "--corpus", "cafe", "--evidence", "0").stdout.decode()
    assert "Confirmed by Ana" in text
    assert "Taken out by hand, counted for nothing (1):" in text
    assert "Rejected by Ana" in text


@pytest.mark.slow
def test_a_brief_prints_what_was_decided(decided, tmp_path):
    (tmp_path / "m.txt").write_text(COFFEE)
    decided("overrule", COFFEE, "--corpus", "cafe", "--verdict", "thin", "--reason", "too few")
    made = ("brief", "--corpus", "cafe", "--file", "m.txt", "--format", "md", "--out", "brief.md")
    assert decided(*made).returncode == 0
    written = (tmp_path / "brief.md").read_text()
    for said in ("Rejected by Ana", "Moved here from", "Overruled by somebody", "decided by hand"):
        assert said in written


def test_the_export_follows_its_schema_and_holds_what_stands(decided, published, tmp_path):
    run = decided("decisions", "--corpus", "cafe", "--jsonl", "decided.jsonl")
    assert run.returncode == 0
    assert run.stdout == b""
    rows = [json.loads(line) for line in (tmp_path / "decided.jsonl").read_text().splitlines()]
    for row in rows:
        jsonschema.validate(row, published("decisions"))
    assert [row["stance"] for row in rows] == ["supports", "unrelated", "contradicts"]
    assert {row["machine_stance"] for row in rows} == {"supports"}
    assert all(row["passage"].startswith("The coffee is great") for row in rows)
    assert objects(decided("decisions", "--corpus", "cafe", "--jsonl", "-")) == rows


def test_the_list_keeps_what_was_taken_back(decided):
    decided("decide", COFFEE, "--corpus", "cafe", "--comment", "0", "--quote", "The coffee", "--undo", "--by", "Bo")
    lines = decided("decisions", "--corpus", "cafe").stdout.decode().splitlines()
    assert len(lines) == 4
    assert lines[0].endswith("· supports: read it twice")
    assert "Bo" in lines[3]
    assert lines[3].endswith("· undone")


def test_what_cannot_be_decided_is_one_sentence(cafe):
    decide = ("decide", COFFEE, "--corpus", "cafe", "--comment", "1")
    verdict = ("overrule", COFFEE, "--corpus", "cafe", "--reason", "x", "--verdict")
    for arguments in (
        (*decide[:-1], "nobody", "--as", "reject"),
        ("decide", COFFEE, "--corpus", "nowhere", "--comment", "1", "--as", "reject"),
        (*decide, "--as", "reject"),
        (*decide, "--quote", "other words", "--as", "reject"),
        (*decide, "--quote", "coffee", "--as", "reject", "--claim", "2"),
        ("decide", "…", *decide[2:], "--quote", "coffee", "--as", "reject"),
        ("decide", "The coffee is great. The queue is short.", *decide[2:], "--as", "reject"),
        (*verdict, "proven"),
        (*verdict, "not_checked"),
        (*verdict, "thin", "--reason", "  "),
        (*verdict, "thin", "--by", "n" * 81),
        (*verdict, "thin", "--segment", "Paris"),
        ("decisions", "--corpus", "nowhere"),
    ):
        run = cafe(*arguments)
        assert (run.returncode, run.stdout) == (1, b""), arguments
        (line,) = run.stderr.decode().splitlines()
        assert line.startswith("Error: ")


def test_wrong_usage_of_a_decision_is_status_two(backtalk):
    decide = ("decide", COFFEE, "--corpus", "cafe", "--comment", "1")
    for arguments in (
        decide,
        (*decide, "--as", "reject", "--undo"),
        (*decide, "--as", "like"),
        ("overrule", COFFEE, "--corpus", "cafe"),
    ):
        assert backtalk(*arguments).returncode == 2, arguments
