# SPDX-License-Identifier: Apache-2.0
"""Golden files of the ways to transfer, on the tiny BERT of encoders.py, in float64.

    transfer.py [--check] [--out DIR]

`l2-sp`: twenty steps of SGD with momentum whose loss has a penalty on the way from the starting point.
`ewc`: the same with a penalty that is weighed by the diagonal of the empirical Fisher information of other labels, and that diagonal.
`distill`: distances between logits of a student and a teacher, and their gradients.
`domain`: how far the states of two domains are apart by CORAL, MMD and an adversary, and the gradients.
"""

import sys

sys.path.append(sys.path.pop(0))  # a script beside this one must not shadow a library of the same name

import argparse
import json
import math
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
STRENGTH = 40
FORMER = torch.tensor([1, 1, 0, 2, 2, 0])


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


def fisher(model, rows):
    """The mean over rows of the squared gradient of each row's own log-likelihood at its label, each row alone and without padding."""
    sums = {name: torch.zeros_like(parameter) for name, parameter in model.named_parameters() if name.startswith("bert.")}
    for row, label in enumerate(FORMER):
        length = int(rows["attention_mask"][row].sum())
        model.zero_grad(set_to_none=True)
        logits = model(**{name: value[row : row + 1, :length] for name, value in rows.items()}).logits
        torch.nn.functional.cross_entropy(logits, label.unsqueeze(0)).backward()
        for name in sums:
            gradient = dict(model.named_parameters())[name].grad
            sums[name] += 0 if gradient is None else gradient.square()
    model.zero_grad(set_to_none=True)
    return {name: value / len(FORMER) for name, value in sums.items()}


def ewc(importance):
    """Kirkpatrick et al. 2017, equation 3."""
    def penalty(model, start):
        return sum(STRENGTH / 2 * (importance[name] * (parameter - start[name]).pow(2)).sum()
                   for name, parameter in model.named_parameters() if name in importance)
    return penalty


def learn(folder, penalty, options, more=()):
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
    head = {"versions": reference.versions(), **options,
            "learning_rate": RATE, "momentum": MOMENTUM, "labels": LABELS.tolist()}
    kept = lambda name: "layer.1." in name or not name.startswith("bert.")
    tensors = {f"final/{name}": p for name, p in model.named_parameters() if kept(name)}
    reference.write(folder, head | record, tensors | {f"fisher/{name}": value for name, value in more if kept(name)})


def classes(student, teacher, temperature):
    """Hinton et al. 2015, as torch has it: the mean over rows."""
    told = torch.softmax(teacher / temperature, -1)
    said = torch.log_softmax(student / temperature, -1)
    return torch.nn.functional.kl_div(said, told, reduction="batchmean") * temperature**2


def labels(student, teacher, temperature):
    """Each label is a coin for itself; the mean over rows and labels."""
    coin = lambda logits: torch.distributions.Bernoulli(logits=logits / temperature)
    return torch.distributions.kl_divergence(coin(teacher), coin(student)).mean() * temperature**2


def distances(folder):
    """alpha * distance from the teacher + (1 - alpha) * the task's own loss, and its gradient by the student's logits."""
    generator = torch.Generator().manual_seed(7)
    draw = lambda *shape: torch.randn(*shape, generator=generator, dtype=torch.float64) * 2
    entropy, binary = torch.nn.functional.cross_entropy, torch.nn.functional.binary_cross_entropy_with_logits
    several = torch.tensor([[1, 0, 1, 0], [0, 0, 0, 0], [1, 1, 1, 1], [0, 1, 0, 0], [0, 0, 1, 1]])
    cases = {
        "classes": (4, 3.0, 0.7, classes, torch.tensor([2, 0, 3, 1, 1]), entropy),
        "labels": (4, 1.5, 0.4, labels, several, lambda said, true: binary(said, true.double())),
        "numbers": (1, 1.0, 0.5, lambda s, t, _: (s - t).pow(2).mean(), torch.tensor([[1], [-2], [0], [3], [2]]),
                    lambda said, true: (said - true).pow(2).mean()),
    }
    document = {"versions": reference.versions()}
    for name, (width, temperature, alpha, distance, true, own) in cases.items():
        student, teacher = draw(5, width).requires_grad_(), draw(5, width)
        told, hard = distance(student, teacher, temperature), own(student, true)
        (alpha * told + (1 - alpha) * hard).backward()
        document[name] = {"temperature": temperature, "alpha": alpha, "student": student.tolist(), "teacher": teacher.tolist(),
                          "true": true.tolist(), "distance": told.item(), "own": hard.item(),
                          "gradient": student.grad.tolist()}
    written(folder, document)


