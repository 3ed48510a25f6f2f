"""Jobs: taken once each, the most urgent first, and never lost with their worker."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from workshop.errors import Cancelled, WorkshopError
from workshop.store import Store
from workshop.store.jobs import ATTEMPTS, JobState, UnknownJob

AT = datetime(2024, 3, 1, 12, tzinfo=UTC)
WALL, DRAFT, IMPORT = 0, 1, 2


def after(seconds):
    return AT + timedelta(seconds=seconds)


def submit(store, kind="check", priority=DRAFT, **options):
    return store.jobs.submit(kind, {"message": kind}, priority=priority, at=AT, **options)


def test_a_job_waits_with_its_payload(store):
    job = submit(store, key="same")
    assert store.jobs.get(job.id) == store.jobs.find("same") == job
    assert (job.state, job.payload, job.done, job.total) == (JobState.WAITING, {"message": "check"}, 0, 0)


def test_the_most_urgent_is_taken_first_and_the_oldest_of_equals(store):
    for kind, priority in (("import", IMPORT), ("draft 1", DRAFT), ("draft 2", DRAFT), ("wall", WALL)):
        submit(store, kind, priority)
    assert store.jobs.most_urgent().kind == "wall"
    taken = [store.jobs.take("w", at=AT).kind for _ in range(4)]
    assert taken == ["wall", "draft 1", "draft 2", "import"]
    assert store.jobs.take("w", at=AT) is None
    assert store.jobs.most_urgent() is None


def test_each_job_is_taken_by_one_worker_only(tmp_path):
    store, others = Store.open(tmp_path), [Store.open(tmp_path) for _ in range(3)]
    expected = {submit(store, str(n)).id for n in range(40)}
    taken = []

    def work(mine, name):
        while (job := mine.jobs.take(name, at=AT)) is not None:
            taken.append(job.id)

    workers = [threading.Thread(target=work, args=(mine, f"w{n}")) for n, mine in enumerate(others)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(taken) == 40
    assert set(taken) == expected
    for opened in (store, *others):
        opened.close()


def test_the_same_work_does_not_wait_twice_and_becomes_as_urgent_as_asked(store):
    first = submit(store, priority=IMPORT, key="same")
    second = submit(store, priority=WALL, key="same")
    third = submit(store, priority=DRAFT, key="same")
    assert first.id == second.id == third.id
    assert third.priority == WALL
    assert len(store.jobs.list()) == 1


def test_the_same_work_may_wait_again_while_it_runs(store):
    first = submit(store, key="same")
    store.jobs.take("w", at=AT)
    assert submit(store, key="same").id != first.id


def test_jobs_without_a_key_are_all_queued(store):
    submit(store)
    submit(store)
    assert len(store.jobs.list(JobState.WAITING)) == 2


def test_progress_is_kept_for_everybody_to_see(store):
    submit(store)
    job = store.jobs.take("w", at=AT)
    store.jobs.progress(job, 3, 9, at=after(1), note="embedding")
    now = store.jobs.get(job.id)
    assert (now.state, now.done, now.total, now.note, now.beat_at) == (JobState.RUNNING, 3, 9, "embedding", after(1))


def test_progress_at_every_step_is_written_twice_a_second_and_at_the_end(store):
    submit(store)
    job = store.jobs.take("w", at=AT)
    seen = set()
    for step in range(1, 101):
        store.jobs.progress(job, step, 100, at=after(step * 0.01))
        seen.add(store.jobs.get(job.id).done)
    assert len(seen) <= 4
    assert store.jobs.get(job.id).done == 100


def test_a_finished_job_has_ended(store):
    submit(store)
    job = store.jobs.take("w", at=AT)
    store.jobs.finish(job, at=after(5))
    now = store.jobs.get(job.id)
    assert (now.state, now.ended_at) == (JobState.DONE, after(5))


def test_a_failed_job_says_what_happened_and_what_to_do(store):
    submit(store)
    job = store.jobs.take("w", at=AT)
    store.jobs.fail(job, WorkshopError("The file is empty.", "Choose another one."), at=AT)
    now = store.jobs.get(job.id)
    assert (now.state, now.happened, now.advice) == (JobState.FAILED, "The file is empty.", "Choose another one.")


def test_a_waiting_job_is_cancelled_at_once(store):
    job = submit(store)
    store.jobs.cancel(job.id, at=after(1))
    assert store.jobs.get(job.id).state is JobState.CANCELLED
    assert store.jobs.take("w", at=AT) is None


def test_a_running_job_is_cancelled_at_its_next_step(store):
    submit(store)
    job = store.jobs.take("w", at=AT)
    store.jobs.cancel(job.id, at=after(1))
    assert store.jobs.get(job.id).state is JobState.RUNNING
    with pytest.raises(Cancelled, match="stopped"):
        store.jobs.progress(job, 1, 2, at=after(1))
    store.jobs.stop(job, at=after(2))
    assert store.jobs.get(job.id).state is JobState.CANCELLED


def test_an_ended_job_cannot_be_cancelled(store):
    submit(store)
    job = store.jobs.take("w", at=AT)
    store.jobs.finish(job, at=AT)
    store.jobs.cancel(job.id, at=AT)
    assert store.jobs.get(job.id).state is JobState.DONE


def test_a_job_makes_way_for_a_more_urgent_one_and_goes_on_later(store):
    submit(store, "import", IMPORT)
    for _ in range(ATTEMPTS + 2):
        job = store.jobs.take("w", at=AT)
        assert job.kind == "import"
        submit(store, "wall", WALL)
        assert store.jobs.most_urgent().priority < job.priority
        store.jobs.put_back(job)
        urgent = store.jobs.take("w", at=AT)
        assert urgent.kind == "wall"
        store.jobs.finish(urgent, at=AT)
    assert store.jobs.take("w", at=AT).attempts == 1


def test_a_job_whose_worker_died_waits_again(store):
    submit(store)
    dead = store.jobs.take("dead", at=AT)
    assert store.jobs.requeue_lost(at=after(20)) == 0
    assert store.jobs.requeue_lost(at=after(31)) == 1
    again = store.jobs.take("alive", at=after(31))
    assert (again.id, again.attempts) == (dead.id, 2)


def test_a_sign_of_life_keeps_a_job(store):
    submit(store)
    job = store.jobs.take("w", at=AT)
    store.jobs.progress(job, 1, 9, at=after(25))
    assert store.jobs.requeue_lost(at=after(40)) == 0


def test_a_heartbeat_keeps_a_job_and_changes_nothing_else(store):
    submit(store)
    job = store.jobs.take("w", at=AT)
    store.jobs.progress(job, 1, 9, at=after(1), note="embedding")
    store.jobs.beat(job, at=after(25))
    assert store.jobs.requeue_lost(at=after(40)) == 0
    now = store.jobs.get(job.id)
    assert (now.done, now.total, now.note, now.beat_at) == (1, 9, "embedding", after(25))


def test_a_worker_that_was_silent_for_too_long_is_told_to_stop(store):
    submit(store)
    slow = store.jobs.take("slow", at=AT)
    store.jobs.requeue_lost(at=after(60))
    with pytest.raises(Cancelled):
        store.jobs.progress(slow, 1, 2, at=after(60))
    mine = store.jobs.take("other", at=after(61))
    for late in (store.jobs.beat, store.jobs.finish, store.jobs.stop):
        with pytest.raises(Cancelled):
            late(slow, at=after(62))
    store.jobs.finish(mine, at=after(63))


def test_a_job_that_keeps_killing_its_workers_fails(store):
    submit(store)
    for n in range(1, ATTEMPTS + 1):
        assert store.jobs.take(f"w{n}", at=after(100 * n)) is not None
        store.jobs.requeue_lost(at=after(100 * n + 99))
    (job,) = store.jobs.list()
    assert (job.state, job.happened) == (JobState.FAILED, "This broke off 3 times.")


def test_a_lost_job_that_was_to_stop_is_cancelled(store):
    submit(store)
    job = store.jobs.take("w", at=AT)
    store.jobs.cancel(job.id, at=AT)
    assert store.jobs.requeue_lost(at=after(60)) == 0
    assert store.jobs.get(job.id).state is JobState.CANCELLED


def test_old_ended_jobs_are_forgotten_and_others_stay(store):
    done, waiting = submit(store, "done"), submit(store, "waiting")
    store.jobs.finish(store.jobs.take("w", at=AT), at=AT)
    store.jobs.prune(before=AT)
    assert store.jobs.get(done.id).state is JobState.DONE
    store.jobs.prune(before=after(1))
    assert [job.id for job in store.jobs.list()] == [waiting.id]
    with pytest.raises(UnknownJob):
        store.jobs.get(done.id)


def test_an_unknown_key_finds_nothing(store):
    assert store.jobs.find("nobody") is None
