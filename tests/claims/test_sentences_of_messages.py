"""Where a message is cut into units before its grammar is looked at."""

import pytest

from workshop.claims import sentences


def units(message):
    text = sentences.plain(message)
    assert len(text) == len(message)
    return [message[unit.start : unit.end] for unit in sentences.cut(text)]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Dr. Lee sees you at 3.30 p.m. sharp. No queue.", ["Dr. Lee sees you at 3.30 p.m. sharp", "No queue"]),
        ("It costs $3.50. Visit www.acme.com/a.b today!", ["It costs $3.50", "Visit www.acme.com/a.b today"]),
        ("We wait... You fly.", ["We wait", "You fly"]),
        ("- Fast\n- Fair\n• Friendly", ["Fast", "Fair", "Friendly"]),
        ("1. Book\n2) Fly", ["Book", "Fly"]),
        ("One line that was only\nwrapped by an editor.", ["One line that was only\nwrapped by an editor"]),
        ("Free wifi\nLate checkout", ["Free wifi", "Late checkout"]),
        ("Open from 9 a.m. to 5 p.m.", ["Open from 9 a.m. to 5 p.m."]),
        ('"We listen," said Jo Ray, head of care. "We act."', ["We listen", "We act"]),
        ("LEEDS, 3 May 2025 – Trains run on time.", ["Trains run on time"]),
        ("<p>Fast</p><p>Fair &amp; kind</p>", ["Fast", "Fair &amp; kind"]),
        ("See [our plans](https://a.com/x) now", ["See [our plans](https://a.com/x) now"]),
        ("Fast 🚀 Fair 💚", ["Fast", "Fair"]),
        ("We ❤ our guests.", ["We ❤ our guests"]),
        ("Fast | Fair · Friendly", ["Fast", "Fair", "Friendly"]),
        ("?!… --", []),
    ],
)
def test_units_are_sentences_lines_and_bullets(message, expected):
    assert units(message) == expected


def test_a_question_keeps_its_mark():
    (unit,) = sentences.cut("Need help?")
    assert unit.mark == "?"


def test_a_sentence_without_end_is_cut_at_white_space():
    found = units("word " * 1_000)
    assert len(found) > 1
    assert all(len(piece) <= 1_000 for piece in found)
