"""The command line names the languages that are not judged, and can be told another column or other languages."""

from __future__ import annotations

import json

import jsonschema
import pytest

FRENCH = '8,guest8,York,"Le café est excellent et le personnel très accueillant."\n'


def objects(run):
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


@pytest.fixture
def mixed(backtalk, tmp_path, rows):
    (tmp_path / "cafe.csv").write_text(rows + FRENCH)
    assert backtalk("import", "cafe.csv", "--corpus", "cafe", "--segment", "city").returncode == 0
    return backtalk


def test_an_import_says_what_is_not_judged(backtalk, tmp_path, rows, published):
    (tmp_path / "cafe.csv").write_text(rows + FRENCH)
    said = backtalk("import", "cafe.csv", "--corpus", "cafe").stdout.decode()
    assert "Of the 9 comments by 9 customers in cafe, 1 in French not judged." in said
    (report,) = objects(backtalk("import", "cafe.csv", "--corpus", "cafe", "--json"))
    jsonschema.validate(report, published("import"))
    assert report["not_judged"] == [{"language": "fr", "n_comments": 1}]
    (report,) = objects(backtalk("import", "cafe.csv", "--corpus", "cafe", "--dry-run", "--json"))
    jsonschema.validate(report, published("import"))
    assert report["not_judged"] is None


def test_corpora_and_checks_name_them_as_their_schemas_say(mixed, published):
    (listed,) = objects(mixed("corpora", "--json"))
    jsonschema.validate(listed, published("corpora"))
    assert (listed["n_not_judged"], listed["not_judged"]) == (1, [{"language": "fr", "n_comments": 1}])
    assert "1 in French not judged" in mixed("corpora").stdout.decode()
    (check,) = objects(
        mixed("check", "The coffee is great. Das Personal ist sehr freundlich.", "--corpus", "cafe", "--json")
    )
    jsonschema.validate(check, published("check"))
    assert check["corpus"]["n_not_judged"] == 1
    assert [(claim["verdict"], claim["language"]) for claim in check["claims"]] == [
        ("supported", None),
        ("not_checked", "de"),
    ]
    assert "1 in French not judged" in check["claims"][0]["reason"]


def test_a_setting_names_the_languages_of_another_model(mixed, monkeypatch):
    monkeypatch.setenv("BACKTALK_LANGUAGES", "en,de,fr")
    (check,) = objects(mixed("check", "Das Personal ist sehr freundlich.", "--corpus", "cafe", "--json"))
    assert check["settings"]["languages"] == ["de", "en", "fr"]
    assert (check["corpus"]["n_not_judged"], check["claims"][0]["verdict"]) == (0, "unsupported")


def test_a_column_of_languages_can_be_chosen_or_passed_over(backtalk, tmp_path):
    (tmp_path / "cafe.csv").write_text(
        'id,lang,tongue,comment\n1,fr,en,"The coffee is great."\n2,fr,en,"The tea is fine."\n'
    )
    for name, chosen, n in (("a", (), 2), ("b", ("--language", "tongue"), 0), ("c", ("--language", ""), 0)):
        (report,) = objects(backtalk("import", "cafe.csv", "--corpus", name, *chosen, "--json"))
        assert report["n_not_judged"] == n


def test_judge_says_that_the_models_cannot_read_a_comment(backtalk, published):
    line = json.dumps(
        {"claim": "The coffee is great.", "comment": "Le café est excellent et le personnel accueillant."}
    )
    good = json.dumps({"claim": "The coffee is great.", "comment": "The coffee is great."})
    first, second = objects(backtalk("judge", "-", stdin=f"{line}\n{good}\n"))
    jsonschema.validate(first, published("judge"))
    assert first["unread"] == ["fr"]
    assert "unread" not in second


def test_a_brief_names_them(mixed, tmp_path, published):
    (tmp_path / "messages.txt").write_text("The coffee is great.\n")
    assert (
        mixed("brief", "--corpus", "cafe", "--file", "messages.txt", "--out", "b.json", "--format", "json").returncode
        == 0
    )
    brief = json.loads((tmp_path / "b.json").read_text())
    jsonschema.validate(brief, published("brief"))
    assert brief["corpora"][0]["not_judged"] == [{"language": "fr", "n_comments": 1}]
    assert "What 1 comment in French says. It could not be judged" in " ".join(
        brief["messages"][0]["claims"][0]["limits"]
    )
    assert (
        mixed("brief", "--corpus", "cafe", "--file", "messages.txt", "--out", "b.md", "--format", "md").returncode == 0
    )
    written = (tmp_path / "b.md").read_text()
    assert "1 in French not judged" in written
    assert "Languages that they read" in written
