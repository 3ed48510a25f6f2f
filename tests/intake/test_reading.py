import csv
import gzip
import io
import json
import zipfile
from datetime import date, datetime, time

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.errors import UnreadableFile
from workshop.intake import read

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


def workbook(rows, **formats):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell, number_format in formats.items():
        book.active[cell].number_format = number_format
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(data, name, content):
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    lines = [("id", "text", "date"), ("1", "Very good, thanks", "2015"), ("2", "Quite bad; sorry", "2016")]
    data = "\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    assert read(data.encode(), "a.csv").rows == [*lines[1:]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_the_encoding_is_found(encoding):
    data = "id,text\n1,Schöne “Zimmer” für 5 €\n".encode(encoding)
    assert read(data, "a.csv").rows == [("1", "Schöne “Zimmer” für 5 €")]


def test_another_script_in_an_old_encoding_is_found():
    text = "Отличный сервис и очень вежливый персонал спасибо большое за помощь"
    data = ("id,text\n" + "".join(f"{n},{text}\n" for n in range(20))).encode("cp1251")
    assert read(data, "a.csv").rows[0] == ("0", text)


def test_a_stray_old_byte_in_utf8_costs_nothing_but_itself():
    data = "id,text\n1,größer und schöner, außen\n".replace(", au", " au").encode() + b"2,it\x92s fine\n"
    table = read(data, "a.csv")
    assert table.rows == [("1", "größer und schöner außen"), ("2", "it’s fine")]


def test_row_numbers_are_those_of_a_spreadsheet():
    table = read(b'text,id\r\n"two\nlines",1\r\n\r\nlast,2', "a.csv")
    assert table.rows == [("two\nlines", "1"), ("last", "2")]
    assert table.numbers == [2, 4]


def test_mixed_line_endings_end_rows_alike():
    table = read(b"id,text\r\n1,one\n2,two\r3,three\n4,four\r\n", "a.csv")
    assert table.rows == [("1", "one"), ("2", "two"), ("3", "three"), ("4", "four")]


def test_nul_bytes_are_left_out():
    assert read(b"id,text\n1,go\x00od\n2,bad\n", "a.csv").rows == [("1", "good"), ("2", "bad")]


def test_an_unclosed_quote_costs_one_row_at_most():
    table = read(b'id,text,n\n1,"never closed, really,5\n2,fine,6\n3,"good, one",7\n', "a.csv")
    assert table.rows[-2:] == [("2", "fine", "6"), ("3", "good, one", "7")]
    assert table.damaged == {2: "has a quotation mark that is never closed"}


def test_quotes_inside_quotes_are_read_as_typed():
    table = read(b'id,text\n1,"he said "never again" to me"\n2,fine\n', "a.csv")
    assert [row[0] for row in table.rows] == ["1", "2"]
    assert "never again" in table.rows[0][1]


def test_a_row_with_too_many_cells_is_named():
    table = read(b"id,text\n1,good\n2,bad,really\n3,fine,,\n", "a.csv")
    assert table.rows == [("1", "good"), ("3", "fine")]
    assert table.damaged == {3: "has 3 cells where the header has 2"}


def test_a_cell_longer_than_any_comment_is_named():
    table = read(b"id,text\n1," + b"x" * 200_000 + b"\n2,fine\n", "a.csv")
    assert table.rows == [("2", "fine")]
    assert table.damaged == {2: "holds a cell of more than 131,072 characters"}


def test_a_file_without_header_gets_column_names():
    table = read(b'663_4,"Note: in your .csproj file, there is this.",0\n663_5,"Add tabs please",1\n', "a.csv")
    assert table.header == ("column 1", "column 2", "column 3")
    assert table.numbers == [1, 2]


def test_comments_with_commas_in_a_single_column_stay_whole():
    table = read(b"comment\nGood, really good\nBad\n", "a.csv")
    assert table.rows == [("Good, really good",), ("Bad",)]


def test_repeated_and_empty_header_names_are_told_apart():
    assert read(b"text,text,\na b,c d,e\n", "a.csv").header == ("text", "text (2)", "column 3")


def test_a_workbook_is_read_with_its_dates_and_formulas_as_text():
    midnight = datetime.combine(date(2015, 2, 24), time())
    data = workbook(
        [["id", "text", "day", "at"], [1, "=1+1", midnight, midnight], [], [2.5, True]],
        C2="yyyy-mm-dd",
        D2="yyyy-mm-dd hh:mm",
    )
    table = read(data, "a.xlsx")
    assert table.rows == [("1", "=1+1", "2015-02-24", "2015-02-24 00:00:00"), ("2.5", "TRUE", "", "")]
    assert table.numbers == [2, 4]


def test_a_zip_bomb_is_refused_before_it_unpacks(monkeypatch):
    monkeypatch.setattr("workshop.intake.workbook.MOST_BYTES", 1_000_000)
    with pytest.raises(UnreadableFile, match="unpacks to more than 1 MB"):
        read(with_part(workbook([["text"]]), "xl/media/x.bin", bytes(2_000_000)), "a.xlsx")


