"""While judging goes on behind a first answer the Draft page says how far it is, and updates when it is done."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from streamlit.testing.v1 import AppTest

from workshop import corpus, jobs
from workshop.check import Scope, check_message
from workshop.jobs import Worker
from workshop.records import Company
from workshop.ui import server

MESSAGE = "The crew is friendly."
POSTS = "text,author\n" + "".join(f'"The crew is friendly, flight {n}.",p{n}\n' for n in range(120))


def test_counts_say_at_least_until_judging_is_done(bench, shown):
    plan = corpus.Plan(
        "crew", "posts.csv", company=Company(person="traveller", people="travellers"), title="Crew posts"
    )
    corpus.take(bench, corpus.preview(bench, POSTS.encode(), plan), plan)
    number = bench.store.drafts.create(MESSAGE, at=datetime.now(UTC)).id
    bench.store.drafts.choose(number, corpus="crew", segment=None, strictness=bench.settings.strictness)
    check_message(bench, MESSAGE, Scope("crew"), deep=False)
    page = AppTest.from_file(str(server.ENTRY), default_timeout=30)
    page.query_params["draft"] = str(number)
    assert "At least " in shown(page.run())
    assert "Judging goes on" not in shown(page)

    asked = jobs.checks_at_work(bench, MESSAGE, Scope("crew"))[0]
    deeper = bench.store.jobs.submit(
        jobs.DEEPEN, asked.payload, priority=jobs.DEEPER, at=datetime.now(UTC), key="deeper"
    )
    bench.store.jobs.cancel(asked.id, at=datetime.now(UTC))
    taken = bench.store.jobs.take("worker", at=datetime.now(UTC))
    assert taken.id == deeper.id
    bench.store.jobs.progress(taken, 64, 120, at=datetime.now(UTC) + timedelta(seconds=1))
    assert "Judging goes on; until it is done, counts say “at least”." in shown(page.run())
    assert "64 of at most 120 passages of a claim are read." in shown(page)

    bench.store.jobs.put_back(taken)
    Worker(bench).run_waiting()
    html = shown(page.run())
    assert "Judging goes on" not in html
    assert "at least" not in html.lower()
    assert "120" in html
