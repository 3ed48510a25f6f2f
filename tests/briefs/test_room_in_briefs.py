"""Every format of a brief says how a room decided, where one did, and escapes what the room wrote."""

import io
import json
from dataclasses import replace
from pathlib import Path

import docx
import jsonschema
import pytest

from workshop.briefs import compose, render
from workshop.briefs.room import RoomDecision, RoomRecord

SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "brief.schema.json"
ROOM = RoomRecord(
    lines=("“Quiet & <i>”, opened on 4 March 2026, with 14 people in the room.", "Writing was opened early."),
    decisions=(RoomDecision("We <b>answer</b> *at once*", "Rework it", 5, "Ana | Ops", "by May", "3 opposite"),),
    parked=("Who owns <u>the line</u>?",),
)


@pytest.fixture
def brief(check):
    made = compose("Quiet?", [check], made_at="2026-03-04", made_by=None, version="1")
    return replace(made, room=ROOM)


def test_word_prints_it_before_the_messages(brief):
    document = docx.Document(io.BytesIO(render(brief, "docx")))
    told = [paragraph.text for paragraph in document.paragraphs]
    assert "How the room decided" in told
    assert "Writing was opened early." in told
    assert "Who owns <u>the line</u>?" in told
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "Ana | Ops" in cells


def test_markdown_prints_it_escaped(brief):
    written = render(brief, "md").decode()
    assert "## How the room decided" in written
    assert "Ana \\| Ops" in written
    assert "<b>" not in written.split("## Message 1")[0].split("## How the room decided")[1]


def test_the_web_page_prints_it_escaped(brief):
    written = render(brief, "html").decode()
    assert "<h2>How the room decided</h2>" in written
    assert "We &lt;b&gt;answer&lt;/b&gt; *at once*" in written
    assert "Who owns &lt;u&gt;the line&lt;/u&gt;?" in written


def test_json_carries_it_and_fits_the_schema(brief):
    written = json.loads(render(brief, "json"))
    assert written["room"]["decisions"][0]["dots"] == 5
    jsonschema.validate(written, json.loads(SCHEMA.read_text("utf-8")))


def test_a_brief_without_a_workshop_says_nothing_of_a_room(brief):
    alone = replace(brief, room=None)
    assert "room" not in json.loads(render(alone, "json"))
    assert b"How the room decided" not in render(alone, "html")
    assert b"How the room decided" not in render(alone, "md")
