"""The line that says which words need proof: by a sign and by words, escaped, and one line on the wall."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from workshop import drawing
from workshop.claims import split
from workshop.drawing.fitting import SANS, lines
from workshop.drawing.needs import PROOF_SIGN, wall_needs
from workshop.drawing.wall import wall
from workshop.drawing.wall_heights import LINE
from workshop.drawing.wall_plan import Slide, plan
from workshop.records import CheckedClaim, Claim, Company, CorpusFacts, Counts, Need, NeedKind, Verdict

FACTS = CorpusFacts("inn", "Inn", None, 90, 80, 1.0, 0, "f", Company(person="guest", people="guests"))
WIDTH = LINE / 4.3


def checked(message):
    claim = split(message, Company())[0]
    counts = Counts(supports=9, on_topic=12, read=80)
    return CheckedClaim(claim, Verdict.SUPPORTED, "9 of the 12 guests say so (90 comments read).", counts)


def needing(*words):
    needs = tuple(Need(NeedKind.ABSOLUTE, 0, len(one), one, f"proof {at}") for at, one in enumerate(words))
    return Claim("x", "x", 0, 1, None, needs)


def test_the_open_card_names_words_and_proof_beside_a_sign():
    drawn = drawing.verdict_head(checked("We always smile."), FACTS)
    assert PROOF_SIGN in drawn
    assert "Needs proof beside guests’ words: the count of all cases, not examples (<b>“always”</b>)." in drawn


def test_a_closed_card_names_only_the_words():
    drawn = drawing.claim_row(checked("We always smile."), FACTS, 1)
    assert "Needs proof: <b>“always”</b>" in drawn
    assert "not examples" not in drawn


def test_a_claim_without_needs_has_no_line():
    plain = checked("We smile.")
    for drawn in (
        drawing.verdict_head(plain, FACTS),
        drawing.claim_row(plain, FACTS, 1),
        drawing.needs_line(plain.claim, FACTS),
    ):
        assert 'class="needs"' not in drawn


def test_words_are_escaped_wherever_they_are_drawn():
    evil = needing("<script>alert(1)</script>")
    answer = replace(checked("We smile."), claim=evil)
    drawn = drawing.verdict_head(answer, FACTS) + drawing.claim_row(answer, FACTS, 1)
    drawn += wall(Slide("x", ((evil, answer),), 0, FACTS))
    assert "<script" not in drawn


def test_the_wall_says_it_on_one_line_with_the_proof_where_it_fits():
    answer = checked("We always smile.")
    assert wall_needs(answer.claim, WIDTH) == "“always” needs proof too: the count of all cases, not examples"
    drawn = wall(Slide("We always smile.", ((answer.claim, answer),), 0, FACTS))
    assert f'<p class="needs">{PROOF_SIGN}<span>“always” needs proof too' in drawn


def test_the_wall_leaves_the_proof_out_before_the_words():
    both = checked("We are always free.").claim
    assert wall_needs(both, WIDTH) == "“always”, “free” need proof of their own"
    assert wall_needs(needing(*("every single time" + "!" * n for n in range(9))), WIDTH) == (
        "Some words of this claim need proof of their own"
    )


@given(st.lists(st.text(min_size=1, max_size=60), max_size=6))
def test_on_the_wall_it_never_takes_more_than_one_line(words):
    assert lines(wall_needs(needing(*words), WIDTH), SANS, WIDTH - 1.2) == 1


def test_the_line_takes_its_height_from_the_quotes_and_never_from_the_type():
    told = "We always smile."
    answer = checked(told)
    bare = replace(answer, claim=replace(answer.claim, needs=()))
    shown, without = (plan(Slide(told, ((one.claim, one),), 0, FACTS)) for one in (answer, bare))
    assert shown.slide.message == without.slide.message == told
