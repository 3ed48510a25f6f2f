"""The command line: data on standard output, one line for an error, and the published exit statuses."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "docs" / "schemas"
COMMANDS = (
    *("import", "check", "judge", "brief", "decide", "overrule", "decisions", "demo", "corpora", "remove", "erase"),
    *("serve", "doctor"),
)


def schema(name):
    """Return a published schema, which lets later versions add fields, as strict as this version is."""
    return strict(json.loads((SCHEMAS / f"{name}.schema.json").read_text()))


def strict(part):
    if isinstance(part, list):
        return [strict(item) for item in part]
    if not isinstance(part, dict):
        return part
    closed = {"additionalProperties": False} if "properties" in part and "type" in part else {}
    return closed | {name: strict(value) for name, value in part.items()}


def objects(run):
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


def error_of(run):
    assert run.stdout == b""
    (line,) = run.stderr.decode().splitlines()
    assert line.startswith("Error: ")
    return line


def test_import_reports_as_its_schema_says(backtalk, tmp_path, rows):
    (tmp_path / "cafe.csv").write_text(rows + "99,guest9,Leeds,\n")
    (report,) = objects(backtalk("import", "cafe.csv", "--corpus", "cafe", "--segment", "city", "--json"))
    jsonschema.validate(report, schema("import"))
    assert (report["n_rows"], report["n_new"], report["n_left_out"]) == (9, 8, 1)
    assert report["left_out"][0]["row"] == 10
    assert report["n_masked"] == {"email": 8}


def test_a_dry_run_stores_nothing(backtalk, tmp_path, rows):
    (tmp_path / "cafe.csv").write_text(rows)
    (report,) = objects(backtalk("import", "cafe.csv", "--corpus", "cafe", "--dry-run", "--json"))
    jsonschema.validate(report, schema("import"))
    assert report["dry_run"]
    assert backtalk("corpora").stdout == b""


def test_the_same_file_again_adds_nothing(cafe):
    (report,) = objects(cafe("import", "cafe.csv", "--corpus", "cafe", "--json"))
    assert (report["n_new"], report["n_same"]) == (0, 8)


def test_standard_input_is_a_file_too(backtalk):
    (report,) = objects(backtalk("import", "-", "--corpus", "cafe", "--json", stdin="comment\nThe coffee is great.\n"))
    assert report["n_new"] == 1


def test_check_prints_what_its_schema_says(cafe):
    run = cafe("check", "The coffee is great. Welcome!", "--corpus", "cafe", "--json")
    assert run.returncode == 0
    (check,) = objects(run)
    jsonschema.validate(check, schema("check"))
    assert [claim["verdict"] for claim in check["claims"]] == ["supported", "not_checkable"]
    assert check["claims"][0]["n_supports"] == 8


def test_all_counted_evidence_recounts_to_the_numbers(cafe):
    (check,) = objects(cafe("check", "The coffee is great.", "--corpus", "cafe", "--evidence", "0", "--json"))
    (claim,) = check["claims"]
    people = {
        stance: {e["author_key"] for e in claim["evidence"] if e["stance"] == stance}
        for stance in ("supports", "contradicts", "asks")
    }
    assert claim["n_supports"] == len(people["supports"] - people["contradicts"])
    assert claim["n_contradicts"] == len(people["contradicts"] - people["supports"])
    assert claim["n_asks"] == len(people["asks"])


def test_check_without_json_is_plain_text(cafe):
    run = cafe("check", "The coffee is great.", "--corpus", "cafe")
    text = run.stdout.decode()
    assert "say so" in text
    assert "“The coffee is great" in text
    assert "\x1b" not in text


@pytest.mark.parametrize(("given", "n"), [((), 3), (("--evidence", "5"), 5), (("--evidence", "0"), 8)])
def test_text_prints_as_many_quotes_as_asked_for(cafe, given, n):
    text = cafe("check", "The coffee is great.", "--corpus", "cafe", *given).stdout.decode()
    assert f"({n} of 8 matches shown)" in text
    assert text.count("“The coffee is great") == n


def test_a_file_of_messages_gives_one_line_each_and_bad_lines_are_named(cafe, tmp_path):
    lines = [
        "The coffee is great.",
        "",
        '{"message": "The coffee is great.", "segment": "York"}',
        '{"message": 3}',
        "{broken",
        '{"message": "x y", "segment": "Paris"}',
    ]
    (tmp_path / "messages.txt").write_text("\n".join(lines))
    run = cafe("check", "--file", "messages.txt", "--corpus", "cafe", "--json")
    assert run.returncode == 1
    first, second, *bad = objects(run)
    assert second["corpus"]["segment"] == "city=York"
    assert second["claims"][0]["n_supports"] == 4
    assert [item["line"] for item in bad] == [4, 5, 6]
    for item in bad:
        jsonschema.validate(item, schema("line-error"))
    jsonschema.validate(first, schema("check"))
    plain = cafe("check", "--file", "messages.txt", "--corpus", "cafe")
    assert len(plain.stdout.decode().splitlines()) == 5


def test_the_list_for_recounting_is_safe_in_a_spreadsheet(backtalk, tmp_path):
    (tmp_path / "c.csv").write_text('id,comment\n1,"=HYPERLINK(1) the coffee is great"\n2,The coffee is great\n')
    backtalk("import", "c.csv", "--corpus", "cafe")
    assert backtalk("check", "The coffee is great.", "--corpus", "cafe", "--csv", "out.csv").returncode == 0
    listed = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    assert listed[0] == "message,claim,id,quote,stance,confidence,date,link,decision"
    assert not [line for line in listed if ",=HYPERLINK" in line or ',"=HYPERLINK' in line]


def test_judge_keeps_unknown_keys_and_sums_to_one(backtalk):
    lines = [
        '{"claim": "The coffee is great.", "comment": "The coffee is great.", "mine": [1]}',
        "nonsense",
        '{"claim": "The coffee is great.", "comment": "Hello there. The coffee is not great at all."}',
    ]
    run = backtalk("judge", "-", stdin="\n".join(lines))
    assert run.returncode == 1
    first, bad, second = objects(run)
    jsonschema.validate(first, schema("judge"))
    jsonschema.validate(second, schema("judge"))
    assert first["mine"] == [1]
    assert bad["line"] == 2
    for judged in (first, second):
        assert sum(judged[name] for name in ("supports", "contradicts", "asks", "unrelated")) == pytest.approx(
            1, abs=0.001
        )
    assert "passage" not in first
    assert second["comment"][second["passage"]["start"] : second["passage"]["end"]] == "The coffee is not great at all."


@pytest.mark.parametrize(
    "line",
    [
        r'{"claim": "The coffee is great.", "comment": "The coffee \ud800 is great."}',
        '{"claim": "The coffee is great.", "comment": "The coffee is great.", "mine": NaN}',
        '{"claim": "x y", "comment": "x y", "mine": ' + "1" * 5_000 + "}",
        '{"claim": "x y", "comment": "x y", "mine": ' + "[" * 100_000 + "]" * 100_000 + "}",
    ],
    ids=["half a character", "not a number", "a number too long", "nested too deeply"],
)
def test_a_line_that_could_not_be_written_out_again_is_a_bad_line(backtalk, line):
    good = '{"claim": "The coffee is great.", "comment": "The coffee is great."}'
    run = backtalk("judge", "-", stdin=f"{line}\n{good}\n")
    assert run.returncode == 1
    bad, judged = objects(run)
    jsonschema.validate(bad, schema("line-error"))
    assert judged["comment"] == "The coffee is great."


def test_an_argument_that_is_no_text_is_one_sentence(cafe):
    assert "UTF-8" in error_of(cafe("check", "The coffee \udcff is great.", "--corpus", "cafe", "--json"))


def test_without_a_model_every_claim_is_not_checked_and_says_why(cafe, monkeypatch):
    monkeypatch.setenv("BACKTALK_ENCODER", "no-such-model")
    run = cafe("check", "The coffee is great. Welcome!", "--corpus", "cafe", "--json")
    assert run.returncode == 0
    (check,) = objects(run)
    jsonschema.validate(check, schema("check"))
    assert [claim["verdict"] for claim in check["claims"]] == ["not_checked", "not_checkable"]
    assert "no-such-model" in check["claims"][0]["reason"]


def test_without_a_model_doctor_still_lists_the_corpora_and_rebuilding_loses_no_index(cafe, monkeypatch, tmp_path):
    monkeypatch.setenv("BACKTALK_ENCODER", "no-such-model")
    run = cafe("doctor", "--json")
    assert run.returncode == 1
    (health,) = objects(run)
    jsonschema.validate(health, schema("doctor"))
    assert [(corpus["name"], corpus["n_comments"]) for corpus in health["corpora"]] == [("cafe", 8)]
    assert "no-such-model" in error_of(cafe("doctor", "--rebuild"))
    assert list((tmp_path / "home" / "index").rglob("*.index"))


@pytest.mark.parametrize("kind", ["md", "html", "json", "docx"])
def test_a_brief_is_written_in_each_format(cafe, tmp_path, kind):
    (tmp_path / "m.txt").write_text("The coffee is great.\nWelcome!\n")
    run = cafe("brief", "--corpus", "cafe", "--file", "m.txt", "--format", kind, "--out", f"brief.{kind}")
    assert run.returncode == 0, run.stderr
    assert run.stdout == b""
    data = (tmp_path / f"brief.{kind}").read_bytes()
    assert data[:2] == b"PK" if kind == "docx" else b"The coffee is great" in data


def test_corpora_and_doctor_print_what_their_schemas_say(cafe):
    (corpus,) = objects(cafe("corpora", "--json"))
    jsonschema.validate(corpus, schema("corpora"))
    assert [part["segment"] for part in corpus["segments"]] == ["city=Leeds", "city=York"]
    (health,) = objects(cafe("doctor", "--json"))
    jsonschema.validate(health, schema("doctor"))
    assert health["problems"] == []
    assert "Names are not masked" in cafe("doctor").stdout.decode()


def test_doctor_finds_a_damaged_index_and_rebuilds_it(cafe, tmp_path):
    (file,) = (tmp_path / "home" / "index").rglob("*.index")
    file.write_bytes(b"gone")
    assert cafe("doctor").returncode == 1
    assert cafe("doctor", "--rebuild").returncode == 0
    assert cafe("doctor").returncode == 0


def test_removing_asks_nobody_when_nobody_is_there(cafe):
    assert "--yes" in error_of(cafe("remove", "cafe"))
    assert cafe("remove", "cafe", "--yes").returncode == 0
    assert "no corpus called" in error_of(cafe("remove", "cafe", "--yes"))


def test_erasing_is_for_good(cafe):
    assert cafe("erase", "--corpus", "cafe", "--author", "GUEST3", "--yes").returncode == 0
    (report,) = objects(cafe("import", "cafe.csv", "--corpus", "cafe", "--json"))
    assert (report["n_new"], report["n_same"]) == (0, 7)


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "missing.csv", "--corpus", "cafe"),
        ("import", ".", "--corpus", "cafe"),
        ("check", "The coffee is great.", "--corpus", "nowhere"),
        ("check", "  ", "--corpus", "nowhere"),
        ("brief", "--corpus", "nowhere", "--file", "missing.txt", "--out", "x.md", "--format", "md"),
    ],
)
def test_a_problem_is_one_sentence_and_status_one(backtalk, arguments):
    run = backtalk(*arguments)
    assert run.returncode == 1
    error_of(run)


@pytest.mark.parametrize(
    "arguments", [(), ("nonsense",), ("check",), ("check", "x", "--corpus", "c", "--strictness", "very")]
)
def test_wrong_usage_is_status_two(backtalk, arguments):
    assert backtalk(*arguments).returncode == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_and_is_documented(backtalk, command):
    run = backtalk(command, "--help")
    assert run.returncode == 0
    assert "Usage:" in run.stdout.decode()
    assert f"backtalk {command}" in (ROOT / "docs" / "commands.md").read_text()


def test_an_interruption_is_status_130_and_no_traceback_even_while_starting():
    started = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    interrupted = "sys.meta_path.insert(0, type('Stop', (), {'find_spec': lambda *_: signal.raise_signal(2)})()); "
    program = f"{started}from workshop.cli import main; {interrupted}main()"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, b"", b"")


def test_an_unusable_setting_is_one_sentence(backtalk, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "settings.toml").write_text("port = 'many'\n")
    assert "settings" in error_of(backtalk("corpora"))


def test_a_brief_takes_messages_as_check_does_and_names_a_line_that_it_cannot_use(cafe, tmp_path):
    (tmp_path / "m.jsonl").write_text('{"message": "The coffee is great.", "segment": "York"}\n')
    assert cafe("brief", "--corpus", "cafe", "--file", "m.jsonl", "--format", "json", "--out", "b.json").returncode == 0
    assert "city=York" in (tmp_path / "b.json").read_text()
    (tmp_path / "m.jsonl").write_text('{"message": 3}\n')
    assert "Line 1" in error_of(cafe("brief", "--corpus", "cafe", "--file", "m.jsonl", "--out", "b.docx"))
