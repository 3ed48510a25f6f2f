"""One worker does the most urgent first, tells how far it is, and leaves nothing undone."""

import json

import pytest

from workshop import check, corpus, jobs
from workshop.check import Scope
from workshop.jobs import DRAFT, IMPORT, WALL, Worker
from workshop.records import Counting
from workshop.store.jobs import JobState

SCOPE = Scope("cafe")
MESSAGE = "The coffee is great. The queue is short."


def test_a_submitted_message_is_answered(cafe):
    job = jobs.submit_check(cafe, MESSAGE, SCOPE)
    Worker(cafe).run_waiting()
    assert cafe.store.jobs.get(job.id).state is JobState.DONE
    assert not check.read(cafe, MESSAGE, SCOPE).pending


@pytest.mark.slow
def test_a_lower_bound_is_deepened_afterwards(workbench, bring_in):
    bring_in(*(f"{n},guest{n},Leeds,The coffee is great {n}." for n in range(900)))
    jobs.submit_check(workbench, "The coffee is great.", SCOPE)
    Worker(workbench).run_waiting()
    (claim,) = check.read(workbench, "The coffee is great.", SCOPE).check.claims
    assert claim.counts.counting is Counting.EXACT


def test_the_same_message_waits_only_once(cafe):
    first = jobs.submit_check(cafe, MESSAGE, SCOPE, DRAFT)
    second = jobs.submit_check(cafe, MESSAGE, SCOPE, WALL)
    assert first.id == second.id
    assert second.priority == WALL


@pytest.mark.slow
def test_a_message_goes_first_while_an_import_runs(cafe, bring_in):
    rows = "\n".join(f"{n},guest{n},Leeds,Tea number {n} was warm." for n in range(3000))
    data = f"id,author,city,comment\n{rows}".encode()
    imported = jobs.submit_import(cafe, data, corpus.Plan("cafe", "tea.csv"))
    worker = Worker(cafe)
    done = []

    def watch(job):
        report = Worker._reporter(worker, job)

        def report_and_ask(n_done, total):
            if job.kind == "import" and not done:
                asked = jobs.submit_check(cafe, MESSAGE, SCOPE)
                report(n_done, total)
                done.append(cafe.store.jobs.get(asked.id).state)
                assert cafe.store.jobs.get(imported.id).state is JobState.RUNNING
            else:
                report(n_done, total)

        return report_and_ask

    worker._reporter = watch
    worker.run_waiting()
    assert done == [JobState.DONE]
    assert cafe.store.jobs.get(imported.id).state is JobState.DONE


def test_an_import_keeps_its_plan_and_leaves_no_upload_behind(workbench):
    from workshop.records import Company

    company = Company(names=("Bean Street",), people="guests", person="guest")
    plan = corpus.Plan("cafe", "c.csv", company=company, title="Café", columns={"segments": ["city"]})
    jobs.submit_import(workbench, b"id,city,comment\n1,Leeds,The coffee is great.\n", plan)
    Worker(workbench).run_waiting()
    facts = corpus.facts(workbench, "cafe")
    assert (facts.title, facts.company, facts.n_comments) == ("Café", company, 1)
    assert [part.name for part in corpus.segments(workbench, "cafe")] == ["city=Leeds"]
    assert not list(workbench.uploads.iterdir())


def test_a_broken_file_fails_with_two_sentences_and_the_next_job_goes_on(cafe):
    broken = jobs.submit_import(cafe, b"\x89PNG\r\n\x1a\n" + bytes(50), corpus.Plan("cafe", "photo.csv"))
    asked = jobs.submit_check(cafe, MESSAGE, SCOPE)
    Worker(cafe).run_waiting()
    failed = cafe.store.jobs.get(broken.id)
    assert failed.state is JobState.FAILED
    assert failed.happened
    assert failed.advice
    assert cafe.store.jobs.get(asked.id).state is JobState.DONE


@pytest.mark.slow
def test_a_cancelled_import_stops_and_what_was_stored_stays_whole(cafe, bring_in):
    from datetime import UTC, datetime

    rows = "\n".join(f"{n},guest{n},Leeds,Tea number {n} was warm." for n in range(3000))
    job = jobs.submit_import(cafe, f"id,author,city,comment\n{rows}".encode(), corpus.Plan("cafe", "tea.csv"))
    worker = Worker(cafe)
    plain = worker._reporter

    def cancelling(running):
        report = plain(running)

        def cancel_first(done, total):
            cafe.store.jobs.cancel(running.id, at=datetime.now(UTC))
            report(done, total)

        return cancel_first

    worker._reporter = cancelling
    worker.run_waiting()
    assert cafe.store.jobs.get(job.id).state is JobState.CANCELLED
    assert check.check_message(cafe, "The coffee is great.", SCOPE).claims


