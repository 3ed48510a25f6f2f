"""The whole way with the real encoder: what product figures say, and one message met by comments."""

import io
import json
import sys

import pytest

from workshop.check import Scope, check_message
from workshop.cli import main
from workshop.encoders import SentenceEncoder
from workshop.records import Stance, Verdict

pytestmark = pytest.mark.model

# Measured with the official weights when the product was designed: similarity ranks contradictions above support.
MEASURED = (
    ("It is easy to set up.", "It is not easy to set up.", 0.90),
    ("Saves you 5 hours a week.", "It saves me about an hour a week.", 0.78),
    ("Front desk staff was inept.", "The front desk staff was unbelievably friendly and accommodating.", 0.77),
    ("Works offline.", "Please add an offline mode!", 0.58),
    ("Our support team answers fast.", "Support took four days to reply.", 0.51),
    ("Our support team answers fast.", "They got back to me within the hour.", 0.18),
    ("It is easy to set up.", "We were up and running in ten minutes.", 0.16),
)


@pytest.fixture(scope="module")
def encoder():
    return SentenceEncoder(precision="float32")


@pytest.mark.parametrize(("claim", "comment", "cosine"), MEASURED)
def test_the_encoder_gives_the_published_similarities(encoder, claim, comment, cosine):
    first, second = encoder.encode([claim, comment])
    assert float(first @ second) == pytest.approx(cosine, abs=0.01)


def test_a_message_meets_comments_from_both_sides(workbench, bring_in, encoder):
    workbench._encoder = encoder
    bring_in(
        *(f'e{n},ann{n},Leeds,"Setting it up was easy, day {n}."' for n in range(6)),
        *(f'h{n},bob{n},York,"It is not easy to set up, attempt {n} failed."' for n in range(6)),
        *(f'o{n},cat{n},York,"Please add an offline mode, wish {n}!"' for n in range(6)),
    )
    done = check_message(workbench, "It is easy to set up. It works offline.", Scope("cafe"))
    easy, offline = done.claims
    assert easy.verdict is Verdict.CONTESTED
    assert {item.author_key for item in easy.side(Stance.CONTRADICTS)}
    assert offline.verdict is Verdict.WISHED_FOR
    assert offline.counts.supports == 0


def test_the_judge_command_knows_the_side_that_similarity_does_not(tmp_path, monkeypatch, capfdbinary):
    monkeypatch.setenv("BACKTALK_HOME", str(tmp_path))
    line = json.dumps({"claim": "It is easy to set up.", "comment": "It is not easy to set up."})
    monkeypatch.setattr(sys, "argv", ["backtalk", "judge"])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line.encode())))
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code
    judged = json.loads(capfdbinary.readouterr().out)
    assert judged["contradicts"] > judged["supports"]
