import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import docx
import docx.oxml
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from workshop.briefs import compose, render
from workshop.briefs.escaping import as_markdown_line, as_markdown_lines, printable
from workshop.briefs.phrases import REMINDERS
from workshop.briefs.word import COLOUR
from workshop.drawing import stylesheet
from workshop.wording import GLYPH

MADE = {"made_at": "2026-03-04T09:00:00+00:00", "made_by": "Tomasz <b>", "version": "0.1"}
TITLE = "What of <img src=x onerror=alert(1)> & *quiet*?"
SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "brief.schema.json"
BREAK = re.compile(r"\s+")


@pytest.fixture
def brief(check):
    return compose(TITLE, [check], **MADE)


class Page(HTMLParser):
    """The tags, attributes and text of a page, as a browser would see them."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.texts, self.styles, self._in = [], [], [], [], ""
        self.feed(html)
        self.text = "".join(self.texts)

    def handle_starttag(self, tag, attrs):
        self._in = tag
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag):
        self._in = ""

    def handle_data(self, data):
        (self.styles if self._in == "style" else self.texts).append(data)


def flat(text):
    return BREAK.sub(" ", text)


def paragraphs(document):
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + tables


def everything(brief):
    """What every format has to say."""
    yield brief.title
    yield from brief.notices
    yield from REMINDERS
    for claim in brief.claims:
        yield from (claim.label, claim.checked.claim.text, claim.words, claim.checked.reason, *claim.limits)
        yield f"Read as: {claim.read_as}"
        if claim.overruled:
            yield claim.overruled
        for side in claim.sides:
            yield from (side.heading, side.note, *([side.empty] if side.empty else []))
            for quote in side.quotes:
                yield from (quote.text, quote.who, *([quote.link] if quote.link else []))
    for row in brief.annex:
        yield from (row.comment_id, row.quote)
    for facts in brief.corpora:
        yield from (facts.title, facts.fingerprint)
    for one in brief.settings:
        yield from (one.thresholds, one.encoder, one.judge)


def test_word_holds_everything(brief):
    document = docx.Document(io.BytesIO(render(brief, "docx")))
    text = flat("\n".join(paragraphs(document)))
    for said in everything(brief):
        assert flat(printable(said)) in text.replace("\u2068", "").replace("\u2069", "")


def test_word_has_real_headings_styles_and_repeating_table_heads(brief):
    document = docx.Document(io.BytesIO(render(brief, "docx")))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Verdict", "Customer quote", "Quote origin"} <= set(styles)
    quotes = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Customer quote"]
    assert len(quotes) == 5
    assert document.styles["Customer quote"].font.name == "Georgia"
    assert all("tblHeader" in table._tbl.xml for table in document.tables if len(table.columns) > 1)
    section = document.sections[0]
    assert brief.notices[0] in "\n".join(paragraph.text for paragraph in section.header.paragraphs)
    assert brief.corpora[0].fingerprint[:12] in section.footer.paragraphs[0].text


def test_the_words_colours_are_the_screens_colours():
    light = stylesheet().split(".dark")[0]
    for verdict, colour in COLOUR.items():
        name = {"wished_for": "wished"}.get(verdict.value, verdict.value.replace("_", "-"))
        assert f"--{name}: #{colour};" in light


def test_the_web_page_holds_everything(brief):
    page = Page(render(brief, "html").decode())
    for said in everything(brief):
        assert flat(printable(said)) in flat(page.text)


def test_the_web_page_needs_no_other_host_and_runs_nothing(brief):
    html = render(brief, "html").decode()
    page = Page(html)
    assert not {"script", "img", "a", "link", "iframe", "object", "form", "input", "b", "i"} & set(page.tags) - {
        "b",
        "i",
    }
    assert not [
        one for one in page.attributes if one[1] in ("src", "href", "action", "srcset") or one[1].startswith("on")
    ]
    assert not re.search(r"url\(|@import", "".join(page.styles))
    assert "default-src 'none'" in html


def test_the_web_page_has_night_colours_and_a4_pages(brief):
    style = "".join(Page(render(brief, "html").decode()).styles)
    assert "prefers-color-scheme: dark" in style
    assert style.rindex("#0E1316") > style.index("prefers-color-scheme")
    assert "size: A4" in style


def test_a_notice_cannot_leave_the_style_it_is_printed_by(check):
    from dataclasses import replace

    hostile = replace(check, corpus=replace(check.corpus, notice='</style><script>x</script>"; } body { display: none'))
    html = render(compose("x", [hostile], **MADE), "html").decode()
    assert "<script>" not in html
    assert "body { display: none" not in "".join(Page(html).styles)


def test_markdown_says_everything_and_holds_no_foreign_markup(brief):
    html = MarkdownIt("commonmark").enable("table").render(render(brief, "md").decode())
    page = Page(html)
    assert not {"script", "img", "a", "code", "pre", "em", "hr"} & set(page.tags)
    text = flat(page.text).replace("\u2068", "").replace("\u2069", "")
    for said in everything(brief):
        assert flat(printable(said)) in text


def test_markdown_has_one_heading_of_the_first_level_and_five_quotes(brief):
    tags = Page(MarkdownIt("commonmark").enable("table").render(render(brief, "md").decode())).tags
    assert tags.count("h1") == 1
    assert tags.count("blockquote") == 5
    assert tags.count("table") == 4


@given(st.text(max_size=60))
def test_any_text_comes_back_from_markdown_as_it_was(text):
    html = MarkdownIt("commonmark").enable("table").render("> “" + "\n> ".join(as_markdown_lines(text)) + "”")
    page = Page(html)
    assert set(page.tags) <= {"blockquote", "p", "br"}
    assert flat(page.text).strip() == flat(f"“{printable(text)}”").strip()


@given(st.text(max_size=60))
def test_any_text_stays_in_its_cell(text):
    table = f"| a | b |\n| --- | --- |\n| x{as_markdown_line(text)} | end |"
    page = Page(MarkdownIt("commonmark").enable("table").render(table))
    assert page.tags.count("td") == 2
    assert flat(f"x{printable(text)}").strip() in flat(page.text)


def test_json_follows_its_schema_and_comes_back_as_it_was(brief):
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    value = json.loads(render(brief, "json"))
    jsonschema.validate(value, schema)
    assert value["format"] == "brief/1"
    quotes = [quote for claim in value["messages"][0]["claims"] for side in claim["sides"] for quote in side["quotes"]]
    printed = [quote.text for claim in brief.claims for side in claim.sides for quote in side.quotes]
    assert [quote["quote"] for quote in quotes] == printed
    assert "k1" not in json.dumps(value["annex"])


def test_json_of_unknown_authors_follows_the_schema_too(unknown):
    value = json.loads(render(compose("x", [unknown], **MADE), "json"))
    jsonschema.validate(value, json.loads(SCHEMA.read_text("utf-8")))


def test_a_quote_kept_back_is_in_no_format(check, comments):
    brief = compose("x", [check], hidden={("c2", comments["c2"])}, **MADE)
    jsonschema.validate(json.loads(render(brief, "json")), json.loads(SCHEMA.read_text("utf-8")))
    for kind in ("md", "html", "json"):
        assert "tram stops" not in render(brief, kind).decode()
    document = docx.Document(io.BytesIO(render(brief, "docx")))
    assert "tram stops" not in "\n".join(paragraphs(document))


@pytest.mark.parametrize("title", ["", "\x00\x0b\ufffe\ud800", "]]> --> </title><script>", "\u202e\u2068x", "=1+1|cmd"])
def test_any_title_can_be_written_in_every_format(check, title):
    brief = compose(title, [check], **MADE)
    for kind in ("docx", "md", "html", "json"):
        assert render(brief, kind)


@given(st.text(st.characters(codec=None)))
def test_what_is_printable_is_what_xml_can_hold(text):
    element = docx.oxml.OxmlElement("w:t")
    element.text = printable(text)
    assert element.text == printable(text)


def test_every_format_marks_the_verdicts(brief):
    glyph = GLYPH[brief.claims[0].checked.verdict]
    assert glyph in render(brief, "md").decode()
    assert glyph in "\n".join(paragraphs(docx.Document(io.BytesIO(render(brief, "docx")))))
    assert 'class="verdict v-contested"' in render(brief, "html").decode()


def test_no_format_says_proven(brief):
    for kind in ("md", "html", "json"):
        assert not re.search(
            r"\b(proven|validated|substantiated|sentiment|score)\b", render(brief, kind).decode(), re.I
        )
