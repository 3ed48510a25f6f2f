"""Every format of a brief says below a quote which of its numbers disagrees with the claim's."""

import io
import json
from dataclasses import replace

import docx
import pytest

from workshop.briefs import compose, render

NUMBER = "says “1 quiet & <i>”, the claim says “2 <b>”"


@pytest.fixture
def brief(check):
    first, *others = check.claims
    wrong, *rest = first.evidence
    quote = "It has 1 quiet & <i> room."
    wrong = replace(wrong, quote=quote, end=len(quote), number=NUMBER)
    first = replace(first, evidence=(wrong, *rest))
    return compose("Quiet?", [replace(check, claims=(first, *others))], made_at="2026-03-04", made_by=None, version="1")


def test_the_numbers_stand_in_word(brief):
    told = [paragraph.text for paragraph in docx.Document(io.BytesIO(render(brief, "docx"))).paragraphs]
    assert sum(f"S{NUMBER[1:]}." in text for text in told) == 1


def test_the_numbers_stand_in_markdown_and_are_escaped(brief):
    assert "Says “1 quiet \\& \\<i\\>”, the claim says “2 \\<b\\>”." in render(brief, "md").decode()


def test_the_number_is_marked_on_the_web_page_and_both_are_said_below(brief):
    page = render(brief, "html").decode()
    assert 'It has <b class="off">1 quiet &amp; &lt;i&gt;</b> room.' in page
    assert "Says “1 quiet &amp; &lt;i&gt;”, the claim says “2 &lt;b&gt;”." in page


def test_json_has_the_sentence(brief):
    (claim, *_) = json.loads(render(brief, "json"))["messages"][0]["claims"]
    numbers = [quote["number"] for side in claim["sides"] for quote in side["quotes"]]
    assert numbers.count(NUMBER) == 1
    assert set(numbers) == {NUMBER, None}
