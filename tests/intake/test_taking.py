import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.errors import UnreadableFile
from workshop.intake import Columns, Identity, Table, read, recognise, take_in
from workshop.intake.worth import EMPTY, NO_ANSWER, TOO_LONG, TOO_SHORT
from workshop.records import Company, Rating

AIRLINE = Company(handles=("@united",))
IDENTITY = Identity(b"secret")
DATA = Path(__file__).parents[3] / "shared" / "data"

TEXTS = st.sampled_from(
    ["", " ", "N/A", "good", "very good", "Very good ", "very bad", "call me at 555-0199 now", "@a @b"]
)
ROWS = st.lists(
    st.tuples(st.sampled_from(["", "1", "2"]), st.sampled_from(["", "ann", "bob"]), TEXTS, TEXTS), max_size=12
)


def intake(header, *rows, columns=None, damaged=None, **options):
    table = Table(
        tuple(header), [tuple(row) for row in rows], list(range(2, 2 + len(rows))), "utf-8", "csv", damaged or {}
    )
    return take_in(table, columns or recognise(table), AIRLINE, IDENTITY, **options)


@given(ROWS, st.sampled_from([None, "id"]), st.sampled_from([None, "who"]), st.sampled_from([("a",), ("a", "b")]))
def test_every_answer_is_kept_or_a_repeat_or_left_out(rows, id_column, author, text):
    columns = Columns(text, id=id_column, author=author)
    found = intake(("id", "who", "a", "b"), *rows, columns=columns, damaged={99: "is broken"})
    assert found.n_rows == len(rows) + 1
    assert found.n_answers == len(rows) * len(text) + 1
    assert found.n_answers == len(found.comments) + found.n_duplicates + len(found.dropped)
    assert found.n_duplicates == sum(comment.n_rows - 1 for comment in found.comments)
    assert len({comment.id for comment in found.comments}) == len(found.comments)


def test_the_same_text_from_two_authors_is_two_people():
    found = intake(("who", "a"), ("ann", "very good"), ("bob", "very good"), columns=Columns(("a",), author="who"))
    assert len({comment.author_key for comment in found.comments}) == 2


def test_identical_rows_without_author_and_date_are_one_comment():
    found = intake(("a",), ("very good",), ("very good",), ("very bad",), columns=Columns(("a",)))
    assert [(comment.text, comment.n_rows) for comment in found.comments] == [("very good", 2), ("very bad", 1)]
    assert found.n_duplicates == 1
    assert [comment.row for comment in found.comments] == [2, 4]


def test_the_last_row_of_an_id_is_kept_and_the_earlier_named():
    found = intake(("id", "a"), ("7", "very bad"), ("7", "very good"), columns=Columns(("a",), id="id"))
    assert [(comment.id, comment.text) for comment in found.comments] == [("7", "very good")]
    assert [comment.row for comment in found.comments] == [3]
    assert [(item.row, item.text, item.kept_row) for item in found.dropped] == [(2, "very bad", 3)]


def test_an_empty_later_row_does_not_replace_an_earlier_one():
    found = intake(("id", "a"), ("7", "very bad"), ("7", ""), columns=Columns(("a",), id="id"))
    assert found.comments[0].text == "very bad"
    assert found.dropped[0].reason == EMPTY


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<br> &nbsp;", EMPTY),
        ("Did not answer", NO_ANSWER),
        ("n/a", NO_ANSWER),
        ("No further comments.", NO_ANSWER),
        ("...", TOO_SHORT),
        ("@united thanks!", TOO_SHORT),
        ("@bob wow https://t.co/x", TOO_SHORT),
        ("x" * 100_001, TOO_LONG),
        ("iphone发热现象严重", None),
        ("5 stars", None),
        ("No comment from staff for an hour", None),
    ],
)
def test_what_says_too_little_is_left_out_with_its_reason(text, reason):
    found = intake(("a",), (text,), columns=Columns(("a",)))
    assert [item.reason for item in found.dropped] == ([reason] if reason else [])


