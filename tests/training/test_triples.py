"""The training data that the project wrote, and what keeps measured texts out of it."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest

from training import build
from training.decided import decided
from training.labels import read_answer
from training.leakage import OURS, RUN, Measured, measured
from training.retelling import kept
from training.triples import Triple, blocks, read, write
from workshop.records import Stance


def block(folder: Path, **changes: object) -> None:
    row = {
        "business": "gym",
        "claims": ["Classes start on time."],
        "opposite": ["Classes start late."],
        "supports": ["spot on time, every class"],
        "contradicts": [["We were all there.", "He came ten minutes late."]],
        "asks": ["Could you please start on time?"],
        "unrelated": ["What time does the class start?"],
    }
    (folder / "gyms.jsonl").write_text(json.dumps(row | changes), encoding="utf-8")


def test_what_supports_a_claim_contradicts_its_opposite(tmp_path: Path) -> None:
    block(tmp_path)
    found = {(triple.claim, triple.passage): triple.stance for triple in blocks(tmp_path)[0].triples()}
    assert found["Classes start on time.", "spot on time, every class"] is Stance.SUPPORTS
    assert found["Classes start late.", "spot on time, every class"] is Stance.CONTRADICTS
    assert found["Classes start late.", "He came ten minutes late."] is Stance.SUPPORTS
    assert found["Classes start late.", "What time does the class start?"] is Stance.UNRELATED


def test_who_asks_for_it_is_left_out_beside_the_opposite(tmp_path: Path) -> None:
    block(tmp_path)
    asking = [triple.claim for triple in blocks(tmp_path)[0].triples() if triple.stance is Stance.ASKS]
    assert asking == ["Classes start on time."]


def test_a_passage_keeps_the_sentence_before_it(tmp_path: Path) -> None:
    block(tmp_path)
    assert {triple.before for triple in blocks(tmp_path)[0].triples()} == {"", "We were all there."}


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    block(tmp_path, supports=None)
    with pytest.raises(ValueError, match=r"gyms\.jsonl, line 1"):
        blocks(tmp_path)


def test_triples_are_read_as_they_were_written(tmp_path: Path) -> None:
    triples = [Triple("It’s quick.", "", "line\u2028break » and “quotes”", Stance.ASKS, "written: gyms")]
    write(tmp_path / "t.jsonl", triples)
    assert read(tmp_path / "t.jsonl") == triples


def test_a_text_that_is_measured_on_is_found_whatever_its_case_and_punctuation() -> None:
    measured = Measured(["The crew was lovely!"])
    assert measured.holds(Triple("a", "", "the crew was LOVELY", Stance.SUPPORTS, "x"))
    assert not measured.holds(Triple("a", "", "the crew was lovely to us", Stance.SUPPORTS, "x"))


def test_a_long_run_of_measured_words_is_found_inside_another_text() -> None:
    words = [f"w{n}" for n in range(RUN)]
    measured = Measured([" ".join(["start", *words, "end"])])
    assert measured.holds(Triple("a", " ".join(words), "b", Stance.SUPPORTS, "x"))
    assert not measured.holds(Triple("a", " ".join(words[1:]), "b", Stance.SUPPORTS, "x"))


def test_every_block_of_ours_is_whole_and_says_nothing_twice() -> None:
    for one in blocks():
        assert len(one.claims) >= 1, one
        texts = [text for found in one.passages.values() for text in found]
        assert texts, one.claims
        assert len(texts) == len(set(texts)), one.claims
        assert all(passage.strip() for _, passage in texts), one.claims


def test_an_answer_names_what_stands_out_and_leaves_the_rest_unrelated() -> None:
    assert read_answer(["S1,5", "C2", "-3"], 6) == {1: "S", 5: "S", 2: "C", 3: "-"}
    assert read_answer([], 6) == {}


@pytest.mark.parametrize("said", [["S7"], ["S1", "C1"], ["X1"], ["S0"], ["Sone"]])
def test_an_answer_that_cannot_be_right_is_refused(said: list[str]) -> None:
    with pytest.raises(ValueError, match=r"cannot be read|invalid literal"):
        read_answer(said, 6)


def test_what_is_kept_of_claims_for_a_passage_holds_no_word_of_its_writer(tmp_path: Path) -> None:
    written = tmp_path / "written.jsonl"
    written.write_text('{"n": 2, "S": ["Rooms are quiet."], "U": ["Rooms are large."]}\n\n', encoding="utf-8")
    rows = list(kept(written, {"data": "hotels", "passages": ["aa", "bb"]}))
    assert rows == [
        {"data": "hotels", "passage": "bb", "supports": ["Rooms are quiet."], "unrelated": ["Rooms are large."]}
    ]


def test_claims_with_an_unknown_letter_are_refused(tmp_path: Path) -> None:
    written = tmp_path / "written.jsonl"
    written.write_text('{"n": 1, "X": ["Rooms are quiet."]}\n', encoding="utf-8")
    with pytest.raises(SystemExit, match="X means nothing here"):
        list(kept(written, {"data": "hotels", "passages": ["aa"]}))


DECIDED = {
    "claim": "Boarding is quick.",
    "before": "We were late.",
    "passage": "It took a minute\u2028or two.",
    "stance": "supports",
    "machine_stance": "contradicts",
    "machine_confidence": 0.7312,
    "judge": "lexicon/1",
    "by": "Ana",
    "at": "2026-03-03T09:00:00+00:00",
    "reason": "",
}


def test_what_people_decided_is_read_as_it_was_exported(tmp_path: Path) -> None:
    exported = tmp_path / "decided.jsonl"
    unseen = DECIDED | {"stance": "unrelated", "machine_stance": None, "machine_confidence": None, "judge": None}
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in (DECIDED, unseen)]
    exported.write_text("".join(lines), encoding="utf-8")
    first, second = decided([exported])
    words = ("Boarding is quick.", "We were late.", "It took a minute\u2028or two.")
    assert first == Triple(*words, Stance.SUPPORTS, "decided")
    assert second == Triple(*words, Stance.UNRELATED, "decided")


def test_the_line_of_what_is_no_decision_is_named(tmp_path: Path) -> None:
    exported = tmp_path / "decided.jsonl"
    exported.write_text(json.dumps(DECIDED) + "\n\n" + json.dumps(DECIDED | {"stance": "maybe"}), encoding="utf-8")
    with pytest.raises(ValueError, match=r"decided\.jsonl, line 3"):
        list(decided([exported]))


def test_decisions_are_in_what_is_built_unless_they_are_measured_on(
    tmp_path: Path, shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shared_data.is_dir()
    path, keys = OURS[2]
    message = json.loads(path.read_text(encoding="utf-8").splitlines()[0])[keys[0]]
    exported = tmp_path / "decided.jsonl"
    rows = (DECIDED, DECIDED | {"claim": message})
    exported.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    monkeypatch.setattr(build, "blocks", lambda: [])
    monkeypatch.setattr(build, "labelled", lambda: [])
    monkeypatch.setattr(build, "retold", lambda: [])
    monkeypatch.setattr(build, "_public", lambda _: [])
    monkeypatch.setattr(build.sources, "products", lambda *_: [])
    monkeypatch.setattr("sys.argv", ["build", "--out", str(tmp_path), "--decisions", str(exported)])
    build.main()
    built = [triple for name in ("train", "development") for triple in read(tmp_path / f"{name}.jsonl")]
    assert [(triple.source, triple.passage) for triple in built] == [("decided", DECIDED["passage"])]


def test_the_sentence_before_a_probe_and_the_guests_of_the_invented_claims_are_kept_out(shared_data: Path) -> None:
    known = measured()
    for path, keys in OURS:
        if path.name == "probes.jsonl":
            assert "before" in keys
    with gzip.open(shared_data / "airbnb-albany" / "reviews.csv.gz", "rt", encoding="utf-8", newline="") as file:
        comment = next(row["comments"] for row in csv.DictReader(file) if len(row["comments"].split()) > 2 * RUN)
    assert known.holds(Triple("a", "", comment, Stance.SUPPORTS, "x"))
