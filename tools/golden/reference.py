# SPDX-License-Identifier: Apache-2.0
"""What the makers of golden files share: true float64, the optimiser steps, writing and comparing."""

import json
import math
from pathlib import Path

import numpy
import safetensors
import torch
import transformers
from safetensors.torch import load_file, save_file
from torch.overrides import TorchFunctionMode

STEPS = 20
WARMUP = 2
PEAK = 1e-2
DECAY = 0.01
CLIP = 1.0


class Float64(TorchFunctionMode):
    """Inside it nothing is rounded to float32: rotary tables, attention weights and norms of the reference otherwise are,
    also in a float64 model. It would leave seven digits, or none: the float64 mask overflows in a float32 softmax."""

    def __torch_function__(self, function, types, args=(), kwargs=None):
        if function is torch.Tensor.float:
            return args[0].double()
        widen = lambda value: torch.float64 if value is torch.float32 else value
        return function(*map(widen, args), **{key: widen(value) for key, value in (kwargs or {}).items()})


def versions():
    return {
        "torch": torch.__version__.split("+")[0],
        "transformers": transformers.__version__,
        "safetensors": safetensors.__version__,
        "numpy": numpy.__version__,
    }


def randomise(model, seed):
    """Every weight gets its own value: a norm, a bias or a padding row that is left out shows."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.normal_(0.0, 0.2, generator=generator)
            norm = "norm" in name.lower() or ".ln_" in name or ".bn" in f".{name}"
            if norm and name.endswith("weight"):
                parameter.add_(1.0)


def decayed(model):
    """Names of the weights of linear layers and convolutions: not biases, norms or embedding tables, nor linear layers tied to those."""
    parameters = dict(model.named_parameters())
    linear = (torch.nn.Linear, torch.nn.Conv2d, transformers.pytorch_utils.Conv1D)
    weights = [f"{name}.weight" for name, module in model.named_modules() if isinstance(module, linear)]
    return [name for name in weights if name in parameters]


def gradients(model, loss):
    model.zero_grad(set_to_none=True)
    loss.backward()
    return {name: parameter.grad.clone() for name, parameter in model.named_parameters() if parameter.grad is not None}


def learn(model, loss):
    """The STEPS steps on the same rows; changes the model, returns what golden.json says of them."""
    names = set(decayed(model))
    groups = [
        {"params": [p for n, p in model.named_parameters() if n in names], "weight_decay": DECAY},
        {"params": [p for n, p in model.named_parameters() if n not in names], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=PEAK, betas=(0.9, 0.999), eps=1e-8)
    schedule = transformers.get_linear_schedule_with_warmup(optimizer, WARMUP, STEPS)
    record = {"losses": [], "gradient_norms": [], "learning_rates": []}
    for _ in range(STEPS):
        optimizer.zero_grad(set_to_none=True)
        value = loss()
        value.backward()
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
        record["losses"].append(value.item())
        record["gradient_norms"].append(norm.item())
        record["learning_rates"].append(schedule.get_last_lr()[0])
        optimizer.step()
        schedule.step()
    record["loss_after"] = loss().item()
    return record


def hyper_parameters(model):
    return {
        "optimizer": "AdamW",
        "betas": [0.9, 0.999],
        "epsilon": 1e-8,
        "peak_learning_rate": PEAK,
        "steps": STEPS,
        "warmup_steps": WARMUP,
        "schedule": "step k = 0, 1, ...: peak * (k / warmup if k < warmup else max(0, (steps - k) / (steps - warmup)))",
        "weight_decay": DECAY,
        "decayed": decayed(model),
        "clip_norm": CLIP,
        "clip": "gradients * min(1, clip_norm / (norm + 1e-6)), norm over all gradients before clipping",
    }


def write(folder, document, tensors):
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in document.items()]
    (folder / "golden.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    save_file({name: tensor.detach().contiguous() for name, tensor in tensors.items()}, folder / "golden.safetensors")


def differences(made, kept, tolerance=1e-9):
    """What differs between two folders of golden files, as lines for a person; versions are not compared. The tolerance is
    the tests' own: Adam turns the noise in the gradient of a key bias, which is zero, into steps of 1e-11."""
    found = []
    for name in sorted({p.relative_to(r).as_posix() for r in (made, kept) for p in Path(r).rglob("*") if p.is_file()}):
        one, other = made / name, kept / name
        if not one.is_file() or not other.is_file():
            found.append(f"{name}: only in {'the repository' if other.is_file() else 'the new files'}")
        elif name.endswith(".safetensors"):
            found += [f"{name}: {line}" for line in tensor_differences(load_file(one), load_file(other), tolerance)]
        elif name.endswith(".json"):
            found += [f"{name}: {line}" for line in value_differences(read(one), read(other), tolerance)]
    return found


def read(path):
    document = json.loads(path.read_text(encoding="utf-8"))
    return {key: value for key, value in document.items() if key not in ("versions", "transformers_version")}


def tensor_differences(made, kept, tolerance):
    for name in sorted(made.keys() | kept.keys()):
        if name not in made or name not in kept or made[name].shape != kept[name].shape:
            yield f"{name}: missing, or another shape"
        elif not torch.allclose(made[name], kept[name], rtol=tolerance, atol=tolerance):
            yield f"{name}: differs by {(made[name] - kept[name]).abs().max().item():.3g}"


def value_differences(made, kept, tolerance, path=""):
    if isinstance(made, dict) and isinstance(kept, dict):
        for key in sorted(made.keys() | kept.keys()):
            yield from value_differences(made.get(key), kept.get(key), tolerance, f"{path}.{key}")
    elif isinstance(made, list) and isinstance(kept, list) and len(made) == len(kept):
        for index, pair in enumerate(zip(made, kept)):
            yield from value_differences(*pair, tolerance, f"{path}[{index}]")
    elif isinstance(made, float) and isinstance(kept, float):
        if not math.isclose(made, kept, rel_tol=tolerance, abs_tol=tolerance):
            yield f"{path}: {made} is not {kept}"
    elif made != kept:
        yield f"{path}: {made!r} is not {kept!r}"
