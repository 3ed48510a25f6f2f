"""A message meets a corpus: claims, evidence, counts, verdicts, and what is kept of them."""

import pytest

from workshop import answers, check, corpus, jobs
from workshop.check import Scope, check_message
from workshop.deciding import Match, decide_match
from workshop.errors import ModelUnavailable, UnknownCorpus, UnknownSegment
from workshop.records import Counting, Stance, Strictness, Verdict

COFFEE = "The coffee is great."
CAFE = Scope("cafe")


def only(done):
    (claim,) = done.claims
    return claim


def test_what_guests_praise_is_supported_with_their_exact_words(cafe):
    claim = only(check_message(cafe, COFFEE, CAFE))
    assert claim.verdict is Verdict.SUPPORTED
    assert claim.counts.supports == 8
    assert claim.counts.counting is Counting.EXACT
    for item in claim.evidence:
        comment = cafe.store.comments.comment("cafe", item.comment_id)
        assert comment.text[item.start : item.end] == item.quote


def test_what_nobody_mentions_is_unsupported(cafe):
    claim = only(check_message(cafe, "Our submarine dives deeply.", CAFE))
    assert claim.verdict is Verdict.UNSUPPORTED
    assert "14 guests" in claim.reason


def test_ten_sentences_by_one_author_are_one_voice(workbench, bring_in):
    bring_in(*(f"{n},ann,Leeds,The coffee is great today {n}." for n in range(10)))
    claim = only(check_message(workbench, COFFEE, CAFE))
    assert claim.counts.supports == 1
    assert claim.verdict is Verdict.THIN


def test_the_same_text_by_two_authors_is_two_people(workbench, bring_in):
    bring_in("1,ann,Leeds,The coffee is great.", "2,bob,Leeds,The coffee is great.")
    assert only(check_message(workbench, COFFEE, CAFE)).counts.supports == 2


def test_a_segment_answers_as_if_it_were_a_corpus_of_its_own(cafe):
    leeds = only(check_message(cafe, COFFEE, Scope("cafe", "Leeds")))
    york = only(check_message(cafe, COFFEE, Scope("cafe", "city=York")))
    assert leeds.counts.supports == 8
    assert leeds.counts.read == 8
    assert york.counts.supports == 0
    assert york.counts.read == 6


def test_a_greeting_is_not_for_customers_to_say(cafe):
    claim = only(check_message(cafe, "Welcome aboard!", CAFE))
    assert claim.verdict is Verdict.NOT_CHECKABLE
    assert claim.claim.proof
    assert not claim.evidence


def test_an_empty_corpus_answers_nothing_and_says_why(workbench, bring_in):
    bring_in("1,ann,Leeds,The coffee is great.")
    corpus.erase(workbench, "cafe", comment_id="1")
    claim = only(check_message(workbench, COFFEE, CAFE))
    assert claim.verdict is Verdict.NOT_CHECKED
    assert "no comments" in claim.reason


def test_identical_comments_give_identical_results(cafe):
    first = check_message(cafe, COFFEE, CAFE).claims
    cafe.store.checks.purge("cafe")
    assert check_message(cafe, COFFEE, CAFE).claims == first


def test_evidence_stands_in_the_published_order(cafe):
    done = only(check_message(cafe, "The queue is short.", CAFE))
    order = [Stance.CONTRADICTS, Stance.ASKS, Stance.SUPPORTS]
    keys = [(order.index(item.stance), -item.confidence, item.comment_id) for item in done.evidence]
    assert keys == sorted(keys)


def test_strict_counts_less_and_hides_nothing(cafe):
    loose = only(check_message(cafe, COFFEE, Scope("cafe", strictness=Strictness.LOOSE)))
    strict = only(check_message(cafe, COFFEE, Scope("cafe", strictness=Strictness.STRICT)))
    assert {item.passage_id for item in strict.evidence} == {item.passage_id for item in loose.evidence}
    assert strict.counts.supports <= loose.counts.supports
    assert (strict.counts.supports, loose.verdict) == (8, Verdict.SUPPORTED)


def test_reading_waits_for_no_model_and_gives_what_is_known(cafe):
    message = f"{COFFEE} The queue is short."
    assert len(check.read(cafe, message, CAFE).pending) == 2
    check_message(cafe, COFFEE, CAFE)
    partial = check.read(cafe, message, CAFE)
    assert [claim.claim.text for claim in partial.check.claims] == ["The coffee is great"]
    assert [claim.text for claim in partial.pending] == ["The queue is short"]


def test_only_changed_claims_are_judged_again(cafe):
    check_message(cafe, f"{COFFEE} The queue is short.", CAFE)
    steps = []
    check_message(cafe, f"{COFFEE} The queue is long.", CAFE, on_progress=lambda *step: steps.append(step))
    (step,) = steps
    assert step[0] == 0


def test_new_comments_change_the_answer(cafe, bring_in):
    before = only(check_message(cafe, COFFEE, CAFE))
    bring_in("x,zoe,York,The coffee is great.")
    assert only(check_message(cafe, COFFEE, CAFE)).counts.supports == before.counts.supports + 1