def written(folder, document):
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in document.items()]
    (folder / "golden.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def coral(source, target):
    """Sun and Saenko 2016, equations 1 to 3, as they are written."""
    def covariance(states):
        rows = len(states)
        ones = torch.ones(1, rows, dtype=torch.float64)
        return (states.T @ states - (ones @ states).T @ (ones @ states) / rows) / (rows - 1)
    return (covariance(source) - covariance(target)).norm() ** 2 / (4 * source.shape[1] ** 2)


def mmd(source, target):
    """Gretton et al. 2012, equation 5, pair by pair, by the mean of Gaussian kernels of 2^-3 to 2^3 times the mean squared distance."""
    rows = torch.cat([source, target]).detach()
    width = torch.pdist(rows).square().mean()
    kernel = lambda a, b: sum(torch.exp(-(a - b).pow(2).sum() / (2 * 2.0**power * width)) for power in range(-3, 4)) / 7
    mean = lambda left, right: sum(kernel(a, b) for a in left for b in right) / (len(left) * len(right))
    return mean(source, source) + mean(target, target) - 2 * mean(source, target)


class Reversed(torch.autograd.Function):
    """Ganin et al. 2016, equations 16 and 17."""

    @staticmethod
    def forward(context, states, factor):
        context.factor = factor
        return states.clone()

    @staticmethod
    def backward(context, gradient):
        return -context.factor * gradient, None


def domains(folder):
    generator = torch.Generator().manual_seed(11)
    draw = lambda *shape: torch.randn(*shape, generator=generator, dtype=torch.float64)
    source, target = draw(6, 5), draw(4, 5) * 1.5 + 0.5
    weights = {"hidden.weight": draw(3, 5), "hidden.bias": draw(3), "last.weight": draw(1, 3), "last.bias": draw(1)}
    document = {"versions": reference.versions(), "source": source.tolist(), "target": target.tolist()}
    for name, distance in {"coral": coral, "mmd": mmd}.items():
        left, right = source.clone().requires_grad_(), target.clone().requires_grad_()
        apart = distance(left, right)
        apart.backward()
        document[name] = {"distance": apart.item(), "source": left.grad.tolist(), "target": right.grad.tolist()}
    progress, strength = 0.3, 0.8
    factor = strength * (2 / (1 + math.exp(-10 * progress)) - 1)
    left, right = source.clone().requires_grad_(), target.clone().requires_grad_()
    own = {name: value.clone().requires_grad_() for name, value in weights.items()}
    states = Reversed.apply(torch.cat([left, right]), factor)
    units = torch.nn.functional.linear(states, own["hidden.weight"], own["hidden.bias"]).relu()
    logits = torch.nn.functional.linear(units, own["last.weight"], own["last.bias"]).squeeze(1)
    truth = torch.cat([torch.zeros(6), torch.ones(4)]).double()
    apart = torch.nn.functional.binary_cross_entropy_with_logits(logits, truth)
    apart.backward()
    document["dann"] = {"progress": progress, "strength": strength, "lambda": factor,
                        "weights": {name: value.tolist() for name, value in weights.items()},
                        "distance": apart.item(), "source": left.grad.tolist(), "target": right.grad.tolist(),
                        "gradients": {name: value.grad.tolist() for name, value in own.items()}}
    written(folder, document)


def make(folder):
    with reference.Float64():
        learn(folder / "l2-sp", l2_sp, {"alpha": ALPHA, "beta": BETA})
        importance = fisher(*bert())
        learn(folder / "ewc", ewc(importance), {"strength": STRENGTH, "former": FORMER.tolist()}, importance.items())
    distances(folder / "distill")
    domains(folder / "domain")


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