def test_several_texts_carry_their_question_and_their_own_id():
    columns = Columns(("Pros", "Cons"), id="id")
    found = intake(("id", "Pros", "Cons"), ("7", "Friendly crew", "Slow boarding"), columns=columns)
    assert [(comment.id, comment.question) for comment in found.comments] == [("7/Pros", "Pros"), ("7/Cons", "Cons")]


def test_nothing_personal_is_left_anywhere():
    header = ("who", "text", "site", "url", "store")
    row = (
        "ann@example.org",
        "mail ann@example.org or @ann",
        "@ann",
        "https://x.com/?u=ann@example.org",
        "ann@example.org",
    )
    columns = Columns(("text",), author="who", source="site", url="url", segments=("store",))
    found = intake(header, row, ("", "ann@example.org", "", "", ""), columns=columns)
    assert "ann" not in repr(found.comments) + repr(found.dropped)
    assert found.comments[0].masks == (("email", 1), ("handle", 1))


def test_a_row_gives_all_that_it_holds():
    header = ("id", "user", "review", "title", "date", "stars", "airline", "lang")
    row = ("7", " Ann ", "It&#39;s slow", "Two hours late", "24/02/2015", "4", "United", "en")
    columns = Columns(("review",), "id", "user", "date", "stars", ("airline",), title="title", language="lang")
    comment = intake(header, row, columns=columns, source="posts").comments[0]
    assert comment.text == "Two hours late\n\nIt's slow"
    assert comment.author_key == IDENTITY.person("posts", "ann")
    assert (comment.date, comment.rating, comment.language) == ("2015-02-24", Rating(4, 1, 5), "en")
    assert comment.segments == (("airline", "United"),)


def test_an_unclear_order_of_dates_is_asked_and_can_be_given():
    columns = Columns(("a",), date="d")
    asked = intake(("a", "d"), ("very good", "03/04/2015"), columns=columns)
    assert asked.comments[0].date == "2015"
    assert "day or the month" in asked.questions[0]
    told = intake(("a", "d"), ("very good", "03/04/2015"), columns=columns, date_order="dmy")
    assert told.comments[0].date == "2015-04-03"
    assert told.questions == ()


def test_an_unreadable_date_does_not_drop_the_row():
    found = intake(("a", "d"), ("very good", "soon"), columns=Columns(("a",), date="d"))
    assert found.comments[0].date is None
    assert "“soon”" in found.questions[0]


def test_a_handle_in_many_comments_is_asked_about():
    found = intake(("a",), *((f"@airline is late {n}",) for n in range(5)), columns=Columns(("a",)))
    assert "@airline" in found.questions[0]


def test_progress_reaches_the_end():
    seen = []
    intake(
        ("a",), *(("very good",) for _ in range(600)), columns=Columns(("a",)), on_progress=lambda *n: seen.append(n)
    )
    assert seen[0] == (250, 600)
    assert seen[-1] == (600, 600)


def test_without_a_text_column_a_person_has_to_choose():
    with pytest.raises(UnreadableFile, match="Choose it by hand from these: n"):
        intake(("n",), ("1",), columns=Columns())


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), min_size=1, max_size=5))
def test_a_written_file_comes_in_whole(rows):
    file = io.StringIO()
    csv.writer(file).writerows([("id", "text"), *rows])
    try:
        table = read(file.getvalue().encode("utf-8", "surrogatepass"), "a.csv")
    except UnreadableFile:
        return
    found = take_in(table, Columns((table.header[-1],)), AIRLINE, IDENTITY)
    assert found.n_answers == len(found.comments) + found.n_duplicates + len(found.dropped)


@pytest.mark.slow
@pytest.mark.data
@pytest.mark.skipif(not DATA.exists(), reason="the labelled data does not lie beside the checkout")
def test_real_surveys_come_in_with_reasons_for_what_is_left_out():
    table = read((DATA / "survey-nhs" / "v6framework_230831.csv").read_bytes(), "survey.csv")
    found = take_in(table, recognise(table), Company(), IDENTITY)
    assert found.n_rows == 7_908 == len(found.comments) + found.n_duplicates + len(found.dropped)
    assert found.reasons[NO_ANSWER] > 1_000
    assert found.dates.mixed