def test_a_workbook_with_entities_is_refused():
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'
    with pytest.raises(UnreadableFile, match="entities"):
        read(with_part(workbook([["text"]]), "xl/worksheets/other.xml", bomb), "a.xlsx")


def test_json_is_read_as_list_or_with_one_list_inside():
    items = [{"id": 1, "review": {"text": "Very good", "stars": 4.0}}, {"id": 2, "review": {"text": "Bad"}, "x": None}]
    for value in (items, {"meta": {"n": 2}, "data": items}):
        table = read(json.dumps(value).encode(), "a.json")
        assert table.header == ("id", "review.text", "review.stars", "x")
        assert table.rows == [("1", "Very good", "4", ""), ("2", "Bad", "", "")]


def test_a_json_list_of_texts_is_a_list_of_comments():
    assert read(b'["very good", "quite bad"]', "a.json").rows == [("very good",), ("quite bad",)]


def test_a_bad_line_among_json_lines_is_named():
    table = read(b'{"text": "one"}\n\nnonsense\n{"text": "two"}\n', "a.jsonl")
    assert table.rows == [("one",), ("two",)]
    assert table.numbers == [1, 4]
    assert table.damaged == {3: "is no JSON object"}


def test_json_lines_are_known_without_their_name():
    assert read(b'{"text": "one"}\n{"text": "two"}\n', "a.json").kind == "jsonl"


def test_parquet_is_read():
    file = io.BytesIO()
    pq.write_table(pa.table({"text": ["one", None], "day": [date(2015, 2, 24), None]}), file)
    assert read(file.getvalue(), "a.parquet").rows == [("one", "2015-02-24"), ("", "")]


def test_a_text_is_read_by_lines_or_by_blocks():
    assert read(b"One line\nAnother one\nThird\n", "a.txt").rows == [("One line",), ("Another one",), ("Third",)]
    assert read(b"One line\n\nAnother one\n\n", "a.txt").rows == [("One line",), ("Another one",)]
    blocks = read(b"One line\nand more\n\nSecond one\n", "a.txt")
    assert blocks.rows == [("One line\nand more",), ("Second one",)]
    assert blocks.numbers == [1, 4]


def test_gzip_is_unpacked():
    assert read(gzip.compress(b"id,text\n1,good\n", mtime=0), "a.csv.gz").rows == [("1", "good")]


def test_the_hash_is_that_of_the_bytes():
    assert read(b"text\none two\n", "a.csv").file_hash == read(b"text\none two\n", "b.csv").file_hash != ""


@pytest.mark.parametrize(
    ("data", "name", "happened"),
    [
        (b"", "a.csv", "empty"),
        (b"\xef\xbb\xbf\r\n", "a.csv", "empty"),
        (b"\x00" * 100, "a.csv", "empty"),
        (PNG, "a.csv", "PNG picture"),
        (b"%PDF-1.7", "a.txt", "PDF"),
        (bytes(range(1, 32)) * 20, "a.csv", "no text"),
        (b"PK\x03\x04nonsense", "a.xlsx", "damaged"),
        (b"PAR1nonsense", "a.parquet", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls", "old Office"),
        (b"\x1f\x8b\x08nonsense", "a.csv.gz", "gzip"),
        (gzip.compress(b"id,text\n" * 99, mtime=0)[:-9], "a.csv.gz", "breaks off"),
        (b'{"a": [', "a.json", "no valid JSON"),
        (b"[" * 100_000, "a.json", "no valid JSON"),
        (b'{"a": 1}', "a.json", "no list"),
        (b"1\n2", "a.jsonl", "No line"),
        (b"," * 1_000_000 + b"\n", "a.csv", "columns"),
        (b",".join(b"c%d" % n for n in range(9_000)) + b"\n1\n", "a.csv", "columns"),
    ],
)
def test_a_hostile_file_gets_two_plain_sentences(data, name, happened):
    with pytest.raises(UnreadableFile, match=happened) as caught:
        read(data, name)
    assert caught.value.happened.endswith(".")
    assert caught.value.advice.endswith(".")


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_half_characters_in_json_go_wherever_they_stand(name):
    row = rb'{"id": "7\ud800", "te\udfffxt": "one \ud83d\ude00 two\ud83d", "tags": ["a\udc00"]}'
    table = read(b"[" + row + b"]" if name == "a.json" else row, name)
    assert table.header == ("id", "text", "tags")
    assert table.rows == [("7", "one 😀 two", '["a"]')]


@given(st.binary(max_size=200), st.sampled_from(["a.csv", "a.tsv", "a.json", "a.jsonl", "a.txt", "a.xlsx", "a"]))
def test_no_bytes_break_the_reading(data, name):
    try:
        table = read(data, name)
    except UnreadableFile:
        return
    assert len(table.rows) == len(table.numbers)
    assert all(len(row) == len(table.header) for row in table.rows)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)))
def test_what_was_written_as_csv_is_read_again(texts):
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerows([("id", "text"), *((f"n{n}", text) for n, text in enumerate(texts))])
    if texts:
        assert [row[1] for row in read(file.getvalue().encode(), "a.csv").rows] == texts
