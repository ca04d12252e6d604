# SPDX-License-Identifier: Apache-2.0
"""Golden files of the ways to transfer, on the tiny BERT of encoders.py, in float64.

    transfer.py [--check] [--out DIR]

`l2-sp`: twenty steps of SGD with momentum whose loss has a penalty on the way from the starting point.
"""

import sys

sys.path.append(sys.path.pop(0))  # a script beside this one must not shadow a library of the same name

import argparse
import tempfile
from pathlib import Path

import torch
import transformers

import encoders
import reference

ALPHA = 0.3
BETA = 0.05
RATE = 0.05
MOMENTUM = 0.9
LABELS = torch.tensor([0, 2, 1, 1, 0, 2])


def bert():
    encoder = next(e for e in encoders.ENCODERS if e.type == "bert")
    auto = transformers.AutoModelForSequenceClassification
    return encoders.build(encoder, auto, encoder.seed, **encoders.names(encoders.CLASSES)), encoders.inputs(encoder)


def l2_sp(model, start):
    """Li et al. 2018, equation 4: what was pre-trained is held to where it started, the new head to zero."""
    total = 0
    for name, parameter in model.named_parameters():
        if name.startswith("bert."):
            total = total + ALPHA / 2 * (parameter - start[name]).pow(2).sum()
        else:
            total = total + BETA / 2 * parameter.pow(2).sum()
    return total


def learn(folder, penalty):
    """Without weight decay and clipping. By AdamW nothing would repeat: the gradient of a key bias is zero but for noise, which moves it
    by some 1e-12, which the penalty's gradient takes up and AdamW turns into steps of the whole rate."""
    model, rows = bert()
    start = {name: parameter.detach().clone() for name, parameter in model.named_parameters()}
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE, momentum=MOMENTUM)
    record = {"losses": [], "penalties": [], "gradient_norms": []}
    for _ in range(reference.STEPS):
        optimizer.zero_grad(set_to_none=True)
        loss, extra = model(**rows, labels=LABELS).loss, penalty(model, start)
        (loss + extra).backward()
        record["losses"].append(loss.item())
        record["penalties"].append(float(extra))
        record["gradient_norms"].append(torch.cat([p.grad.flatten() for p in model.parameters()]).norm().item())
        optimizer.step()
    head = {"versions": reference.versions(), "alpha": ALPHA, "beta": BETA,
            "learning_rate": RATE, "momentum": MOMENTUM, "labels": LABELS.tolist()}
    tensors = {f"final/{name}": p for name, p in model.named_parameters() if "layer.1." in name or not name.startswith("bert.")}
    reference.write(folder, head | record, tensors)


def make(folder):
    with reference.Float64():
        learn(folder / "l2-sp", l2_sp)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=encoders.RESOURCES / "transfer", help="folder that gets the files")
    parser.add_argument("--check", action="store_true", help="make them anew elsewhere and compare")
    choice = parser.parse_args()
    torch.set_num_threads(1)
    if not choice.check:
        make(choice.out)
        return
    with tempfile.TemporaryDirectory() as place:
        make(Path(place))
        found = reference.differences(Path(place), choice.out)
    print("equal" if not found else "\n  ".join(["differs:", *found]))
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
