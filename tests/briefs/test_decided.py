"""What a person decided, in every format of a brief: beside the machine's, never instead of it."""

import io
import json
from dataclasses import replace
from pathlib import Path

import docx
import jsonschema
import pytest

from workshop.briefs import compose, render
from workshop.records import Decision, Stance, Verdict

MADE = {"made_at": "2026-03-04T09:00:00+00:00", "made_by": "Tomasz", "version": "0.1"}
SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "brief.schema.json"
AT = "2026-03-03T10:00:00+00:00"


@pytest.fixture
def decided(check):
    """The check with a match confirmed, one turned around, one taken out, and the verdict overruled without a name."""
    quiet, *others = check.claims
    tram, pipes, asks, short, *rest = quiet.evidence
    rows = (
        replace(tram, decision=Decision(Stance.CONTRADICTS, "Ana <i>", AT, "", Stance.CONTRADICTS, 0.91)),
        replace(
            pipes, counted=False, decision=Decision(Stance.UNRELATED, "", AT, "no words", Stance.CONTRADICTS, 0.72)
        ),
        asks,
        replace(short, confidence=0.02, decision=Decision(Stance.SUPPORTS, "Bo", AT, "it *is*", Stance.ASKS, 0.9)),
        *rest,
    )
    claim = replace(
        quiet,
        evidence=rows,
        machine=Verdict.CONTRADICTED,
        overruled=replace(quiet.overruled, by="", verdict=Verdict.THIN),
    )
    return compose("Quiet?", [replace(check, claims=(claim, *others))], **MADE)


def test_a_decided_quote_says_who_decided_it_in_place_of_how_sure_it_is(decided):
    confirmed = decided.claims[0].sides[1].quotes[0]
    assert (confirmed.certainty, confirmed.decided) == ("decided by hand", "Confirmed by Ana <i>, 3 March 2026")
    assert "Decided by hand · comment c2" in confirmed.about
    moved = next(quote for side in decided.claims[0].sides for quote in side.quotes if quote.comment_id == "c1")
    assert moved.decided is None or moved.decided.startswith("Moved here from “They ask for it” by Bo")


def test_what_was_taken_out_is_printed_with_its_reason_and_is_in_no_count(decided):
    claim = decided.claims[0]
    assert claim.rejected_heading == "Taken out by hand, counted for nothing (1 of 1 match printed)"
    (quote,) = claim.rejected
    assert quote.decided == "Rejected by somebody, 3 March 2026: no words"
    assert claim.sides[1].n_counted == 1
    assert "c3" not in {row.comment_id for row in decided.annex}


def test_the_page_says_what_the_comments_alone_would_give(decided):
    limits = decided.claims[0].limits
    assert (
        "What the comments alone would give. 3 matches decided by hand, without that they say the opposite." in limits
    )
    assert not any("too unsure" in limit and "2 matches" in limit for limit in limits)


def test_a_person_without_a_name_is_called_somebody(decided):
    assert decided.claims[0].overruled.startswith("Overruled by somebody, 3 March 2026: Only ")
    assert decided.claims[0].words == "Guests disagree"


@pytest.mark.parametrize("kind", ["md", "html", "docx"])
def test_every_format_prints_what_was_decided(decided, kind):
    data = render(decided, kind)
    if kind == "docx":
        document = docx.Document(io.BytesIO(data))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        text = "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)
    else:
        text = data.decode().replace("\\", "").replace("&lt;", "<").replace("&gt;", ">")
    for said in (
        "Confirmed by Ana <i>, 3 March 2026",
        "Rejected by somebody, 3 March 2026: no words",
        "Taken out by hand, counted for nothing (1 of 1 match printed)",
        "decided by hand (0.91)",
        "Overruled by somebody",
    ):
        assert said in text
    assert "<i>" not in data.decode() if kind == "html" else True


def test_json_keeps_both_verdicts_and_follows_its_schema(decided):
    value = json.loads(render(decided, "json"))
    jsonschema.validate(value, json.loads(SCHEMA.read_text("utf-8")))
    claim = value["messages"][0]["claims"][0]
    assert (claim["verdict"], claim["machine_verdict"]) == ("contested", "contradicted")
    assert (claim["overruled"]["verdict"], claim["overruled"]["by"]) == ("thin", "")
    assert [quote["comment_id"] for quote in claim["rejected"]] == ["c3"]
    assert value["messages"][0]["claims"][1]["machine_verdict"] == "unsupported"


def test_a_rejected_quote_that_is_kept_back_is_named_and_not_printed(check, comments):
    quiet, *others = check.claims
    tram = replace(quiet.evidence[0], counted=False, decision=Decision(Stance.UNRELATED, "Ana", AT, "x"))
    claim = replace(quiet, evidence=(tram, *quiet.evidence[1:]))
    brief = compose("x", [replace(check, claims=(claim, *others))], hidden={("c2", comments["c2"])}, **MADE)
    assert brief.claims[0].rejected == ()
    assert "0 of 1 match printed, 1 kept back by hand" in brief.claims[0].rejected_heading
    assert b"tram stops" not in render(brief, "html")
