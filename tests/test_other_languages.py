"""What is in a language that the models do not read is never judged, and always counted and named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from workshop import corpus
from workshop.check import Scope, check_message, read
from workshop.exchange import check_as_json
from workshop.jobs import Worker, submit_check
from workshop.records import Verdict
from workshop.reindex import index_now, is_behind
from workshop.settings import Settings
from workshop.store.tables import comments
from workshop.workbench import Workbench

PRAISE = [f'p{n},ann{n},Leeds,"The coffee is great, number {n} of my week."' for n in range(6)]
FOREIGN = (
    'f1,flo,Leeds,"Le coffee is great, mais le personnel était très désagréable avec nous."',
    'f2,luc,Leeds,"Le café est excellent et le personnel très accueillant."',
    'g1,ulf,York,"Der Kaffee ist großartig und das Personal sehr freundlich, the coffee is great."',
    "e1,zoe,York,👍👍 10/10 ok ok",
)
CAFE = Scope("cafe")


@pytest.fixture
def mixed(workbench, bring_in):
    bring_in(*PRAISE, *FOREIGN)
    return workbench


def reopened(bench, **settings):
    """Open the same home with other settings."""
    return Workbench(Settings(home=bench.settings.home, encoder="hashing", **settings), bench.store)


def checked(bench, message, scope=CAFE):
    (claim,) = check_message(bench, message, scope).claims
    return claim


def test_comments_in_other_languages_are_no_candidates_and_in_no_count(mixed):
    claim = checked(mixed, "The coffee is great.")
    assert claim.verdict is Verdict.SUPPORTED
    assert {item.comment_id[0] for item in claim.evidence} == {"p"}
    assert (claim.counts.supports, claim.counts.read) == (6, 7)
    assert claim.reason.endswith("(7 comments read, 3 in French and German not judged).")


def test_no_word_that_only_they_use_finds_them(mixed):
    claim = checked(mixed, "The personnel is accueillant and the Kaffee excellent.")
    assert (claim.verdict, claim.counts.on_topic, claim.counts.judged) == (Verdict.UNSUPPORTED, 0, 0)


def test_they_are_named_by_segment_too(mixed):
    facts = corpus.facts(mixed, "cafe", "city=York")
    assert (facts.n_comments, facts.n_not_judged, facts.not_judged, facts.n_voices) == (2, 1, (("de", 1),), 1)
    assert checked(mixed, "The coffee is great.", Scope("cafe", "York")).reason.endswith(
        "(1 comment read, 1 in German not judged)."
    )


def test_they_can_still_be_read(mixed):
    version = mixed.store.corpora.get("cafe").version
    page = mixed.store.comments.browse("cafe", version)
    assert {comment.id: comment.language for comment in page.comments if comment.id[0] in "fge"} == {
        "f1": "fr",
        "f2": "fr",
        "g1": "de",
        "e1": "und",
    }


def test_a_column_of_languages_wins_over_the_words(workbench, bring_in):
    bring_in(
        'a,ann,de-DE,"The coffee is great."',
        'b,bob,English,"The coffee is great."',
        'c,cat,klingon,"The coffee is great."',
        header="id,author,language,comment",
        columns={"language": "language"},
    )
    facts = corpus.facts(workbench, "cafe")
    assert (facts.not_judged, facts.n_voices) == ((("de", 1),), 2)


def test_a_message_in_another_language_is_not_checked_and_says_so(mixed):
    check = check_message(mixed, "Es ist einfach einzurichten. Unser Support antwortet schnell.", CAFE)
    assert [claim.verdict for claim in check.claims] == [Verdict.NOT_CHECKED, Verdict.NOT_CHECKED]
    assert {claim.reason for claim in check.claims} == {"Not checked: this is German; Backtalk's models read English."}
    printed = check_as_json(check, n_evidence=0)
    assert [claim["language"] for claim in printed["claims"]] == ["de", "de"]
    assert printed["settings"]["languages"] == ["en"]
    assert printed["corpus"]["not_judged"] == [
        {"language": "fr", "n_comments": 2},
        {"language": "de", "n_comments": 1},
    ]


def test_one_sentence_in_another_language_leaves_the_others_checked(mixed):
    message = "The coffee is great. Die Mitarbeiter sind freundlich und hilfsbereit."
    assert [claim.verdict for claim in check_message(mixed, message, CAFE).claims] == [
        Verdict.SUPPORTED,
        Verdict.NOT_CHECKED,
    ]


def test_nothing_waits_for_an_answer_that_cannot_come(mixed):
    message = "Die Mitarbeiter sind freundlich."
    assert not read(mixed, message, CAFE).is_unfinished
    submit_check(mixed, message, CAFE)
    Worker(mixed).run_waiting()
    (claim,) = read(mixed, message, CAFE).check.claims
    assert claim.verdict is Verdict.NOT_CHECKED


def test_served_languages_are_judged_and_no_answer_is_shared_between_settings(mixed):
    before = checked(mixed, "The coffee is great.")
    other = reopened(mixed, languages="de, en, fr")
    assert other.snapshot("cafe") is None
    assert is_behind(other, "cafe")
    assert check_message(other, "The coffee is great.", CAFE).claims[0].verdict is Verdict.NOT_CHECKED
    index_now(other, "cafe")
    after = checked(other, "The coffee is great.")
    assert after.counts.read == 10
    assert "not judged" not in after.reason
    assert checked(other, "Der Kaffee ist großartig.").verdict is not Verdict.NOT_CHECKED
    assert mixed.snapshot("cafe") is None
    index_now(mixed, "cafe")
    assert checked(mixed, "The coffee is great.") == before


def test_a_home_from_before_languages_were_told_is_not_judged_until_they_are(mixed):
    generations = mixed.generations("cafe")
    manifest, index = generations.current()
    generations.write(index, replace(manifest, languages=""))
    with mixed.store.write() as connection:
        connection.execute(update(comments).values(language=None))
    assert mixed.snapshot("cafe") is None
    assert "still being read in" in checked(mixed, "The coffee is great.").reason
    Worker(mixed)._catch_up()
    Worker(mixed).run_waiting()
    assert corpus.facts(mixed, "cafe").not_judged == (("fr", 2), ("de", 1))
    assert checked(mixed, "The coffee is great.").counts.read == 7


def test_the_same_file_again_changes_nothing(mixed, bring_in):
    before = mixed.store.corpora.get("cafe")
    report = bring_in(*PRAISE, *FOREIGN)
    assert (report.n_new, report.n_revised) == (0, 0)
    assert mixed.store.corpora.get("cafe") == before
