"""The Workshops page: its list, a new workshop, and what a person gets wrong."""

from __future__ import annotations

from datetime import UTC, datetime

from workshop.records import Strictness
from workshop.room.agenda import ready_agenda
from workshop.room.records import Plan
from workshop.sessions import acting


def test_without_comments_a_workshop_leads_to_where_they_come_in(bench, visit, shown):
    page = visit("workshops")
    assert "No workshop yet" in shown(page)
    assert page.button(key="workshops_to_comments")


def test_with_comments_but_no_workshop_the_form_is_offered(full, visit, shown):
    page = visit("workshops")
    assert "No workshop yet" in shown(page)
    assert page.button(key="workshops_new")


def test_a_workshop_is_opened_and_its_control_screen_stands_there(full, visit, shown):
    page = visit("workshops")
    page.text_input(key="workshops_name").set_value("What about the <phones>?").run()
    page.text_input(key="workshops_outcome").set_value("Three messages").run()
    page.selectbox(key="workshops_segment").set_value("line=North").run()
    page.segmented_control(key="workshops_length").set_value(30).run()
    page.number_input(key="workshops_dots").set_value(4).run()
    page.button(key="workshops_new").click().run()
    assert "What about the &lt;phones&gt;?" in shown(page)
    assert page.query_params["workshop"]
    made = full.store.rooms.list()[0]
    assert (made.segment, made.n_dots, made.strictness) == ("line=North", 4, Strictness.NORMAL)
    assert made.agenda == ready_agenda(30)


def test_a_workshop_without_a_name_is_not_opened_and_nothing_typed_is_lost(full, visit, shown):
    page = visit("workshops")
    page.text_input(key="workshops_outcome").set_value("Three messages").run()
    page.button(key="workshops_new").click().run()
    assert "The workshop has no name." in shown(page)
    assert page.text_input(key="workshops_outcome").value == "Three messages"
    assert not full.store.rooms.list()


def test_a_workshop_without_an_outcome_is_not_opened(full, visit, shown):
    page = visit("workshops")
    page.text_input(key="workshops_name").set_value("Phones").run()
    page.button(key="workshops_new").click().run()
    assert "It is not said what the room leaves with." in shown(page)
    assert not full.store.rooms.list()


def test_the_list_leads_into_each_workshop_and_back(full, visit, shown):
    plan = Plan("Phones & <more>", "Three messages", "ferries", ready_agenda(60))
    made = acting.open_workshop(full, plan, client_key="one", at=datetime.now(UTC))
    page = visit("workshops")
    assert "Phones &amp; &lt;more&gt;" in shown(page)
    assert made.code in shown(page)
    page.button(key=f"workshops_open_{made.id}").click().run()
    assert "In the room" in shown(page)
    page.button(key="room_more").click().run()
    page.button(key="room_leave").click().run()
    assert "Open a new workshop" in shown(page)


def test_a_workshop_that_is_not_there_is_said_not_to_be(full, visit, shown):
    assert "bt-error" in shown(visit("workshops", workshop="4711"))