def test_a_worker_that_starts_embeds_what_a_killed_import_left(workbench, bring_in):
    bring_in("1,ann,Leeds,The coffee is great.")
    for file in workbench.generations("cafe").folder.iterdir():
        file.unlink()
    worker = Worker(workbench)
    worker._catch_up()
    worker.run_waiting()
    assert workbench.snapshot("cafe") is not None


def test_a_started_worker_stops_and_its_work_waits(cafe):
    worker = Worker(cafe)
    worker.start()
    worker.stop()
    jobs.submit_check(cafe, MESSAGE, SCOPE)
    assert [job.state for job in cafe.store.jobs.list(JobState.WAITING)] == [JobState.WAITING]


@pytest.mark.parametrize("priority", [WALL, DRAFT, IMPORT])
def test_payloads_are_plain_json(cafe, priority):
    job = jobs.submit_check(cafe, MESSAGE, SCOPE, priority)
    assert json.loads(json.dumps(job.payload))["message"] == MESSAGE


def uploads(bench):
    return list(bench.uploads.iterdir())


def test_an_import_killed_just_before_its_end_is_finished_without_its_file(workbench):
    from datetime import UTC, datetime, timedelta

    now = datetime.now(UTC)
    data = b"id,comment\n1,The coffee is great.\n"
    job = jobs.submit_import(workbench, data, corpus.Plan("cafe", "c.csv"))
    taken = workbench.store.jobs.take("killed", at=now)
    jobs._import(workbench, taken.payload, lambda done, total: None)
    workbench.store.jobs.requeue_lost(at=now + timedelta(hours=1))
    Worker(workbench).run_waiting()
    assert workbench.store.jobs.get(job.id).state is JobState.DONE
    assert corpus.facts(workbench, "cafe").n_comments == 1
    assert not uploads(workbench)


def test_the_same_file_waits_for_two_corpora_at_once(workbench):
    data = b"id,comment\n1,The coffee is great.\n"
    made = [jobs.submit_import(workbench, data, corpus.Plan(name, "c.csv")) for name in ("cafe", "hotel")]
    Worker(workbench).run_waiting()
    assert [workbench.store.jobs.get(job.id).state for job in made] == [JobState.DONE] * 2
    assert not uploads(workbench)


def test_a_file_whose_import_failed_does_not_stay(cafe):
    jobs.submit_import(cafe, b"\x89PNG\r\n\x1a\n" + bytes(50), corpus.Plan("cafe", "photo.csv"))
    Worker(cafe).run_waiting()
    assert not uploads(cafe)


def test_a_worker_outlives_a_store_that_is_locked(cafe):
    import threading
    import time

    from workshop.store import Store
    from workshop.workbench import Workbench

    impatient = Workbench(cafe.settings, Store.open(cafe.settings.home, timeout_seconds=0.05))
    job = jobs.submit_check(cafe, MESSAGE, SCOPE)
    worker, held = Worker(impatient), threading.Event()

    def hold():
        with cafe.store.write():
            held.set()
            time.sleep(0.5)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait()
    worker.start()
    holder.join()
    waited = time.monotonic() + 30
    while cafe.store.jobs.get(job.id).state is not JobState.DONE and time.monotonic() < waited:
        time.sleep(0.05)
    worker.stop()
    impatient.close()
    assert cafe.store.jobs.get(job.id).state is JobState.DONE


def test_a_failed_check_says_why_until_it_is_asked_again(cafe):
    from workshop.errors import WorkshopError

    job = jobs.submit_check(cafe, MESSAGE, SCOPE)
    assert jobs.why_unanswered(cafe, MESSAGE, SCOPE) is None
    taken = cafe.store.jobs.take("worker", at=jobs._now())
    cafe.store.jobs.fail(taken, WorkshopError("The disk is full.", "Make room."), at=jobs._now())
    assert taken.id == job.id
    assert str(jobs.why_unanswered(cafe, MESSAGE, SCOPE)) == "The disk is full. Make room."
    jobs.submit_check(cafe, MESSAGE, SCOPE)
    assert jobs.why_unanswered(cafe, MESSAGE, SCOPE) is None


def test_judging_on_that_failed_says_why_too(cafe):
    from workshop.errors import WorkshopError

    jobs.submit_check(cafe, MESSAGE, SCOPE)
    Worker(cafe).run_waiting()
    deeper = jobs._submit_check(cafe, MESSAGE, SCOPE, jobs.DEEPER, deep=True)
    taken = cafe.store.jobs.take("worker", at=jobs._now())
    assert taken.id == deeper.id
    cafe.store.jobs.fail(taken, WorkshopError("The disk is full.", "Make room."), at=jobs._now())
    assert str(jobs.why_unanswered(cafe, MESSAGE, SCOPE)) == "The disk is full. Make room."
