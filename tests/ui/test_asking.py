"""What a page waits for is asked again where it was lost, never for ever, and is not taken from another page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from workshop import check, corpus, jobs
from workshop.check import Scope, check_message
from workshop.errors import StoreBusy, WorkshopError
from workshop.jobs import Worker
from workshop.records import Company
from workshop.store.jobs import JobState
from workshop.ui import asking
from workshop.ui.asking import TRIES

MESSAGE = "The crew is friendly."
CREW = Scope("crew")
POSTS = "text,author\n" + "".join(f'"The crew is friendly, flight {n}.",p{n}\n' for n in range(120))


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(autouse=True)
def nobody_waits():
    """Forget the pages of the test before: they live as long as the process."""
    asking._looked.clear()


@pytest.fixture
def at_least(bench) -> int:
    """Keep a text whose answer says "at least", with no job that judges on."""
    plan = corpus.Plan("crew", "posts.csv", company=Company(person="traveller", people="travellers"), title="Crew")
    corpus.take(bench, corpus.preview(bench, POSTS.encode(), plan), plan)
    number = bench.store.drafts.create(MESSAGE, at=now()).id
    bench.store.drafts.choose(number, corpus="crew", segment=None, strictness=bench.settings.strictness)
    assert check_message(bench, MESSAGE, CREW, deep=False).is_first_answer
    return number


def waiting(bench) -> list[str]:
    return [job.kind for job in bench.store.jobs.list(JobState.WAITING)]


def do_first(bench) -> None:
    """Do the check alone, so that judging on waits behind it."""
    job = bench.store.jobs.take("worker", at=now())
    jobs._check(bench, job.payload, lambda _done, _total: None)
    bench.store.jobs.finish(job, at=now())


def fail_next(bench) -> None:
    job = bench.store.jobs.take("worker", at=now())
    bench.store.jobs.fail(job, WorkshopError("The disk is full.", "Make room."), at=now())


@pytest.mark.parametrize("view", ["draft", "brief", "wall"])
def test_an_answer_that_says_at_least_is_deepened_though_its_job_was_lost(bench, at_least, visit, shown, view):
    page = visit(view, draft=str(at_least))
    assert waiting(bench) == ["check"]
    do_first(bench)
    (deepening,) = jobs.checks_at_work(bench, MESSAGE, CREW)
    bench.store.jobs.cancel(deepening.id, at=now())
    shown(page.run())
    Worker(bench).run_waiting()
    assert not check.read(bench, MESSAGE, CREW).is_unfinished
    html = shown(page.run())
    assert "still being read" not in html
    assert "at least" not in html.lower()


@pytest.mark.parametrize("view", ["draft", "brief", "wall"])
def test_why_judging_on_failed_is_told_and_not_asked_for_ever(bench, at_least, visit, shown, view):
    page = visit(view, draft=str(at_least))
    do_first(bench)
    fail_next(bench)
    for _ in range(5):
        html = shown(page.run())
        assert "The disk is full." in html
        assert "still being read" not in html
        assert waiting(bench) == []


@pytest.mark.parametrize("view", ["draft", "brief", "wall"])
def test_an_answer_that_could_not_be_kept_is_asked_again_and_not_for_ever(full, visit, shown, view):
    number = full.store.drafts.create("Our ferries are warm in winter.", at=now()).id
    page = visit(view, draft=str(number))
    for _ in range(TRIES):
        assert waiting(full) == ["check"]
        full.store.jobs.finish(full.store.jobs.take("worker", at=now()), at=now())
        html = shown(page.run())
    assert waiting(full) == []
    assert "the answer is still not whole" in html


def test_a_check_that_cannot_keep_its_answer_leaves_the_claim_open(full, monkeypatch):
    def busy(*_: object) -> None:
        raise StoreBusy("Somebody writes.", "Wait.")

    monkeypatch.setattr(full.store.checks, "put", busy)
    message = "Our ferries are warm in winter."
    jobs.submit_check(full, message, Scope("ferries"))
    Worker(full).run_waiting()
    assert check.read(full, message, Scope("ferries")).pending


def test_editing_a_text_takes_nothing_from_another_page_that_waits_for_it(bench, at_least, visit, shown):
    mine = visit("draft", draft=str(at_least))
    wall = visit("wall", draft=str(at_least))
    do_first(bench)
    (deepening,) = jobs.checks_at_work(bench, MESSAGE, CREW)
    assert deepening.priority == jobs.DEEPER
    shown(wall.run())
    edit(bench, mine, shown)
    assert bench.store.jobs.get(deepening.id).state is JobState.WAITING


def test_editing_a_text_calls_off_what_nobody_else_waits_for(bench, at_least, visit, shown):
    mine = visit("draft", draft=str(at_least))
    do_first(bench)
    (deepening,) = jobs.checks_at_work(bench, MESSAGE, CREW)
    edit(bench, mine, shown)
    assert bench.store.jobs.get(deepening.id).state is JobState.CANCELLED


def edit(bench, page: AppTest, shown) -> None:
    """Open another text on the same page, as an edit does."""
    other = bench.store.drafts.create("The crew is rude.", at=now()).id
    bench.store.drafts.choose(other, corpus="crew", segment=None, strictness=bench.settings.strictness)
    page.query_params["draft"] = str(other)
    shown(page.run())
