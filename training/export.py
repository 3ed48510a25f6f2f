"""Making the file that ships: ONNX, eight-bit weights, a card with its hash.

`python -m training.export` takes what `training.train` wrote and puts it where the package looks for it.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from training.card import name_weights, write_card
from workshop.stance.calibration import Calibration
from workshop.stance.trained import WEIGHTS

INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def main() -> None:
    """Export, quantise, and write the card with calibrations that change nothing yet."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--weights", type=Path, default=Path(".training/judge"))
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    whole = given.weights / "judge.float32.onnx"
    export(given.weights, whole)
    small = given.out / "judge.onnx"
    quantize_dynamic(
        whole, small, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"]
    )
    write_card(given.out, Calibration(), Calibration())
    print(name_weights(given.out))
    print(f"{small}: {small.stat().st_size / 1e6:.1f} MB")


def export(folder: Path, to: Path) -> None:
    """Write the trained weights as ONNX in float32."""
    model = AutoModelForSequenceClassification.from_pretrained(folder, attn_implementation="eager").eval()
    example: dict[str, Any] = AutoTokenizer.from_pretrained(folder)(["one"], ["two"], return_tensors="pt")
    axes = {name: {0: "pairs", 1: "tokens"} for name in INPUTS}
    torch.onnx.export(
        model,
        tuple(example[name] for name in INPUTS),
        str(to),
        input_names=list(INPUTS),
        output_names=["logits"],
        dynamic_axes=axes,
        dynamo=False,
        opset_version=17,
    )


if __name__ == "__main__":
    main()
