"""Training the judge: a small BERT reads claim and passage together and names the stance.

`python -m training.train` writes weights and tokenizer as a Hugging Face folder, `.training/judge`, after each pass,
and a log with the development figures. A file of soft labels beside the training file (`train.soft.npy`, one row of
four probabilities a line, nan where there is none) is learned from, too: that is how a teacher teaches.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional
from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    BatchEncoding,
    PreTrainedModel,
    PreTrainedTokenizerBase,
)

from training.measures import macro_f1
from training.triples import Triple, read
from workshop.encoders.precision import is_native
from workshop.encoders.weights import tokenizer_file
from workshop.records import Stance
from workshop.stance.layout import LONGEST, as_two_texts

STANCES = tuple(Stance)
"""The order of the model's outputs."""

SMOOTHING = 0.05
POOL = 50
"""Batches that are sorted by length together, so that little is padded."""


def main() -> None:
    """Train once, as the command line says."""
    given = _arguments()
    torch.manual_seed(given.seed)
    torch.set_num_threads(given.threads)
    given.out.mkdir(parents=True, exist_ok=True)
    base = given.base or tokenizer_file().parent
    tokenizer = AutoTokenizer.from_pretrained(base)
    model = AutoModelForSequenceClassification.from_pretrained(base, num_labels=len(STANCES))
    _freeze(model, given.frozen)
    triples, soft = read(given.train), _soft(given.train)
    if given.most and given.most < len(triples):
        chosen = random.Random(given.seed).sample(range(len(triples)), given.most)  # noqa: S311 - a sample, not a secret
        triples, soft = [triples[n] for n in chosen], soft[chosen]
    development = read(given.development)
    optimizer = torch.optim.AdamW(_groups(model, given.rate), lr=given.rate, fused=True)
    batches = sum(1 for _ in _batches(triples, given, 0))
    steps, done, began = batches * given.epochs, 0, time.monotonic()
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps))
    for epoch in range(given.epochs):
        model.train()
        for places in _batches(triples, given, epoch):
            loss = _loss(model, tokenizer, [triples[n] for n in places], soft[places])
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            done += 1
            if done % 50 == 0:
                pace = done * given.batch / (time.monotonic() - began)
                print(f"{done}/{steps} loss {loss.item():.3f} {pace:.0f} pairs/s", flush=True)
        figures = {"epoch": epoch + 1} | measure(model, tokenizer, development)
        print(json.dumps(figures), flush=True)
        with (given.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(figures) + "\n")
        model.save_pretrained(given.out)
        tokenizer.save_pretrained(given.out)


def logits(
    model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, triples: Sequence[Triple], batch: int = 64
) -> np.ndarray:
    """Return the model's outputs, shape (n, 4), in the order of `STANCES`."""
    model.eval()  # type: ignore[no-untyped-call]
    order = sorted(range(len(triples)), key=lambda n: len(triples[n].before) + len(triples[n].passage))
    found = np.zeros((len(triples), len(STANCES)), dtype=np.float32)
    with torch.inference_mode():
        for start in range(0, len(order), batch):
            places = order[start : start + batch]
            found[places] = model(**_encoded(tokenizer, [triples[n] for n in places])).logits.float().numpy()
    return found


def measure(model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, triples: Sequence[Triple]) -> dict[str, Any]:
    """Return macro-F1 over the four stances, in all and by source."""
    said = [STANCES[n] for n in logits(model, tokenizer, triples).argmax(axis=1)]
    true = [triple.stance for triple in triples]
    found: dict[str, Any] = {"macro_f1": round(macro_f1(true, said), 4)}
    for source in sorted({triple.source for triple in triples}):
        mine = [n for n, triple in enumerate(triples) if triple.source == source]
        found[source] = round(macro_f1([true[n] for n in mine], [said[n] for n in mine]), 4)
    return found


