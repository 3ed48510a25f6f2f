"""What `serve --lan` says before it listens."""

from __future__ import annotations

from workshop.cli import upkeep
from workshop.settings import Settings


def test_it_says_what_others_reach_who_keeps_the_rest_and_where_phones_join(capsys):
    upkeep._explain(Settings(address="192.168.1.20", port=8501), "the-key")
    said = capsys.readouterr()
    assert said.out == ""
    assert "Everybody in this network" in said.err
    assert "the-key" in said.err
    assert "http://192.168.1.20:8501/join" in said.err
    assert "not encrypted" in said.err


def test_it_says_so_where_no_phone_reaches_this_machine(capsys):
    upkeep._explain(Settings(address="127.0.0.1"), "the-key")
    assert "no address yet" in capsys.readouterr().err