def test_erased_words_leave_every_kept_answer(cafe):
    before = only(check_message(cafe, COFFEE, CAFE))
    gone = before.evidence[0].comment_id
    corpus.erase(cafe, "cafe", comment_id=gone)
    after = only(check_message(cafe, COFFEE, CAFE))
    assert gone not in {item.comment_id for item in after.evidence}
    assert after.counts.supports == before.counts.supports - 1


@pytest.mark.slow
def test_a_first_answer_is_a_lower_bound_and_a_deeper_one_is_exact(workbench, bring_in):
    bring_in(*(f"{n},guest{n},Leeds,The coffee is great {n}." for n in range(900)))
    first = only(check_message(workbench, COFFEE, CAFE, deep=False))
    assert first.counts.counting is Counting.AT_LEAST
    assert "at least" in first.reason.lower()
    deeper = only(check_message(workbench, COFFEE, CAFE))
    assert deeper.counts.counting is Counting.EXACT
    assert deeper.counts.supports > first.counts.supports


def test_an_unknown_corpus_or_segment_is_named(cafe):
    with pytest.raises(UnknownCorpus, match="cafe"):
        check_message(cafe, COFFEE, Scope("hotel"))
    with pytest.raises(UnknownSegment, match="Paris"):
        check_message(cafe, COFFEE, Scope("cafe", "Paris"))


def test_an_answer_survives_packing(cafe):
    claim = only(check_message(cafe, COFFEE, CAFE))
    ids = [item.passage_id for item in claim.evidence]
    passages = {passage.id: passage for passage, _ in cafe.store.comments.passages(ids, 1)}
    assert answers.unpack(answers.pack(claim), claim.claim, passages) == claim


def test_a_message_without_a_claim_has_none(cafe):
    assert check_message(cafe, " … !!", CAFE).claims == ()


def test_where_authors_are_unknown_comments_are_counted_and_called_so(workbench, bring_in):
    bring_in(*(f"{n},Leeds,The coffee is great {n}." for n in range(6)), header="id,city,comment")
    claim = only(check_message(workbench, COFFEE, CAFE))
    assert claim.counts.supports == 6
    assert "comments (authors unknown)" in claim.reason
    assert "guests" not in claim.reason


class Erasing:
    """A judge beside which, once, something is erased or made anew."""

    def __init__(self, judge, happens):
        self.name, self.fingerprint = judge.name, judge.fingerprint
        self._judge, self._happens = judge, happens

    def load(self):
        """Need nothing."""

    def judge(self, pairs):
        happens, self._happens = self._happens, None
        judged = self._judge.judge(pairs)
        if happens:
            happens()
        return judged


def test_what_is_erased_during_a_check_is_neither_counted_nor_quoted_nor_kept(cafe):
    cafe._judge = Erasing(cafe.judge, lambda: corpus.erase(cafe, "cafe", author="ann3"))
    done = check_message(cafe, COFFEE, CAFE)
    claim = only(done)
    assert claim.counts.supports == 7
    assert "p3" not in {item.comment_id for item in claim.evidence}
    assert done.corpus.n_comments == 13
    assert done.corpus.fingerprint == cafe.snapshot("cafe").fingerprint


def test_words_erased_while_they_are_judged_leave_no_judgement(cafe):
    from workshop.records import Pair

    seen = []
    cafe._judge = Erasing(cafe.judge, lambda: corpus.erase(cafe, "cafe", comment_id="p3"))
    judge = cafe._judge.judge
    cafe._judge.judge = lambda pairs: seen.extend(pairs) or judge(pairs)
    check_message(cafe, COFFEE, CAFE)
    erased = [pair for pair in seen if "number 3" in pair.passage]
    assert isinstance(erased[0], Pair)
    assert not cafe.store.judgements.get(erased, cafe.judge.fingerprint)


def test_a_corpus_made_again_during_a_check_answers_for_itself(cafe, bring_in):
    def make_again():
        corpus.remove(cafe, "cafe")
        bring_in("1,zoe,York,The coffee is great.")

    cafe._judge = Erasing(cafe.judge, make_again)
    done = check_message(cafe, COFFEE, CAFE)
    assert done.corpus.n_comments == 1
    assert [item.comment_id for item in only(done).evidence] == ["1"]


def test_a_kept_answer_with_erased_words_is_none(cafe):
    before = only(check_message(cafe, COFFEE, CAFE))
    from datetime import UTC, datetime

    cafe.store.comments.erase("cafe", comment_id=before.evidence[0].comment_id, at=datetime.now(UTC))
    assert check.read(cafe, COFFEE, CAFE).pending
    assert only(check_message(cafe, COFFEE, CAFE)).counts.supports == before.counts.supports - 1


def test_a_check_beside_a_writer_that_never_ends_answers_all_the_same(cafe):
    import threading

    from workshop.store import Store
    from workshop.workbench import Workbench

    impatient = Workbench(cafe.settings, Store.open(cafe.settings.home, timeout_seconds=0.05))
    writing, done = threading.Event(), threading.Event()

    def write():
        with cafe.store.write():
            writing.set()
            done.wait(timeout=60)

    writer = threading.Thread(target=write)
    writer.start()
    writing.wait(timeout=60)
    try:
        assert only(check_message(impatient, COFFEE, CAFE)).counts.supports == 8
    finally:
        done.set()
        writer.join()
        impatient.close()


