import pytest

from workshop.errors import UnreadableFile
from workshop.intake import Columns, Table, choose, recognise
from workshop.intake.columns import dropped_columns

TEXTS = ("They lost my bag twice this year.", "The crew was friendly and fast.", "Boarding took far too long today.")


def table(header, *rows):
    return Table(tuple(header), [tuple(row) for row in rows], list(range(2, 2 + len(rows))), "utf-8", "csv")


def airline():
    header = ("tweet_id", "airline", "name", "text", "tweet_created", "tweet_location", "tweet_coord")
    rows = [
        (
            f"57030613367776051{n}",
            ("United", "Delta")[n % 2],
            f"ann{n}",
            TEXTS[n % 3] + str(n),
            "2015-02-24 11:35:52 -0800",
            "",
            "",
        )
        for n in range(6)
    ]
    return table(header, *rows)


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        (
            ("listing_id", "id", "date", "reviewer_id", "reviewer_name", "comments"),
            ("2992450", "15066586", "2014-07-01", "16827297", "Kristen", TEXTS[0]),
            Columns(("comments",), id="id", author="reviewer_id", date="date"),
        ),
        (
            (
                "Date received",
                "Consumer complaint narrative",
                "Company public response",
                "Date sent to company",
                "Complaint ID",
            ),
            ("2019/9/24", TEXTS[0], "We have answered the consumer directly.", "2019/9/25", "3384392"),
            Columns(("Consumer complaint narrative",), id="Complaint ID", date="Date received"),
        ),
        (
            ("Comment ID", "Respondent ID", "Date", "FFT question", "FFT answer"),
            ("NEAS 528 - Q1", "NEAS 528", "30/09/2021", "FFT Why?", TEXTS[0]),
            Columns(("FFT answer",), id="Comment ID", author="Respondent ID", date="Date", question="FFT question"),
        ),
        (
            ("date", "title", "review", "rating"),
            ("2023-05-21 16:42:24", "Much more accessible for all", TEXTS[0], "4"),
            Columns(("review",), date="date", rating="rating", title="title"),
        ),
        (
            ("Review Id", "Review Created (UTC)", "Review Username", "Review Title", "Review Content", "Review Stars"),
            ("a1", "2020-01-02", "Bob B.", "Very slow but friendly", TEXTS[0], "2"),
            Columns(
                ("Review Content",),
                id="Review Id",
                author="Review Username",
                date="Review Created (UTC)",
                rating="Review Stars",
                title="Review Title",
            ),
        ),
    ],
)
def test_known_exports_are_recognised_by_their_headers(header, row, expected):
    assert recognise(table(header, row)) == expected


def test_a_column_that_groups_rows_is_a_segment():
    assert recognise(airline()) == Columns(
        ("text",), id="tweet_id", author="name", date="tweet_created", segments=("airline",)
    )


def test_personal_columns_are_listed_and_the_author_with_them():
    assert dropped_columns(airline(), recognise(airline())) == ("name", "tweet_location", "tweet_coord")


def test_personal_columns_are_known_by_their_cells():
    found = table(("text", "x1"), *((text, f"ann{n}@example.org") for n, text in enumerate(TEXTS)))
    assert dropped_columns(found, recognise(found)) == ("x1",)


def test_pros_cons_and_questions_are_several_texts():
    header = ("Pros", "Cons", "What should we do better?", "rating")
    found = table(header, *((text, text[::-1], f"Please {text}", "4") for text in TEXTS))
    assert recognise(found).text == ("Pros", "Cons", "What should we do better?")


def test_the_companys_own_replies_are_no_comments():
    found = table(("Developer Reply Text", "Review Text"), *((f"Dear guest, {text}", text) for text in TEXTS))
    assert recognise(found).text == ("Review Text",)


def test_without_a_known_name_the_longest_prose_is_the_text():
    found = table(("a", "b", "c"), *((str(n), f"{text} {text}", "2015-02-24") for n, text in enumerate(TEXTS)))
    assert recognise(found) == Columns(("b",), date="c")


def test_numbers_alone_are_no_comments():
    assert recognise(table(("a", "text"), ("1", "2"), ("3", "4"))).text == ()


def test_an_id_that_repeats_is_no_id():
    found = table(("id", "text"), *(("7", text) for text in TEXTS))
    assert recognise(found).id is None


def test_what_is_given_by_hand_wins():
    chosen = choose(airline(), segments=["NAME"], text="text", id="")
    assert chosen.segments == ("name",)
    assert chosen.author is None
    assert chosen.id is None
    assert chosen.date == "tweet_created"


def test_an_unknown_column_is_refused_with_those_that_exist():
    with pytest.raises(UnreadableFile) as caught:
        choose(airline(), text="txt")
    assert caught.value.happened == "The file has no column “txt”."
    assert "tweet_id, airline, name, text" in caught.value.advice
