"""Every format of a brief says what each segment says, what a sample adds, and what lies nearest to an empty claim."""

import io
import json
from dataclasses import replace
from pathlib import Path

import docx
import jsonschema
import pytest

from workshop.briefs import compose, render
from workshop.counting import Counting, Counts, Estimate, Range
from workshop.exchange import check_as_json
from workshop.plain import check_as_text
from workshop.records import Evidence, Nearest, SegmentVerdict, Stance, Verdict

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
QUOTE = "Breakfast | costs *18* <b>dollars</b>."
DIFFERS = "Oslo & Co guests say so, Bergen guests the opposite."


def counts(supports, contradicts):
    return Counts(supports=supports, contradicts=contradicts, on_topic=supports + contradicts, judged=99)


@pytest.fixture
def told(check):
    """The fixture's check of all segments, with an estimate, two segments that differ, and a way forward."""
    estimate = Estimate(Range(30, 12, 61), Range(0, 0, 9), Range(0, 0, 9), Range(0, 0, 9), 900, 200)
    quiet, breakfast, greeting = check.claims
    quiet = replace(
        quiet,
        counts=replace(quiet.counts, counting=Counting.ESTIMATE, estimate=estimate),
        by_segment=(
            SegmentVerdict("town=Oslo & Co", Verdict.SUPPORTED, counts(20, 1), differs=True),
            SegmentVerdict("town=Bergen", Verdict.CONTRADICTED, counts(0, 14), differs=True),
        ),
    )
    said = Evidence(
        9, "c9", QUOTE, 0, len(QUOTE), Stance.UNRELATED, 0.8, 0.61, "k9", "review", "2020-02", None, (("town", "Oslo"),)
    )
    breakfast = replace(breakfast, nearest=Nearest(said, 11))
    return replace(check, corpus=replace(check.corpus, segment=None), claims=(quiet, breakfast, greeting))


def brief(told, **given):
    return compose("Quiet?", [told], made_at="2026-03-04", made_by=None, version="1", **given)


def words_of(document):
    cells = [cell.text for table in document.tables for line in table.rows for cell in line.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def test_word_has_the_segments_and_the_way_forward(told):
    words = words_of(docx.Document(io.BytesIO(render(brief(told), "docx"))))
    assert DIFFERS in words
    assert "20 say so, 1 says the opposite" in words
    assert "11 guests say something like this:" in words
    assert any(QUOTE in one for one in words)


def test_markdown_has_them_too_and_escapes_what_is_theirs(told):
    page = render(brief(told), "md").decode()
    assert DIFFERS.replace("&", "\\&") in page
    assert "Bergen | Guests say the opposite | 14 say the opposite |" in page
    assert "#### The nearest thing they do say" in page
    assert "\\<b\\>dollars" in page


def test_the_web_page_has_them_too_and_escapes_what_is_theirs(told):
    page = render(brief(told), "html").decode()
    assert "Oslo &amp; Co guests say so, Bergen guests the opposite." in page
    assert "<td>town=Bergen</td><td>Guests say the opposite</td><td>14 say the opposite</td>" in page
    assert "<p>11 guests say something like this:</p>" in page
    assert "&lt;b&gt;dollars&lt;/b&gt;" in page


def test_json_has_them_by_its_schema(told):
    made = json.loads(render(brief(told), "json"))
    jsonschema.validate(made, json.loads((SCHEMAS / "brief.schema.json").read_text("utf-8")))
    quiet, breakfast, _ = made["messages"][0]["claims"]
    assert quiet["estimate"]["n_supports"] == {"n": 32, "low": 14, "high": 63}
    assert [one["differs"] for one in quiet["by_segment"]] == [True, True]
    assert breakfast["nearest"]["n_people"] == 11
    assert breakfast["nearest"]["quote"]["quote"] == QUOTE
    assert breakfast["nearest"]["quote"]["who"].startswith("Person ")
    assert "k9" not in render(brief(told), "json").decode()


def test_a_quote_that_is_kept_back_is_printed_nowhere_and_said_to_be_kept_back(told):
    made = brief(told, hidden=[("c9", QUOTE)])
    for kind in ("md", "html", "json"):
        assert "costs" not in render(made, kind).decode()
    assert "costs" not in " ".join(words_of(docx.Document(io.BytesIO(render(made, "docx")))))
    assert (
        "11 guests say something like this (kept back by hand, counted all the same)." in render(made, "html").decode()
    )
    assert json.loads(render(made, "json"))["messages"][0]["claims"][1]["nearest"]["quote"] is None


def test_where_nothing_is_near_the_brief_says_so(check):
    assert "Nothing that guests write comes near it." in render(brief(check), "html").decode()


def test_what_a_sample_tells_is_among_what_the_brief_does_not_show(told):
    (limit,) = [one for one in brief(told).claims[0].limits if "sample" in one]
    assert limit == "Exactly how many. Not every comment on it was judged; a sample says how many more there may be."


def test_a_check_prints_them_as_json_by_its_schema(told):
    made = json.loads(json.dumps(check_as_json(told, n_evidence=0)))
    jsonschema.validate(made, json.loads((SCHEMAS / "check.schema.json").read_text("utf-8")))
    quiet, breakfast, greeting = made["claims"]
    assert (quiet["n_supports"], quiet["estimate"]["n_supports"]["n"]) == (2, 32)
    assert (quiet["estimate"]["n_left"], quiet["estimate"]["n_sampled"]) == (900, 200)
    assert quiet["by_segment"][1]["n_contradicts"] == 14
    assert (breakfast["nearest"]["quote"], breakfast["nearest"]["stance"]) == (QUOTE, "unrelated")
    assert (quiet["nearest"], breakfast["estimate"], greeting["by_segment"]) == (None, None, [])


def test_a_check_prints_them_as_text(told):
    text = check_as_text(told, n_evidence=1)
    assert f"  By segment: {DIFFERS}" in text
    assert "  The nearest thing they do say (11 guests say something like this):" in text
    assert f"“{QUOTE}”" in text
    assert "comment c9" in text


def test_the_text_says_where_nothing_is_near(check):
    assert "  Nothing that guests write comes near it." in check_as_text(check, n_evidence=1)