def test_where_segments_differ_from_the_whole_that_is_said(workbench, bring_in):
    praise = [f"l{n},ann{n},Leeds,The coffee is great {n}." for n in range(12)]
    blame = [f"y{n},bob{n},York,The coffee is not great {n}." for n in range(12)]
    bring_in(*praise, *blame)
    claim = only(check_message(workbench, COFFEE, CAFE))
    found = {one.segment: (one.verdict, one.differs) for one in claim.by_segment}
    assert claim.verdict is Verdict.CONTESTED
    assert found == {"city=Leeds": (Verdict.SUPPORTED, True), "city=York": (Verdict.CONTRADICTED, True)}
    assert not only(check_message(workbench, COFFEE, Scope("cafe", "Leeds"))).by_segment


def test_segments_follow_what_people_decide(workbench, bring_in):
    bring_in(*(f"l{n},ann{n},Leeds,The coffee is great {n}." for n in range(6)))
    before = only(check_message(workbench, COFFEE, CAFE))
    assert [one.counts.supports for one in before.by_segment] == [6]
    item = before.evidence[0]
    decide_match(workbench, Match("cafe", before.claim.proposition, item.comment_id, item.quote), "reject")
    after = only(check_message(workbench, COFFEE, CAFE))
    assert [one.counts.supports for one in after.by_segment] == [5]


def test_beside_a_claim_that_nobody_supports_stands_the_nearest_thing_they_do_say(workbench, bring_in):
    said = "You have to pay for the coffee in the garden."
    bring_in(*(f"g{n},ann{n},Leeds,{said}" for n in range(4)), "x,bob,York,The queue was long.")
    claim = only(check_message(workbench, "You get coffee in the garden for free.", CAFE))
    assert claim.verdict in (Verdict.UNSUPPORTED, Verdict.THIN)
    assert (claim.nearest.said.quote, claim.nearest.n_people) == (said, 4)
    comment = workbench.store.comments.comment("cafe", claim.nearest.said.comment_id)
    assert comment.text[claim.nearest.said.start : claim.nearest.said.end] == said


@pytest.mark.parametrize(("choice", "n_supports"), [("reject", 0), ("supports", 1)])
def test_what_a_person_rejected_or_called_support_is_no_longer_the_nearest_thing(
    workbench, bring_in, choice, n_supports
):
    bring_in("g,ann,Leeds,You have to pay for the coffee in the garden.", "x,bob,York,The queue was long.")
    message = "You get coffee in the garden for free."
    before = only(check_message(workbench, message, CAFE))
    said = before.nearest.said
    decide_match(workbench, Match("cafe", before.claim.proposition, said.comment_id, said.quote), choice)
    after = only(check_message(workbench, message, CAFE))
    assert (after.nearest, after.counts.supports) == (None, n_supports)


def test_beside_a_claim_that_they_support_stands_no_way_forward(cafe):
    assert only(check_message(cafe, COFFEE, CAFE)).nearest is None


def test_an_erased_comment_is_no_way_forward(workbench, bring_in):
    bring_in("g,ann,Leeds,You have to pay for the coffee in the garden.", "x,bob,York,The queue was long.")
    message = "You get coffee in the garden for free."
    assert only(check_message(workbench, message, CAFE)).nearest.said.comment_id == "g"
    corpus.erase(workbench, "cafe", comment_id="g")
    assert only(check_message(workbench, message, CAFE)).nearest is None


class Broken:
    """A judge that is named, but cannot be loaded."""

    name = fingerprint = "broken"

    def load(self):
        """Fail, as a model whose file is damaged does."""
        raise ModelUnavailable("The judge could not be loaded.", "Install it again.")

    def judge(self, pairs):
        """Fail as late as a model can."""
        self.load()


def test_a_judge_that_cannot_be_loaded_leaves_claims_not_checked_and_says_why(cafe):
    cafe._judge = Broken()
    claim = only(check_message(cafe, COFFEE, CAFE))
    assert claim.verdict is Verdict.NOT_CHECKED
    assert claim.reason == "Not checked: The judge could not be loaded. Install it again."


@pytest.mark.parametrize("deep", [False, True])
def test_a_waiting_page_is_told_of_a_judge_that_cannot_be_loaded(cafe, deep):
    cafe._judge = Broken()
    jobs._submit_check(cafe, COFFEE, CAFE, jobs.DRAFT, deep=deep)
    jobs.Worker(cafe).run_waiting()
    assert jobs.why_unanswered(cafe, COFFEE, CAFE).happened == "The judge could not be loaded."


def test_answers_of_an_older_version_are_made_anew(cafe, monkeypatch):
    check_message(cafe, COFFEE, CAFE)
    assert not check.read(cafe, COFFEE, CAFE).pending
    monkeypatch.setattr(answers, "ANSWERS_VERSION", "another")
    assert check.read(cafe, COFFEE, CAFE).pending
