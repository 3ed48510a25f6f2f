"""Every format of a brief says below a claim which of its words need proof."""

import io
import json
from dataclasses import replace

import docx
import pytest

from workshop.briefs import compose, render
from workshop.records import Need, NeedKind

SAID = "Needs proof beside guests’ words: the count of all cases, not examples (“quiet & <i>”)."


@pytest.fixture
def brief(check):
    need = Need(NeedKind.ABSOLUTE, 10, 15, "quiet & <i>", "the count of all cases, not examples")
    first, *others = check.claims
    first = replace(first, claim=replace(first.claim, needs=(need,)))
    return compose("Quiet?", [replace(check, claims=(first, *others))], made_at="2026-03-04", made_by=None, version="1")


def test_the_line_stands_in_word(brief):
    told = [paragraph.text for paragraph in docx.Document(io.BytesIO(render(brief, "docx"))).paragraphs]
    assert told.count(f"▯ {SAID}") == 1


def test_the_line_stands_in_markdown_and_is_escaped(brief):
    assert (
        "▯ Needs proof beside guests’ words\\: the count of all cases, not examples (“quiet \\& \\<i\\>”)"
        in render(brief, "md").decode()
    )


def test_the_line_stands_on_the_web_page_and_is_escaped(brief):
    page = render(brief, "html").decode()
    assert page.count('<p class="needs">') == 1
    assert "the count of all cases, not examples (<b>“quiet &amp; &lt;i&gt;”</b>)." in page


def test_json_lists_the_needs(brief):
    claims = json.loads(render(brief, "json"))["messages"][0]["claims"]
    assert [len(claim["needs"]) for claim in claims] == [1, 0, 0]
    assert claims[0]["needs"][0]["kind"] == "absolute"