def _encoded(tokenizer: PreTrainedTokenizerBase, triples: Sequence[Triple]) -> BatchEncoding:
    pairs = [as_two_texts(triple.claim, triple.before, triple.passage) for triple in triples]
    claims, texts = map(list, zip(*pairs, strict=True))
    encoded: BatchEncoding = tokenizer(
        claims, texts, padding=True, truncation="longest_first", max_length=LONGEST, return_tensors="pt"
    )
    return encoded


def _loss(
    model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, triples: Sequence[Triple], soft: np.ndarray
) -> torch.Tensor:
    """Return cross-entropy with the label, and where a teacher spoke, with half of each."""
    with torch.autocast("cpu", torch.bfloat16, enabled=is_native()):
        found = model(**_encoded(tokenizer, triples)).logits.float()
    labels = torch.tensor([STANCES.index(triple.stance) for triple in triples])
    taught = torch.from_numpy(~np.isnan(soft[:, 0]))
    target = functional.one_hot(labels, len(STANCES)).float() * (1 - SMOOTHING) + SMOOTHING / len(STANCES)
    teacher = torch.nan_to_num(torch.from_numpy(soft))
    target = torch.where(taught[:, None], 0.3 * target + 0.7 * teacher, target)
    return functional.cross_entropy(found, target)


def _batches(triples: Sequence[Triple], given: argparse.Namespace, epoch: int) -> Iterator[list[int]]:
    """Yield batches of similar length, in an order that the seed and the epoch give."""
    draw = random.Random(given.seed * 1000 + epoch)  # noqa: S311 - an order, not a secret
    places = list(range(len(triples)))
    draw.shuffle(places)
    pool = given.batch * POOL
    batches = []
    for start in range(0, len(places), pool):
        part = sorted(places[start : start + pool], key=lambda n: len(triples[n].before) + len(triples[n].passage))
        batches += [part[n : n + given.batch] for n in range(0, len(part), given.batch)]
    draw.shuffle(batches)
    yield from batches


def _freeze(model: PreTrainedModel, n: int) -> None:
    """Keep the `n` lowest layers, the embeddings first among them, as they are."""
    for name, parameter in model.base_model.named_parameters():
        found = re.match(r"encoder\.layer\.(\d+)\.", name)
        layer = int(found[1]) + 1 if found else 0
        if layer < n and (found or name.startswith("embeddings")):
            parameter.requires_grad_(False)


def _groups(model: PreTrainedModel, rate: float) -> list[dict[str, Any]]:
    """Return parameter groups: no decay for biases and norms, a faster head, since it starts from nothing."""
    head: list[torch.nn.Parameter] = []
    decayed: list[torch.nn.Parameter] = []
    plain: list[torch.nn.Parameter] = []
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            head_part = name.startswith("classifier")
            (head if head_part else plain if parameter.ndim == 1 else decayed).append(parameter)
    return [
        {"params": head, "lr": rate * 5, "weight_decay": 0.01},
        {"params": decayed, "weight_decay": 0.01},
        {"params": plain, "weight_decay": 0.0},
    ]


def _rate(step: int, steps: int) -> float:
    """Return the share of the learning rate: a short rise, then half a cosine."""
    rise = max(1, steps // 16)
    return step / rise if step < rise else 0.5 * (1 + math.cos(math.pi * (step - rise) / max(1, steps - rise)))


def _soft(path: Path) -> np.ndarray:
    beside = path.with_suffix(".soft.npy")
    if beside.exists():
        return np.asarray(np.load(beside), dtype=np.float32)
    return np.full((len(path.read_text(encoding="utf-8").splitlines()), len(STANCES)), np.nan, dtype=np.float32)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", help="folder with the weights to start from; left out, the default encoder's")
    parser.add_argument("--train", type=Path, default=Path(".training/train.jsonl"))
    parser.add_argument("--development", type=Path, default=Path(".training/development.jsonl"))
    parser.add_argument("--out", type=Path, default=Path(".training/judge"))
    parser.add_argument("--most", type=int, help="learn from so many examples only, drawn at random")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--frozen", type=int, default=1, help="lowest layers that stay as they are; 1: embeddings")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


if __name__ == "__main__":
    main()
