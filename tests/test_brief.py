"""A brief made from the store: what is kept off the wall stays out of it, by its words."""

from __future__ import annotations

from datetime import UTC, datetime

from workshop import brief
from workshop.check import Scope, check_message

RUDE, NEW = "The coffee is not great at all.", "The coffee is not great today."


def kept_back(bench) -> list[str]:
    """Return the quotes that are counted and not printed."""
    made = brief.put_together(bench, [check_message(bench, "The coffee is great.", Scope("cafe"))], title="Coffee")
    return [row.comment_id for row in made.annex if row.quote is None]


def test_a_brief_leaves_out_what_is_kept_off_the_wall_wherever_the_words_stand_and_no_other_words(workbench, bring_in):
    bring_in(f'r,ann,Leeds,"{RUDE}"', f'n,bob,Leeds,"{RUDE}"')
    (claim,) = check_message(workbench, "The coffee is great.", Scope("cafe")).claims
    for item in claim.evidence:
        workbench.store.hidden.add("cafe", item.passage_id, reason="Rude", at=datetime.now(UTC))
    assert sorted(kept_back(workbench)) == ["n", "r"]
    bring_in(f'r,ann,Leeds,"We came early. {RUDE}"', f'n,bob,Leeds,"{NEW}"')
    assert kept_back(workbench) == ["r"]
