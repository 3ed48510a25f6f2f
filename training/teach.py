"""Letting a larger model teach: its judgements on pairs that nobody labelled, and on some that somebody did.

`python -m training.teach --teacher FOLDER` draws pairs of a training claim and a real passage near it that has no
label, and training pairs with a label, and asks the teacher; other training pairs come with them, so that nothing is
unlearned. It writes `.training/taught.jsonl`, and the teacher's probabilities (nan where it was not asked) beside it as
`.training/taught.soft.npy`, from which `training.train` learns on. The teacher is a model that `training.train` made
from larger weights (`--base`).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from training.candidates import embedded, passages
from training.leakage import Measured, measured
from training.people import PEOPLE
from training.train import STANCES, logits
from training.triples import Triple, read, write
from workshop.encoders import SentenceEncoder
from workshop.encoders.precision import is_native
from workshop.records import Stance
from workshop.settings import Settings

NEAR = 12
"""Unlabelled passages are drawn from so many nearest ones."""

REPEATED = {Stance.ASKS: 1_500, Stance.SUPPORTS: 5_000, Stance.CONTRADICTS: 4_500, Stance.UNRELATED: 6_000}
"""How many training pairs of each stance come without the teacher's word."""


def main() -> None:
    """Draw pairs, ask the teacher, and write both."""
    given = _arguments()
    torch.set_num_threads(given.threads)
    draw = random.Random(given.seed)  # noqa: S311 - a sample, not a secret
    known = read(given.train)
    plain = [one for one in known if one.stance is Stance.UNRELATED]
    sided = [one for one in known if one.stance is not Stance.UNRELATED]
    labelled = draw.sample(sided, given.labelled * 2 // 3) + draw.sample(plain, given.labelled // 3)
    unlabelled = list(_unlabelled(known, draw, given.per_claim, measured()))
    chosen = draw.sample(unlabelled, min(given.unlabelled, len(unlabelled))) + labelled
    soft = _asked(given.teacher, chosen)
    said = [STANCES[n] for n in soft.argmax(axis=1)]
    n_new = len(chosen) - len(labelled)
    taught = [
        replace(one, stance=stance) if n < n_new else one
        for n, (one, stance) in enumerate(zip(chosen, said, strict=True))
    ]
    asked = set(labelled)
    repeated = [
        one
        for stance, n in REPEATED.items()
        for one in draw.sample([one for one in known if one.stance is stance and one not in asked], n)
    ]
    write(given.out, [*taught, *repeated])
    silent = np.full((len(repeated), len(STANCES)), np.nan, dtype=np.float32)
    np.save(given.out.with_suffix(".soft.npy"), np.concatenate([soft, silent]))
    counted = ", ".join(f"{said.count(stance)} {stance.value}" for stance in STANCES)
    print(f"{n_new} unlabelled, {len(labelled)} labelled, {len(repeated)} repeated pairs; the teacher said: {counted}")


def _unlabelled(known: list[Triple], draw: random.Random, per_claim: int, tests: Measured) -> Iterator[Triple]:
    """Yield training claims beside passages near them, from the same data, that nobody labelled for them."""
    encoder = SentenceEncoder.from_settings(Settings())
    for data in sorted(PEOPLE):
        mine = [one for one in known if one.source.endswith(f": {data}")]
        labelled = {(one.claim, one.passage) for one in mine}
        claims = sorted({one.claim for one in mine})
        if not claims:
            continue
        said = passages(data)
        vectors = embedded(data, said, encoder)
        for claim, vector in zip(claims, encoder.encode(claims), strict=True):
            for place in draw.sample(list(np.argsort(-(vectors @ vector))[:NEAR]), per_claim):
                found = Triple(claim, said[place].before, said[place].passage, Stance.UNRELATED, f"taught: {data}")
                if (claim, found.passage) not in labelled and not tests.holds(found):
                    yield found


def _asked(folder: Path, pairs: list[Triple]) -> np.ndarray:
    """Return the teacher's probabilities, shape (n, 4), in the order of `STANCES`."""
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForSequenceClassification.from_pretrained(folder)
    with torch.autocast("cpu", torch.bfloat16, enabled=is_native()):
        raw = torch.from_numpy(logits(model, tokenizer, pairs))
    return np.asarray(torch.softmax(raw, dim=1).numpy(), dtype=np.float32)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--teacher", type=Path, required=True, help="folder of the model that teaches")
    parser.add_argument("--train", type=Path, default=Path(".training/train.jsonl"))
    parser.add_argument("--out", type=Path, default=Path(".training/taught.jsonl"))
    parser.add_argument("--unlabelled", type=int, default=8_000)
    parser.add_argument("--labelled", type=int, default=7_000)
    parser.add_argument("--per-claim", type=int, default=2)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


if __name__ == "__main__":
    main()
